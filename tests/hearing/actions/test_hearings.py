"""Opening and closing a hearing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from hearing.actions.hearings import blockers_to_opening, close_hearing, open_hearing
from hearing.drafts import hash_of
from hearing.models import Hearing
from tests import factories
from voting.clock import database_now


def test_opening_freezes_the_draft(guideline, recommendation, secretariat):
    hearing = open_hearing(by=secretariat, guideline=guideline)

    recommendation.statement = "We recommend it."
    recommendation.save()

    hearing.refresh_from_db()
    [question] = hearing.draft["questions"]
    assert question["text"] == "Should it be done?"
    assert question["recommendations"] == [
        {
            "id": "q1r1",
            "kind": "graded",
            "statement": "We suggest doing it.",
            "outcome": "open",
            "direction": None,
            "strength": None,
            "certainty": None,
            "flags": ["no-critical-outcome"],
        }
    ]
    assert hearing.draft_hash == hash_of(hearing.draft)
    event = Event.objects.get(verb="hearing-opened")
    assert (event.target, event.facts["draft_hash"]) == ("hearing-1", hearing.draft_hash)


def test_draft_names_no_voter(guideline, recommendation, chair, secretariat):
    from voting.actions.ballots import cast_vote
    from voting.actions.rounds import close_round, open_round

    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="strong-for", comment="Between us.")
    close_round(by=chair, round=round)

    hearing = open_hearing(by=secretariat, guideline=guideline)

    assert hearing.draft["questions"][0]["recommendations"][0]["strength"] == "strong"
    assert "Between us." not in str(hearing.draft)
    assert "ballots" not in str(hearing.draft)
    assert "votes" not in str(hearing.draft)


def test_opening_time_in_the_past_means_at_once(guideline, recommendation, secretariat):
    before = database_now()

    hearing = open_hearing(by=secretariat, guideline=guideline, opens_at=before - timedelta(days=9))

    assert hearing.opens_at >= before
    assert hearing.is_open


def test_hearing_that_opens_later_is_neither_open_nor_over(guideline, recommendation, secretariat):
    hearing = open_hearing(
        by=secretariat, guideline=guideline, opens_at=timezone.now() + timedelta(days=1)
    )

    assert (hearing.is_open, hearing.is_over) == (False, False)


def test_second_hearing_waits_for_the_first(opened, guideline, secretariat):
    with pytest.raises(Blocked, match="still open"):
        open_hearing(by=secretariat, guideline=guideline)

    close_hearing(by=secretariat, hearing=opened)
    assert open_hearing(by=secretariat, guideline=guideline).ref == "hearing-2"


def test_guideline_without_a_statement_cannot_be_heard(guideline, question, secretariat):
    factories.make_recommendation(question=question, statement=None)

    assert [str(each) for each in blockers_to_opening(guideline)] == [
        "No recommendation has a statement to comment on."
    ]
    with pytest.raises(Blocked):
        open_hearing(by=secretariat, guideline=guideline)


def test_window_must_not_end_before_it_begins(guideline, recommendation, secretariat):
    with pytest.raises(Blocked, match="close before it opens"):
        open_hearing(
            by=secretariat, guideline=guideline, closes_at=timezone.now() - timedelta(days=1)
        )


def test_member_may_not_open_a_hearing(guideline, recommendation, member):
    with pytest.raises(PermissionDenied):
        open_hearing(by=member, guideline=guideline)


def test_closing_again_changes_nothing(opened, secretariat, events):
    closed = close_hearing(by=secretariat, hearing=opened)

    again = close_hearing(by=secretariat, hearing=opened)

    assert again.closes_at == closed.closes_at
    assert events().count("hearing-closed") == 1


def test_hearing_that_has_not_opened_cannot_be_closed(guideline, recommendation, secretariat):
    hearing = open_hearing(
        by=secretariat, guideline=guideline, opens_at=timezone.now() + timedelta(days=1)
    )

    with pytest.raises(Blocked, match="not opened yet"):
        close_hearing(by=secretariat, hearing=hearing)


def test_hearing_held_elsewhere_is_over(guideline):
    hearing = factories.make_hearing(guideline=guideline, imported=True)

    assert (hearing.is_open, hearing.is_over) == (False, True)


def test_database_refuses_a_window_that_ends_before_it_begins(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.filter(pk=opened.pk).update(
            closes_at=opened.opens_at - timedelta(seconds=1)
        )
