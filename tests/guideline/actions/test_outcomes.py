"""Outcomes: added, edited, rated for their importance."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.outcomes import (
    add_outcome,
    edit_outcome,
    rate_importance,
    revise_outcome,
)
from guideline.models import Outcome
from tests import factories


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death", importance=5)


def test_added_outcome_is_named_after_its_name(question, methodologist, told):
    outcome = add_outcome(
        by=methodologist,
        question=question,
        name={"en": "Days in hospital", "ja": "在院日数"},
        type="continuous",
        favours="lower",
        importance=7,
    )

    assert (outcome.ref, outcome.importance) == ("days-in-hospital", 7)
    assert told() == [
        ("outcome-added", "methodologist added the outcome “Days in hospital” to question q1.")
    ]


def test_everything_wrong_with_an_outcome_is_told_at_once(question, chair):
    with pytest.raises(Blocked) as refusal:
        add_outcome(
            by=chair,
            question=question,
            name=" ",
            type="guess",
            favours="blue",
            test="third",
            importance=10,
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Name the outcome.",
        "Choose what kind of data the outcome has.",
        "Say whether lower or higher is better.",
        "Say which of the two tests it is about.",
        "Importance is rated from 1 to 9.",
    ]
    assert Outcome.objects.count() == 0


def test_edited_outcome_tells_before_and_after(outcome, chair, told):
    edit_outcome(by=chair, outcome=outcome, name="Death within five years")

    outcome.refresh_from_db()
    assert outcome.name == "Death within five years"
    assert told() == [
        (
            "outcome-edited",
            "chair edited the outcome “Death within five years” of question q1: name.",
        )
    ]


def test_kind_of_data_stays_once_results_were_entered(outcome, chair):
    factories.make_result(body=factories.make_body(outcome=outcome))

    with pytest.raises(Blocked) as refusal:
        edit_outcome(by=chair, outcome=outcome, type="continuous")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Results were entered as “dichotomous”; they would lose their meaning."
    ]


def test_importance_rated_here_loses_its_former_basis(outcome, chair, told):
    Outcome.objects.update(importance_basis="reconstructed")
    outcome.refresh_from_db()

    rate_importance(by=chair, outcome=outcome, importance=8, reason="Patients said so.")

    outcome.refresh_from_db()
    assert (outcome.importance, outcome.importance_basis) == (8, "")
    assert told() == [
        (
            "importance-rated",
            "chair rated the importance of “Death” of question q1: 8, before 5.",
        )
    ]
    assert Event.objects.get().facts["changes"] == {"importance": [5, 8]}


def test_importance_not_changed_keeps_its_basis(outcome, chair, told):
    Outcome.objects.update(importance_basis="reconstructed")
    outcome.refresh_from_db()

    rate_importance(by=chair, outcome=outcome, importance=5)

    outcome.refresh_from_db()
    assert outcome.importance_basis == "reconstructed"
    assert told() == []


def test_revised_outcome_is_changed_whole_or_not_at_all(outcome, chair, told):
    with pytest.raises(Blocked):
        revise_outcome(by=chair, outcome=outcome, name="Survival", importance=12)

    outcome.refresh_from_db()
    assert (outcome.name, outcome.importance) == ("Death", 5)
    assert told() == []


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("methodologist", True),
        ("secretariat", True),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_writes_outcomes(request, permitted, question, outcome, role, allowed):
    user = request.getfixturevalue(role)
    for act in (
        lambda: add_outcome(by=user, question=question, name="Pain"),
        lambda: edit_outcome(by=user, outcome=outcome, name="Dying"),
        lambda: rate_importance(by=user, outcome=outcome, importance=9),
    ):
        assert permitted(act) is allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"importance": 0},
        {"importance": 10},
        {"type": "guess"},
        {"favours": "blue"},
        {"test": "third"},
        {"importance_basis": "rumour"},
    ],
)
def test_database_refuses_what_an_outcome_cannot_be(question, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_outcome(question=question, **wrong)


def test_database_keeps_ids_apart_within_a_question(outcome):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_outcome(question=outcome.question, ref="death")
