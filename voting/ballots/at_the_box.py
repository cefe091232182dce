"""Whoever comes to vote, in one read: the round, their place, what was decided on their interests, their line.

In the last minute of a round everybody votes at once, and each further statement costs as much as the
vote itself. So this is one statement, of the columns that casting needs.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.http import Http404

from accounts.prepared import Columns, one_row
from guideline.models import Guideline, PanelMember, Question
from guideline.permissions import remember_place
from voting.clock import as_moment
from voting.eligibility import ACTIONS_THAT_FORBID_VOTING
from voting.guards import NOW, TAKES_BALLOTS
from voting.models import Recommendation, Round, Voter

_READ = (
    Columns(
        Round,
        "r",
        "id recommendation_id number status mode practice rule secrecy closes_at closed_at",
    ),
    Columns(Recommendation, "d", "id question_id guideline_id ref"),
    Columns(Question, "q", "id guideline_id ref"),
    Columns(Guideline, "g", "id slug time_zone"),
    Columns(PanelMember, "m", "id guideline_id ref role name user_id"),
    Columns(Voter, "v"),
)
_FROM = """FROM voting_round r
    JOIN voting_recommendation d ON d.id = r.recommendation_id
    JOIN guideline_question q ON q.id = d.question_id
    JOIN guideline_guideline g ON g.id = d.guideline_id
    LEFT JOIN guideline_panelmember m ON m.guideline_id = g.id AND m.user_id = %s
    LEFT JOIN voting_voter v ON v.round_id = r.id AND v.member_id = m.id
    WHERE r.id = %s"""
_ACTIONS = """(SELECT {joined}(c.action, ',') FROM guideline_conflict c WHERE c.member_id = m.id
    AND (c.question_id IS NULL OR c.question_id = d.question_id))"""
_JOIN = {"postgresql": "string_agg", "sqlite": "group_concat"}


@dataclass(frozen=True, slots=True)
class AtTheBox:
    """How somebody stands before a round.

    `voter` is their line on the roll, None for somebody who is not on it; with it go what time it is
    by the database (`now`), whether the round `takes_ballots` at that time, whether the voter is
    `recused` now, and how many ballots they have `cast_before`.
    """

    round: Round
    place: PanelMember | None
    actions: tuple[str, ...]
    voter: Voter | None


def at_the_box(round_pk: int, person_pk: int | None) -> AtTheBox:
    """Read it; Http404 for no such round."""
    found = one_row(_statement(connection.vendor), [person_pk, round_pk])
    if found is None:
        raise Http404
    round, draft, question, guideline, place, voter = (each.row(found) for each in _READ)
    actions, now, takes_ballots, cast_before = found
    round.recommendation, draft.question, draft.guideline = draft, question, guideline
    question.guideline = guideline
    decided = tuple(actions.split(",")) if actions else ()
    if place:
        place.guideline = guideline
    if voter:
        voter.round, voter.member = round, place
        voter.now = as_moment(now)
        voter.takes_ballots = bool(takes_ballots)
        voter.recused = bool(ACTIONS_THAT_FORBID_VOTING & set(decided))
        voter.cast_before = cast_before
    return AtTheBox(round, place, decided, voter)


def round_for_voter(user: Any, pk: int) -> Round:
    """The round that somebody comes to vote in; `at_the_box` on it is how they stand before it."""
    found = at_the_box(pk, user.pk)
    round = found.round
    remember_place(user, round.guideline, found.place, round.question, found.actions)
    round.at_the_box = found
    return round


@cache
def _statement(vendor: str) -> str:
    now = NOW[vendor].replace("%", "%%")
    also = (
        _ACTIONS.format(joined=_JOIN[vendor]),
        now,
        TAKES_BALLOTS.format(now=now),
        "(SELECT count(*) FROM voting_ballot b WHERE b.voter_id = v.id)",
    )
    return f"SELECT {', '.join(map(str, (*_READ, *also)))} {_FROM}"
