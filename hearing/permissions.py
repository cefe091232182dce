"""Who may open a hearing, read its inbox and answer; commenting needs no account.

Whoever leaves the room for a question answers no comment on it and reads no draft of an answer.
"""

import rules

from guideline.permissions import holds, stays_in_the_room

for _permission in ("hearing.view_hearing", "hearing.open_hearing", "hearing.redact_comment"):
    rules.add_perm(_permission, holds(_permission))
for _permission in ("hearing.view_inbox", "hearing.answer_comment", "hearing.approve_answer"):
    rules.add_perm(_permission, holds(_permission) & stays_in_the_room)
