"""Moments of the evidence: the database refuses to alter one, and the verification names one that was."""

import json
import zlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import Event
from evidence.actions.results import change_result
from evidence.changes import history
from evidence.changes.verifying import BadMoment, first_bad_moment
from evidence.content_hash import content_hash
from guideline.models import Moment
from tests import factories

CONTENT = "its content is not what its hash was made of"
CHAIN = "it is not the one that the audit chain tells of"


@pytest.fixture
def moments(question, methodologist):
    """A history of three moments: as it was, and two changes."""
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    study = factories.make_study(question=question, ref="s1", label="Author 2001")
    result = factories.make_result(body=factories.make_body(outcome=outcome), study=study)
    change_result(by=methodologist, result=result, events_1=12)
    change_result(by=methodologist, result=result, events_1=13)
    return list(question.moments.all())


@pytest.fixture
def unguarded(db):
    """A database whose owner took the guard away, as somebody with its password can."""
    on = " ON guideline_moment" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER guideline_moment_is_final{on}")


def forged() -> dict:
    """Other content under its own right hash."""
    other = {"question": {"text": "Another question?"}}
    return {
        "compressed": zlib.compress(json.dumps(other).encode()),
        "content_hash": content_hash(other),
    }


def alter(moment: Moment, **values) -> None:
    Moment.objects.filter(pk=moment.pk).update(**values)


def test_history_that_nobody_touched_holds(question, moments):
    assert first_bad_moment(question) is None


def test_database_refuses_to_change_a_moment(question, moments):
    with pytest.raises(DatabaseError), transaction.atomic():
        alter(moments[1], content_hash="0" * 64)

    assert question.moments.get(sequence=2).content_hash == moments[1].content_hash


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite's flush deletes row by row")
def test_postgresql_refuses_to_delete_a_moment(question, moments):
    with pytest.raises(DatabaseError), transaction.atomic():
        moments[1].delete()

    assert question.moments.count() == 3


@pytest.mark.parametrize("at", [0, 1, 2])
def test_altered_content_is_named(unguarded, question, moments, at):
    alter(moments[at], compressed=forged()["compressed"])

    assert first_bad_moment(question) == BadMoment(at + 1, CONTENT)


def test_content_that_cannot_be_read_is_named(unguarded, question, moments):
    alter(moments[1], compressed=b"nothing that was ever compressed")

    assert first_bad_moment(question) == BadMoment(2, CONTENT)


@pytest.mark.parametrize("at", [0, 1])
def test_content_altered_with_its_hash_contradicts_the_chain(unguarded, question, moments, at):
    alter(moments[at], **forged())

    assert first_bad_moment(question) == BadMoment(at + 1, CHAIN)


def test_other_hash_of_all_evidence_contradicts_the_chain(unguarded, question, moments):
    alter(moments[1], evidence_hash="0" * 64)

    assert first_bad_moment(question) == BadMoment(2, CHAIN)


def test_missing_moment_is_named(unguarded, question, moments):
    moments[1].delete()

    assert first_bad_moment(question) == BadMoment(2, "it is missing")


def test_end_cut_off_to_where_the_chain_tells_of_it_is_named(unguarded, question, moments):
    moments[2].delete()
    moments[1].delete()

    assert first_bad_moment(question) == BadMoment(2, "it is missing")


def test_moment_without_its_event_is_named(unguarded, question, moments):
    alter(moments[2], event=None)

    assert first_bad_moment(question) == BadMoment(3, "it names no event")


def test_moment_under_an_earlier_event_is_named(unguarded, question, moments):
    alter(moments[2], event=Event.objects.order_by("sequence").first())

    because = "it names another event than that of its deed"
    assert first_bad_moment(question) == BadMoment(3, because)


def test_moment_of_another_time_is_named(unguarded, question, moments):
    alter(moments[2], at=moments[2].at - timedelta(days=1))

    assert first_bad_moment(question) == BadMoment(3, "its time is not that of its event")


def test_page_says_which_moment_is_bad_when_asked(unguarded, question, moments, chair, client_of):
    address = "/guidelines/livers/questions/q1/history/"
    good = client_of(chair).get(f"{address}?check=1").content.decode()

    alter(moments[1], compressed=b"nothing that was ever compressed")
    bad = client_of(chair).get(f"{address}?check=1").content.decode()

    assert "Every moment of this history holds what was kept." in good
    assert "Moment 2 of this history does not hold: its content" in bad
    assert "Every moment" not in bad


def test_page_with_a_moment_that_cannot_be_read_says_which(
    unguarded, question, moments, chair, client_of
):
    alter(moments[1], compressed=b"nothing that was ever compressed")
    # As in another process, which has not compared these moments before.
    history._KNOWN.clear()

    page = client_of(chair).get("/guidelines/livers/questions/q1/history/").content.decode()

    assert "Moment 2 of this history does not hold: its content" in page
