"""Moments: kept once a deed, with the deed's event, and never without a change."""

import threading

import pytest
from django.db import connection, transaction

from accounts.blockers import Blocked
from audit.actions import record
from evidence.actions.results import change_result, enter_result
from evidence.actions.studies import add_study
from evidence.actions.taking_over import TableRow, take_over_results
from guideline.actions.outcomes import rate_importance, revise_outcome
from guideline.actions.questions import put_question
from guideline.models import Moment
from guideline.moments import keep_moment
from tests import factories


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def result(outcome):
    study = factories.make_study(question=outcome.question, ref="s1", label="Author 2001")
    return factories.make_result(body=factories.make_body(outcome=outcome), study=study)


def events_1(moment) -> int:
    return moment.content["outcomes"]["death"]["bodies"]["body"]["results"][0]["events_1"]


def verbs(question) -> list[str | None]:
    return [each.event.verb if each.event else None for each in question.moments.all()]


def test_first_deed_keeps_the_state_before_it_as_well(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12, reason="Misread.")

    before, after = question.moments.all()
    assert (before.sequence, before.event, events_1(before)) == (1, None, 10)
    assert (after.sequence, events_1(after)) == (2, 12)
    assert (after.event.verb, after.event.actor, after.event.reason) == (
        "result-changed",
        methodologist,
        "Misread.",
    )
    assert after.at == after.event.at


def test_second_deed_adds_one_moment(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12)
    change_result(by=methodologist, result=result, events_1=13)

    assert [events_1(each) for each in question.moments.all()] == [10, 12, 13]


def test_change_taken_back_is_a_moment_of_its_own(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12)
    change_result(by=methodologist, result=result, events_1=10)

    assert [events_1(each) for each in question.moments.all()] == [10, 12, 10]


def test_deed_that_changes_nothing_leaves_no_moment(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12)
    change_result(by=methodologist, result=result, events_1=12)

    assert verbs(question) == [None, "result-changed"]


def test_deed_that_changes_nothing_does_not_load_the_evidence(
    result, methodologist, django_assert_max_num_queries
):
    change_result(by=methodologist, result=result, events_1=12)

    with django_assert_max_num_queries(10) as asked:
        change_result(by=methodologist, result=result, events_1=12)

    assert [each["sql"] for each in asked if "evidence_rating" in each["sql"]] == []


def test_refused_deed_leaves_no_moment(question, result, methodologist):
    with pytest.raises(Blocked):
        change_result(by=methodologist, result=result, events_1=200)

    assert Moment.objects.count() == 0


def test_deed_of_many_deeds_is_one_moment_with_the_event_that_sums_up(
    question, outcome, methodologist
):
    table = {"events_1": 1, "total_1": 9, "events_2": 2, "total_2": 9}
    rows = [
        TableRow(line=i, study=None, label=f"Author {i}", values=table, design="cohort")
        for i in (1, 2, 3)
    ]

    take_over_results(by=methodologist, outcome=outcome, rows=rows)

    assert verbs(question) == [None, "results-taken-over"]
    last = question.moments.last()
    assert len(last.content["outcomes"]["death"]["bodies"]["body"]["results"]) == 3


def test_two_deeds_in_one_go_are_two_moments(question, outcome, methodologist):
    revise_outcome(by=methodologist, outcome=outcome, importance=4, name="Death from any cause")

    assert verbs(question) == [None, "outcome-edited", "importance-rated"]


def test_deed_on_another_question_leaves_this_one_alone(question, result, methodologist):
    other = factories.make_question(guideline=question.guideline)

    add_study(by=methodologist, question=other, label="Author 2002", design="cohort")

    assert (question.moments.count(), other.moments.count()) == (0, 2)


def test_question_begins_its_history_when_it_is_put(guideline, methodologist):
    question = put_question(by=methodologist, guideline=guideline, text="Should it be done?")

    moment = question.moments.get()
    assert moment.event.verb == "question-put"
    assert moment.content == {"question": {"text": "Should it be done?", "type": "intervention"}}


def test_event_of_somebody_else_is_not_taken_for_the_deed_s(question, outcome, methodologist):
    record("noted", guideline="livers", by=factories.make_user())

    rate_importance(by=methodologist, outcome=outcome, importance=3)

    assert question.moments.last().event.actor == methodologist


def test_screening_records_are_no_part_of_a_moment_but_of_its_hash(question, outcome):
    factories.make_record(question=question)
    first = keep_moment(question, event=None)
    factories.make_record(question=question)

    assert "records" not in first.content
    assert keep_moment(question, event=None) is None


@pytest.mark.django_db(transaction=True)
def test_two_first_deeds_at_once_leave_one_beginning_and_both_changes(
    question, outcome, result, methodologist
):
    study = factories.make_study(question=question, ref="s2", label="Author 2002")
    table = {"events_1": 1, "total_1": 9, "events_2": 2, "total_2": 9}
    both = threading.Barrier(2, timeout=10)
    failed = []

    def run(act) -> None:
        both.wait()
        try:
            with transaction.atomic():
                act()
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            failed.append(error)
        finally:
            connection.close()

    acts = [
        lambda: change_result(by=methodologist, result=result, events_1=12),
        lambda: enter_result(by=methodologist, outcome=outcome, study=study, **table),
    ]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert failed == []
    moments = list(question.moments.all())
    assert [each.sequence for each in moments] == [1, 2, 3]
    assert [each.event is None for each in moments] == [True, False, False]
    results = moments[-1].content["outcomes"]["death"]["bodies"]["body"]["results"]
    assert [each["events_1"] for each in results] == [12, 1]
