"""Who may open a hearing, read its inbox and answer; commenting needs no account."""

import rules

from guideline.permissions import holds

for _permission in (
    "hearing.view_hearing",
    "hearing.view_inbox",
    "hearing.open_hearing",
    "hearing.answer_comment",
    "hearing.redact_comment",
):
    rules.add_perm(_permission, holds(_permission))
