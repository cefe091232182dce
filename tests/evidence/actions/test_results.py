"""Results: entered, changed, set aside and taken back, with every problem told at once."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.results import (
    change_result,
    enter_result,
    exclude_result,
    restore_result,
)
from evidence.models import Body, StudyResult
from tests import factories

TABLE = {"events_1": 12, "total_1": 100, "events_2": 20, "total_2": 100}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def study(question):
    return factories.make_study(question=question, ref="s1", label="Author 2001")


@pytest.fixture
def result(outcome, study):
    return factories.make_result(body=factories.make_body(outcome=outcome), study=study, **TABLE)


def sentences(refusal) -> list[str]:
    return [str(blocker) for blocker in refusal.value.blockers]


def test_entered_result_starts_the_body_of_evidence(outcome, study, methodologist, told):
    result = enter_result(
        by=methodologist, outcome=outcome, study=study, printed="12/100", risk_of_bias=None, **TABLE
    )

    assert (result.events_1, result.total_2, result.printed) == (12, 100, "12/100")
    assert outcome.bodies.get() == result.body
    assert told() == [
        (
            "result-entered",
            "methodologist entered the result of Author 2001 on “Death” of question q1.",
        )
    ]
    event = Event.objects.get()
    assert event.target == "q1/death"
    assert event.facts["values"] == TABLE | {"printed": "12/100"}


def test_entered_result_goes_into_the_primary_body(outcome, study, methodologist):
    factories.make_body(outcome=outcome, ref="cohorts", primary=False)
    trials = factories.make_body(outcome=outcome, ref="trials", primary=True, position=1)

    result = enter_result(by=methodologist, outcome=outcome, study=study, **TABLE)

    assert result.body == trials


def test_everything_wrong_with_a_result_is_told_at_once_with_its_study(
    outcome, methodologist, question
):
    elsewhere = factories.make_study(
        label="Other 1999", risk_of_bias={"tool": "rob-2", "overall": "low"}
    )

    with pytest.raises(Blocked) as refusal:
        enter_result(
            by=methodologist,
            outcome=outcome,
            study=elsewhere,
            events_1=120,
            total_1=100,
            tp=3,
            risk_of_bias="serious",
        )

    assert sentences(refusal) == [
        "Other 1999: events, comparator: this figure is missing.",
        "Other 1999: total, comparator: this figure is missing.",
        "Other 1999: true positives: this figure does not fit the kind of outcome.",
        "Other 1999: events, intervention: 120 events among 100.",
        "Other 1999: it answers another question.",
        "Other 1999: its tool does not know this judgement on the risk of bias.",
    ]
    assert StudyResult.objects.count() == 0
    assert Body.objects.count() == 0


def test_second_row_of_a_study_needs_a_population_of_its_own(result, outcome, study, methodologist):
    with pytest.raises(Blocked) as refusal:
        enter_result(by=methodologist, outcome=outcome, study=study, **TABLE)
    enter_result(by=methodologist, outcome=outcome, study=study, population="women", **TABLE)

    assert sentences(refusal) == ["Author 2001: it has a result for this population already."]
    assert StudyResult.objects.count() == 2


def test_body_of_another_outcome_is_refused(outcome, study, methodologist):
    with pytest.raises(Blocked) as refusal:
        enter_result(
            by=methodologist, outcome=outcome, study=study, body=factories.make_body(), **TABLE
        )

    assert sentences(refusal)[0] == "The body of evidence belongs to another outcome."


def test_changed_result_tells_before_and_after(result, methodologist, told):
    change_result(by=methodologist, result=result, events_1=13, reason="Misread.")

    result.refresh_from_db()
    assert (result.events_1, result.total_1) == (13, 100)
    assert told() == [
        (
            "result-changed",
            "methodologist changed the result of Author 2001 on “Death” of question q1: events 1.",
        )
    ]
    event = Event.objects.get()
    assert (event.facts["changes"], event.reason) == ({"events_1": [12, 13]}, "Misread.")


def test_change_is_judged_with_the_figures_that_stay(result, methodologist):
    with pytest.raises(Blocked) as refusal:
        change_result(by=methodologist, result=result, total_1=10)

    assert sentences(refusal) == ["Author 2001: events, intervention: 12 events among 10."]
    result.refresh_from_db()
    assert result.total_1 == 100


def test_unknown_column_is_a_mistake_of_the_caller(result, methodologist):
    with pytest.raises(TypeError):
        change_result(by=methodologist, result=result, certainty="high")


def test_excluded_result_stays_with_its_reason_and_comes_back(result, methodologist, told):
    exclude_result(by=methodologist, result=result, reason=" Published twice. ")
    result.refresh_from_db()
    assert result.excluded_because == "Published twice."

    restore_result(by=methodologist, result=result)
    result.refresh_from_db()
    assert result.excluded_because == ""
    assert told() == [
        (
            "result-excluded",
            "methodologist excluded the result of Author 2001 on “Death” of question q1. "
            "Reason: Published twice.",
        ),
        (
            "result-restored",
            "methodologist let the result of Author 2001 on “Death” of question q1 count again.",
        ),
    ]


def test_excluding_again_and_without_a_reason_are_told_together(result, methodologist):
    exclude_result(by=methodologist, result=result, reason="Published twice.")

    with pytest.raises(Blocked) as refusal:
        exclude_result(by=methodologist, result=result, reason="")

    assert sentences(refusal) == [
        "The result is excluded already.",
        "Give the reason for excluding the result.",
    ]


def test_result_that_counts_cannot_be_restored(result, methodologist):
    with pytest.raises(Blocked) as refusal:
        restore_result(by=methodologist, result=result)

    assert sentences(refusal) == ["The result is not excluded."]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_enters_results(request, permitted, outcome, result, role, allowed):
    user = request.getfixturevalue(role)
    other = factories.make_study(question=outcome.question)

    for act in (
        lambda: enter_result(by=user, outcome=outcome, study=other, **TABLE),
        lambda: change_result(by=user, result=result, events_1=1),
        lambda: exclude_result(by=user, result=result, reason="Published twice."),
        lambda: restore_result(by=user, result=result),
    ):
        assert permitted(act) is allowed


@pytest.mark.parametrize(
    "wrong", [{"events_1": 101}, {"events_2": 101}, {"se": 0}, {"sd_1": -1}, {"sd_2": -1}]
)
def test_database_refuses_figures_that_cannot_be(result, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyResult.objects.update(**wrong)


def test_database_keeps_one_primary_body(outcome):
    factories.make_body(outcome=outcome, ref="a")

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_body(outcome=outcome, ref="b")
