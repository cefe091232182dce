"""How far the chain was walked: remembered, walked on from there, and found broken where it is."""

import pytest
from django.core.cache import cache
from django.db import connection

from audit import verification as module
from audit.actions import record
from audit.models import ChainHead, Event
from audit.verification import verification

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    """Four events, in a table that this test may tamper with."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_final")
    return [record("noted", target=name) for name in ("a", "b", "c", "d")]


def test_empty_chain_holds_up_to_nothing():
    assert (verification().length, verification().broken) == (0, None)


def test_chain_is_verified_up_to_its_last_event(events):
    found = verification()

    assert (found.length, found.hash, found.waiting, found.broken) == (4, events[-1].hash, 0, None)
    assert found.whole_at is not None


def test_what_was_walked_is_not_walked_again_unless_asked(events):
    first = verification()
    Event.objects.filter(sequence=2).update(reason="altered")
    record("noted", target="e")

    again, whole = verification(), verification(whole=True)

    assert (again.length, again.broken, again.whole_at) == (5, None, first.whole_at)
    assert (whole.broken.sequence, whole.length) == (2, 1)


def test_event_altered_behind_what_was_walked_is_found(events):
    verification()
    record("noted", target="e")
    Event.objects.filter(sequence=5).update(reason="altered")

    found = verification()

    assert (found.broken.sequence, found.length) == (5, 4)


def test_what_is_broken_is_not_remembered_as_whole(events):
    Event.objects.filter(sequence=2).update(reason="altered")

    assert verification().broken.sequence == 2
    assert verification().broken.sequence == 2


def test_end_that_is_another_than_was_walked_to_is_found(events):
    verification()
    ChainHead.objects.update(hash="f" * 64)

    assert verification().broken is not None


def test_chain_that_was_cut_is_walked_from_its_beginning(events):
    verification()
    Event.objects.filter(sequence=4).delete()
    ChainHead.objects.update(length=3, hash=events[2].hash)

    found = verification()

    assert (found.length, found.broken) == (3, None)


def test_many_new_events_wait_until_somebody_asks(events, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 3)

    waiting, asked = verification(), verification(whole=True)
    record("noted", target="e")

    assert (waiting.length, waiting.waiting) == (0, 4)
    assert (asked.length, asked.waiting) == (4, 0)
    assert (verification().length, verification().waiting) == (5, 0)


def test_without_a_memory_the_chain_is_walked(events):
    verification()
    cache.clear()

    assert verification().length == 4
