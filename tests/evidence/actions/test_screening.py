"""Screening: records in, decided on twice, made into studies."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.screening import (
    add_records,
    decide_on_full_text,
    decide_on_title,
    include_as_study,
)
from evidence.models import Record, Study
from tests import factories


@pytest.fixture
def record(question):
    return factories.make_record(question=question, ref="r1", title="A trial")


def sentences(refusal) -> list[str]:
    return [str(blocker) for blocker in refusal.value.blockers]


def test_pasted_citations_become_records_in_order(question, methodologist, told):
    factories.make_record(question=question, ref="r4", position=0)

    add_records(by=methodologist, question=question, text="First 2001\nSecond\t\t2002\n")

    added = Record.objects.filter(question=question).exclude(ref="r4")
    assert [(row.ref, row.title, row.year, row.position) for row in added] == [
        ("r5", "First 2001", 2001, 1),
        ("r6", "Second", 2002, 2),
    ]
    assert told() == [("records-added", "methodologist added 2 records to question q1.")]


def test_one_wrong_line_keeps_all_out_and_every_wrong_line_is_named(question, methodologist):
    with pytest.raises(Blocked) as refusal:
        add_records(by=methodologist, question=question, text="Good\n\tx\nB\t\tsoon")

    assert sentences(refusal) == ["Line 2 has no title.", "Line 3: “soon” is no year."]
    assert Record.objects.count() == 0


def test_decision_on_title_is_kept_and_told(record, methodologist, told):
    decide_on_title(by=methodologist, record=record, decision="exclude", reason="Animals.")

    record.refresh_from_db()
    assert (record.title_abstract, record.reason) == ("exclude", "Animals.")
    assert told() == [
        (
            "record-screened",
            "methodologist decided on title and abstract of “A trial” (question q1): exclude.",
        )
    ]
    assert Event.objects.get().facts["changes"] == {
        "title_abstract": ["", "exclude"],
        "reason": ["", "Animals."],
    }


def test_same_decision_again_tells_nothing_new(record, methodologist, told):
    decide_on_title(by=methodologist, record=record, decision="include")
    decide_on_title(by=methodologist, record=record, decision="include")

    assert [verb for verb, _sentence in told()] == ["record-screened"]


def test_including_after_all_drops_the_reason(record, methodologist):
    decide_on_title(by=methodologist, record=record, decision="exclude", reason="Animals.")

    decide_on_title(by=methodologist, record=record, decision="include")

    record.refresh_from_db()
    assert (record.title_abstract, record.reason) == ("include", "")


@pytest.mark.parametrize("decision", ["", "perhaps"])
def test_decision_on_title_that_is_none_is_refused(record, methodologist, decision):
    with pytest.raises(Blocked) as refusal:
        decide_on_title(by=methodologist, record=record, decision=decision)

    assert sentences(refusal) == ["Choose whether to include or to exclude the record."]


def test_title_is_not_excluded_once_the_full_text_was_assessed(record, methodologist):
    decide_on_title(by=methodologist, record=record, decision="include")
    decide_on_full_text(by=methodologist, record=record, decision="include")

    with pytest.raises(Blocked) as refusal:
        decide_on_title(by=methodologist, record=record, decision="exclude")

    assert sentences(refusal) == ["The record was already assessed in full."]


def test_full_text_decision_is_kept_with_its_reason(record, methodologist, told):
    decide_on_title(by=methodologist, record=record, decision="include")

    decide_on_full_text(by=methodologist, record=record, decision="exclude", reason="No outcome.")

    record.refresh_from_db()
    assert (record.full_text, record.reason) == ("exclude", "No outcome.")
    assert told()[-1] == (
        "full-text-assessed",
        "methodologist decided on the full text of “A trial” (question q1): exclude.",
    )
    assert Event.objects.last().reason == "No outcome."


def test_full_text_before_title_and_exclusion_without_reason_are_told_together(
    record, methodologist
):
    with pytest.raises(Blocked) as refusal:
        decide_on_full_text(by=methodologist, record=record, decision="exclude", reason=" ")

    assert sentences(refusal) == [
        "Decide on its title and abstract first.",
        "Give the reason for excluding the full text.",
    ]


def test_kept_record_becomes_a_study(question, methodologist, told):
    record = factories.make_record(
        question=question,
        title="A trial",
        year=2001,
        doi="10.1000/x",
        title_abstract="include",
        full_text="include",
    )

    study = include_as_study(
        by=methodologist, record=record, label="Author 2001", design="randomised-trial"
    )

    record.refresh_from_db()
    assert record.study == study
    assert (study.ref, study.citation, study.year, study.doi) == (
        "author-2001",
        "A trial",
        2001,
        "10.1000/x",
    )
    assert told() == [("study-added", "methodologist added the study Author 2001 to question q1.")]


def test_record_becomes_a_study_once_and_only_when_kept(record, methodologist):
    Record.objects.update(study=factories.make_study(question=record.question, label="Known"))
    record.refresh_from_db()

    with pytest.raises(Blocked) as refusal:
        include_as_study(by=methodologist, record=record, label="Author 2001", design="cohort")

    assert sentences(refusal) == [
        "Include its full text first.",
        "It is already included as the study Known.",
    ]
    assert Study.objects.count() == 1


def test_record_of_a_study_is_not_excluded(record, methodologist):
    study = factories.make_study(question=record.question, label="Known")
    Record.objects.update(title_abstract="include", full_text="include", study=study)
    record.refresh_from_db()

    with pytest.raises(Blocked) as refusal:
        decide_on_full_text(by=methodologist, record=record, decision="exclude", reason="Twice.")

    assert sentences(refusal) == ["It was included as the study Known."]


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
def test_who_screens(request, permitted, question, role, allowed):
    user = request.getfixturevalue(role)
    record = factories.make_record(question=question, ref="r1", title_abstract="include")

    for act in (
        lambda: add_records(by=user, question=question, text="A title"),
        lambda: decide_on_title(by=user, record=record, decision="include"),
        lambda: decide_on_full_text(by=user, record=record, decision="include"),
        lambda: include_as_study(by=user, record=record, label="A 2001", design="cohort"),
    ):
        assert permitted(act) is allowed


@pytest.mark.parametrize("wrong", [{"title_abstract": "perhaps"}, {"full_text": "perhaps"}])
def test_database_knows_only_the_decisions(question, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_record(question=question, **wrong)


def test_database_keeps_ids_apart_within_a_question(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_record(question=record.question, ref="r1")
