"""Critical outcomes named for a recommendation, and the one exception to the lowest of them."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from publication.chain import chain_of
from publication.why import why
from tests import factories
from voting.actions.overall_certainty import choose_critical, take_exception, withdraw_exception
from voting.actions.rounds import open_round


def rated(question, ref: str, *, events: int, design: str = "randomised-trial"):
    """A critical outcome on one study (20 of 100 in the control group), rated by its design alone."""
    outcome = factories.make_outcome(question=question, ref=ref, name=ref.capitalize())
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, events_1=events)
    factories.make_rating(body=body, design=design)
    return outcome


@pytest.fixture
def death(question):
    """High certainty, and better with the intervention."""
    return rated(question, "death", events=10)


@pytest.fixture
def stroke(question):
    """Low certainty, and better with the intervention."""
    return rated(question, "stroke", events=5, design="cohort")


@pytest.fixture
def draft(question, death, stroke):
    return factories.make_recommendation(question=question, ref="q1r1")


@pytest.fixture
def place(member):
    return member.places.get()


def certainty(draft) -> str | None:
    return chain_of(draft.guideline).recommendation(draft.ref).derived.certainty


def blockers(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


def told() -> list[str]:
    return [sentence(event) for event in Event.objects.order_by("sequence")]


def taken(draft, by, outcome, place, because="It is what patients fear most."):
    return take_exception(
        by=by, recommendation=draft, outcome=outcome, named=place, because=because
    )


def test_exception_lifts_the_overall_certainty_and_says_why(
    draft, methodologist, death, place, guideline
):
    assert certainty(draft) == "low"

    taken(draft, methodologist, death, place)

    assert certainty(draft) == "high"
    explained = str(why(chain_of(guideline), "q1r1"))
    assert (
        "All critical outcomes point the same way, and Death (high) carries the recommendation by "
        "itself, says member: It is what patients fear most."
    ) in explained
    assert told() == [
        "methodologist recorded that “Death” alone carries q1r1, as member answers for. "
        "Reason: It is what patients fear most."
    ]


def test_exception_is_refused_unless_all_point_the_same_way(draft, question, chair, death, place):
    rated(question, "bleeding", events=40)

    assert blockers(lambda: taken(draft, chair, death, place)) == [
        "The critical outcomes do not all point the same way."
    ]
    assert certainty(draft) == "low"


def test_everything_that_the_exception_lacks_is_told_at_once(draft, question, chair):
    factories.make_outcome(question=question, ref="pain", name="Pain")
    itch = factories.make_outcome(question=question, ref="itch", name="Itch", importance=2)

    assert blockers(lambda: taken(draft, chair, itch, None, because=" ")) == [
        "Somebody from the panel has to answer for it.",
        "Give the reason why this outcome alone carries the recommendation.",
        "“Itch” is not critical to this recommendation.",
        "The critical outcome “Pain” is not rated.",
        "Which way the critical outcome “Pain” points is not known.",
    ]


def test_who_answers_is_on_this_panel(draft, chair, death):
    stranger = factories.make_member(ref="elsewhere")

    assert blockers(lambda: taken(draft, chair, death, stranger)) == [
        "Who answers for it has a place on this panel."
    ]


def test_exception_is_taken_back(draft, chair, death, place):
    taken(draft, chair, death, place)

    withdraw_exception(by=chair, recommendation=draft, reason="The stroke data matter.")

    draft.refresh_from_db()
    assert (draft.sufficient_outcome, draft.sufficient_by, draft.sufficient_because) == (
        None,
        None,
        None,
    )
    assert certainty(draft) == "low"
    assert told()[-1] == (
        "chair took back that “Death” alone carries q1r1. Reason: The stroke data matter."
    )
    assert Event.objects.last().facts["before"]["outcome"] == "death"


def test_taking_back_asks_for_a_reason_and_an_exception(draft, chair):
    assert blockers(lambda: withdraw_exception(by=chair, recommendation=draft, reason=" ")) == [
        "There is no exception to take back.",
        "Say why the exception is taken back.",
    ]


def test_exception_that_evidence_overtook_is_said_and_not_applied(
    draft, question, chair, death, place
):
    taken(draft, chair, death, place)
    rated(question, "bleeding", events=40)

    assert certainty(draft) == "low"
    assert "The recorded exception does not hold" in str(why(chain_of(draft.guideline), "q1r1"))


def test_critical_outcomes_are_chosen_and_decide(draft, chair, death, stroke):
    choose_critical(
        by=chair, recommendation=draft, outcomes=[death], reason="Stroke is part of death here."
    )

    assert [each.ref for each in draft.critical_outcomes.all()] == ["death"]
    assert certainty(draft) == "high"
    assert told() == ["chair chose the critical outcomes of q1r1: Death."]
    assert Event.objects.get().reason == "Stroke is part of death here."

    choose_critical(by=chair, recommendation=draft, outcomes=[], reason="As rated, then.")

    assert certainty(draft) == "low"
    assert told()[-1] == (
        "chair let the outcomes of importance 7 to 9 be the critical ones of q1r1."
    )


def test_same_choice_again_tells_nothing(draft, chair, death):
    for _ in range(2):
        choose_critical(by=chair, recommendation=draft, outcomes=[death], reason="Because.")

    assert len(told()) == 1


def test_choice_that_takes_the_ground_from_the_exception_is_refused(
    draft, chair, death, stroke, place
):
    taken(draft, chair, death, place)
    other = factories.make_outcome(name="Elsewhere")

    refused = blockers(
        lambda: choose_critical(by=chair, recommendation=draft, outcomes=[stroke, other], reason="")
    )
    assert refused == [
        "“Elsewhere” is no outcome of this question.",
        "The exception rests on “Death”: take it back first.",
        "Say why these outcomes are the critical ones.",
    ]


def test_nothing_moves_while_a_round_is_running(draft, chair, death, place):
    open_round(by=chair, recommendation=draft)
    running = ["Round 1 is voting on this wording. Close or withdraw it first."]

    assert blockers(lambda: taken(draft, chair, death, place)) == running
    assert (
        blockers(
            lambda: choose_critical(by=chair, recommendation=draft, outcomes=[death], reason="So.")
        )
        == running
    )


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("methodologist", True),
        ("member", False),
        ("conflicted_member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_may(request, draft, death, guideline, role, allowed):
    user = request.getfixturevalue(role)
    named = factories.make_member(guideline=guideline)
    deeds = (
        lambda: taken(draft, user, death, named),
        lambda: withdraw_exception(by=user, recommendation=draft, reason="So."),
        lambda: choose_critical(by=user, recommendation=draft, outcomes=[death], reason="So."),
    )

    for deed in deeds:
        try:
            deed()
        except PermissionDenied:
            assert allowed is False
        else:
            assert allowed is True
