"""Who may draft, judge and vote: the role's permission, and staying in the room for the question."""

import rules

from guideline.permissions import holds, stays_in_the_room

rules.add_perm("voting.edit_rule", holds("voting.edit_rule"))
for _permission in (
    "voting.view_draft",
    "voting.view_round",
    "voting.judge_etd",
    "voting.edit_draft",
    "voting.open_round",
    "voting.close_round",
    "voting.cast_vote",
):
    rules.add_perm(_permission, holds(_permission) & stays_in_the_room)
