"""A chair's way out: with a name and a reason, after the last round alone, and never a direction of choice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from publication.chain import chain_of
from publication.why import why
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_back_way_out, take_way_out
from voting.models import WayOut

RULE = {"preset": "over-70", "rounds": 2}
SPLIT = ("strong-for", "weak-for", "neither")
TIED = ("weak-for", "weak-against", "neither")


@pytest.fixture
def voters(guideline, chair):
    users = [chair]
    for n in (1, 2):
        users.append(factories.make_user(f"voter-{n}"))
        factories.make_member(guideline=guideline, ref=f"v{n}", user=users[-1])
    return users


@pytest.fixture
def hold(recommendation, chair, voters):
    """A closed round: `hold(choices)`."""

    def held(choices, **terms):
        round = open_round(by=chair, recommendation=recommendation, rule=RULE, **terms)
        for voter, choice in zip(voters, choices, strict=True):
            cast_vote(by=voter, round=round, choice=choice)
        return close_round(by=chair, round=round)

    return held


def refused(deed, **what) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        deed(**what)
    return [str(each) for each in refusal.value.blockers]


def test_weak_way_out_is_derived_told_and_explained(hold, chair, guideline):
    hold(SPLIT)
    last = hold(SPLIT)

    taken = take_way_out(by=chair, round=last, choice="weak", reason="Nobody moved.")

    derived = chain_of(guideline).recommendation("q1r1").derived
    assert (derived.direction, derived.strength, derived.decided_in_round) == ("for", "weak", None)
    assert derived.flags[0] == "way-out-by-chair"
    assert taken.rule == {"name": "weak-by-majority", "side": "1/2", "opposition": "1/5"}
    steps = [step.sentence for step in why(chain_of(guideline), "q1r1").children[0].children]
    assert (
        "After the last round without consensus chair decided: weak. Reason: Nobody moved." in steps
    )
    agreed = "2 of 3 votes are for, strong and weak together: 66.7 % agree on the direction."
    assert agreed in steps
    assert sentence(Event.objects.order_by("sequence").last()) == (
        "chair recorded the way out after round 2 on q1r1: weak, as chair decided. "
        "Reason: Nobody moved."
    )


def test_everything_missing_is_said(hold, chair):
    hold(TIED)
    last = hold(TIED)

    assert refused(take_way_out, by=chair, round=last, choice="weak", reason=" ") == [
        "Say why you decide so.",
        "1 votes for and 1 against: more than half of 3 needs 2, so a weak recommendation has no "
        "side to follow.",
    ]
    assert WayOut.objects.count() == 0


def test_way_out_waits_for_the_last_round(hold, chair, recommendation):
    first = hold(SPLIT)
    ask = {"by": chair, "choice": "postpone", "reason": "Later."}
    assert refused(take_way_out, round=first, **ask) == [
        "Only 1 of 2 rounds have been held: discuss, vote again."
    ]
    running = open_round(by=chair, recommendation=recommendation, rule=RULE)
    assert refused(take_way_out, round=first, **ask) == [
        "A later round was opened; that one counts."
    ]
    assert refused(take_way_out, round=running, **ask) == [
        "Only after a round that was closed and counts is there a way out."
    ]


def test_round_that_decided_needs_none(hold, chair):
    hold(SPLIT)
    last = hold(("weak-for",) * 3)

    assert refused(take_way_out, by=chair, round=last, choice="postpone", reason="No.") == [
        "The round came to: recommendation."
    ]


def test_way_out_is_taken_back_with_a_reason_and_kept(hold, chair, guideline):
    hold(SPLIT)
    last = hold(SPLIT)
    take_way_out(by=chair, round=last, choice="no-recommendation", reason="Nobody moved.")
    assert chain_of(guideline).recommendation("q1r1").derived.outcome == "no-recommendation"
    assert refused(take_way_out, by=chair, round=last, choice="postpone", reason="No.") == [
        "A way out is recorded already; take that back first."
    ]
    assert refused(take_back_way_out, by=chair, round=last, reason="") == [
        "Say why it is taken back."
    ]

    take_back_way_out(by=chair, round=last, reason="A new trial came out.")

    assert chain_of(guideline).recommendation("q1r1").derived.outcome == "no-consensus"
    assert [each.taken_back_because for each in last.ways_out.all()] == ["A new trial came out."]
    assert refused(take_back_way_out, by=chair, round=last, reason="x") == [
        "No way out is recorded."
    ]


def test_secret_round_below_three_ballots_gives_no_way_out(
    recommendation, guideline, chair, member
):
    for _ in range(2):
        round = open_round(by=chair, recommendation=recommendation, rule=RULE, secrecy="secret")
        for person, choice in ((chair, "weak-for"), (member, "weak-against")):
            cast_vote(by=person, round=round, choice=choice)
        last = close_round(by=chair, round=round)

    assert refused(take_way_out, by=chair, round=last, choice="postpone", reason="No.") == [
        "Too few secret ballots were cast to show what they say."
    ]


def test_only_the_chair_decides(hold, methodologist, secretariat, voters):
    hold(SPLIT)
    last = hold(SPLIT)

    for person in (methodologist, secretariat, voters[1]):
        with pytest.raises(PermissionDenied):
            take_way_out(by=person, round=last, choice="postpone", reason="No.")


def test_database_knows_one_way_out_and_a_rule_for_weak_alone(hold, guideline):
    last = hold(SPLIT)
    factories.make_way_out(round=last)
    for wrong in ({}, {"choice": "weak"}, {"rule": {"name": "own"}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.make_way_out(round=last, **wrong)
