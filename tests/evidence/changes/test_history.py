"""The history of a question's evidence: every change with the deed that made it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.results import change_result
from evidence.actions.screening import decide_on_title
from evidence.actions.signing import sign_profile
from evidence.changes import history as module
from evidence.changes.history import history_of, made_by, moment_at, moments_of
from evidence.codes import DOMAINS
from evidence.fingerprint import evidence_hash, signature_state
from guideline.actions.outcomes import rate_importance
from tests import factories


@pytest.fixture(autouse=True)
def _nothing_known():
    module._KNOWN.clear()


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death", importance=6)


@pytest.fixture
def result(outcome):
    study = factories.make_study(question=outcome.question, ref="s1", label="Author 2001")
    return factories.make_result(body=factories.make_body(outcome=outcome), study=study)


def rate(by, outcome, **levels):
    judged = dict.fromkeys(DOMAINS, Judged(0, "Looked at.")) | {
        domain: Judged(steps, "Few events.") for domain, steps in levels.items()
    }
    return rate_certainty(by=by, outcome=outcome, design="randomised-trial", judged=judged)


def said(rows) -> list[tuple]:
    return [(row.event and row.event.actor_label, str(row.told), row.why) for row in rows]


def test_rows_say_who_what_and_why_newest_first(question, outcome, result, methodologist, chair):
    change_result(by=methodologist, result=result, events_1=12, reason="Misread.")
    rate_importance(by=chair, outcome=outcome, importance=8, reason="Patients said so.")

    assert said(history_of(question).rows) == [
        ("chair", "Death: importance 6 → 8", "Patients said so."),
        ("methodologist", "Death, Author 2001: events, intervention 10 → 12", "Misread."),
    ]


def test_judgement_has_its_own_reason(question, outcome, result, methodologist):
    rate(methodologist, outcome)
    rate(methodologist, outcome, imprecision=1)

    assert said(history_of(question).of(domain="imprecision")) == [
        (
            "methodologist",
            "Death: imprecision not serious (“Looked at.”) → serious (“Few events.”)",
            "Few events.",
        ),
        ("methodologist", "Death: imprecision: not serious (“Looked at.”)", "Looked at."),
    ]


def test_rows_of_an_outcome_leave_out_the_others(question, outcome, result, methodologist):
    other = factories.make_outcome(question=question, ref="pain", name="Pain", position=1)
    rate_importance(by=methodologist, outcome=other, importance=2)
    rate_importance(by=methodologist, outcome=outcome, importance=7)

    history = history_of(question)

    assert [str(row.told) for row in history.of("pain")] == ["Pain: importance 9 → 2"]
    assert [str(row.told) for row in history.of("death")] == ["Death: importance 6 → 7"]
    assert len(history.of()) == 2


def test_question_without_a_deed_has_an_empty_history(question):
    history = history_of(question)

    assert (history.rows, history.first) == ((), None)


def test_history_costs_the_same_however_long_and_less_when_known(question, result, methodologist):
    counts = []
    for events in (11, 12, 13):
        change_result(by=methodologist, result=result, events_1=events)
        module._KNOWN.clear()
        with CaptureQueriesContext(connection) as queries:
            history_of(question)
        counts.append(len(queries))

    with CaptureQueriesContext(connection) as known:
        rows = history_of(question).rows

    assert counts == [2, 2, 2]
    assert (len(known), len(rows)) == (1, 3)


# --- Who made a change -----------------------------------------------------------------------------


def lapse(question) -> list[tuple]:
    state = signature_state(question)
    return said(made_by(question, state.changed, since=state.signature.at))


def test_lapse_names_who_changed_what_and_why(question, result, methodologist):
    sign_profile(by=methodologist, question=question)
    change_result(by=methodologist, result=result, events_1=12, reason="Misread.")
    change_result(by=methodologist, result=result, events_1=14, reason="Misread again.")
    change_result(by=methodologist, result=result, events_2=21)

    assert lapse(question) == [
        (
            "methodologist",
            "Death, Author 2001: events, intervention 10 → 14",
            "Misread again.",
        ),
        ("methodologist", "Death, Author 2001: events, comparator 20 → 21", ""),
    ]


def test_deeds_before_the_signature_made_nothing_of_its_lapse(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12, reason="Before.")
    sign_profile(by=methodologist, question=question)
    change_result(by=methodologist, result=result, events_1=13, reason="After.")

    assert [why for _who, _what, why in lapse(question)] == ["After."]


def test_change_that_no_deed_made_is_told_without_a_name(question, result, methodologist):
    sign_profile(by=methodologist, question=question)
    type(result).objects.update(events_1=12)

    assert lapse(question) == [(None, "Death, Author 2001: events, intervention 10 → 12", "")]


def test_decision_on_a_record_lapses_with_its_name(question, result, methodologist):
    record = factories.make_record(question=question, title="A report", title_abstract="exclude")
    sign_profile(by=methodologist, question=question)
    decide_on_title(by=methodologist, record=record, decision="include")

    assert lapse(question) == [
        ("methodologist", "Record “A report”: on title and abstract exclude → include", "")
    ]


# --- Which moment a hash was taken at --------------------------------------------------------------


def test_moment_of_a_hash_is_found_whatever_its_date(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12)
    voted = evidence_hash(question)
    change_result(by=methodologist, result=result, events_1=13)
    long_ago = timezone.now() - timedelta(days=900)

    found = moment_at(moments_of(question), evidence_hash=voted, at=long_ago)

    assert found.sequence == 2


def test_moment_of_no_hash_is_the_last_before_the_time(question, result, methodologist):
    change_result(by=methodologist, result=result, events_1=12)
    at = timezone.now()
    change_result(by=methodologist, result=result, events_1=13)
    moments = moments_of(question)

    assert moment_at(moments, evidence_hash="0" * 64, at=at).sequence == 2
    assert moment_at(moments, evidence_hash="0" * 64, at=at - timedelta(days=1)) is None
    assert moment_at(moments, evidence_hash="0" * 64, at=None) is None
