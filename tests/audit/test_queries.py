"""Verifying and reading the stored chain: each kind of tampering is done to it, and found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.actions import record
from audit.chain import Break
from audit.models import ChainHead, Event
from audit.queries import history, verify
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    """Four events, in a table that this test may tamper with."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_final")
    return [record("noted", target=name) for name in ("a", "b", "c", "d")]


def test_verify_is_none_for_a_whole_chain(events):
    assert verify() is None


def test_verify_is_none_for_an_empty_chain():
    assert verify() is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verb", "voted"),
        ("target", "z"),
        ("reason", "because"),
        ("guideline", "other"),
        ("actor_label", "Somebody"),
        ("facts", {"added": True}),
        ("at", "2020-01-01T00:00:00Z"),
    ],
)
def test_verify_finds_an_edited_field(events, field, value):
    Event.objects.filter(sequence=2).update(**{field: value})

    assert verify() == Break(2, "its content is not what was recorded")


def test_verify_finds_an_event_put_to_somebody_else(events):
    Event.objects.filter(sequence=3).update(actor=make_user("other"))

    assert verify() == Break(3, "its content is not what was recorded")


def test_verify_finds_a_deleted_event(events):
    Event.objects.filter(sequence=2).delete()

    assert verify() == Break(2, "event 2 is missing, event 3 follows")


def test_verify_finds_two_events_that_changed_places(events):
    Event.objects.filter(sequence=2).update(sequence=99)
    Event.objects.filter(sequence=3).update(sequence=2)
    Event.objects.filter(sequence=99).update(sequence=3)

    assert verify() == Break(2, "it does not continue the event before it")


def test_verify_finds_a_cut_tail(events):
    Event.objects.filter(sequence__gt=2).delete()

    assert verify() == Break(3, "the chain ends after 2 events, 4 were recorded")


def test_verify_finds_an_emptied_table(events):
    Event.objects.all().delete()

    assert verify() == Break(1, "the chain ends after 0 events, 4 were recorded")


def test_verify_finds_a_lost_head(events):
    ChainHead.objects.all().delete()

    assert verify() == Break(5, "the chain ends after 4 events, 0 were recorded")


def test_history_is_of_one_guideline_and_newest_first():
    for guideline in ("livers", "lungs", "livers"):
        record("noted", guideline=guideline)

    assert [event.sequence for event in history("livers")] == [3, 1]


def test_verify_audit_prints_length_and_head(events, capsys):
    call_command("verify_audit")

    head = f"4:{events[3].hash}"
    assert capsys.readouterr().out == f"The audit chain holds: 4 events, head {head}.\n"


def test_verify_audit_of_nothing_says_so(capsys):
    call_command("verify_audit")

    assert capsys.readouterr().out == "The audit chain is empty.\n"


def test_verify_audit_exits_with_1_and_names_the_first_bad_event(events, capsys):
    Event.objects.filter(sequence__in=[2, 4]).update(reason="otherwise")

    with pytest.raises(SystemExit) as exit_:
        call_command("verify_audit")

    assert exit_.value.code == 1
    assert capsys.readouterr().err == "Event 2: its content is not what was recorded.\n"


def test_verify_audit_compares_with_a_head_that_was_kept(events, capsys):
    head = ChainHead.objects.get()

    call_command("verify_audit", "--head", f"{head.length}:{head.hash}")
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--head", f"{head.length + 3}:{'1' * 64}")
    with pytest.raises(CommandError, match="a colon"):
        call_command("verify_audit", "--head", "everything")

    assert "the last 3 are missing." in capsys.readouterr().err
