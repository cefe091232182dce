"""Who may draft, judge and vote: the role's permission, and staying in the room for the question.

Whoever may discuss a question and not decide on it judges none of its criteria either, not even in a
poll: a judgement is the larger half of the decision (Guidelines International Network, principles of 2015).
"""

import rules

from guideline.permissions import holds, may_decide_on_it, stays_in_the_room

rules.add_perm("voting.edit_rule", holds("voting.edit_rule"))
for _permission in (
    "voting.view_draft",
    "voting.view_round",
    "voting.edit_draft",
    "voting.open_round",
    "voting.close_round",
    "voting.cast_vote",
    "voting.view_poll",
    "voting.open_poll",
    "voting.close_poll",
    "voting.correct_wording",
    "voting.count_hands",
    "voting.take_way_out",
    "voting.state_dissent",
):
    rules.add_perm(_permission, holds(_permission) & stays_in_the_room)
rules.add_perm("voting.judge_etd", holds("voting.judge_etd") & may_decide_on_it)
rules.add_perm("voting.answer_poll", holds("voting.answer_poll") & may_decide_on_it)
