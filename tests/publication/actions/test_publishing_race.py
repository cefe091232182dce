"""Publishing while comments come late and approvals are taken back: nothing unanswered becomes public."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event as Signal

import pytest
from django.db import connection, connections

from accounts.blockers import Blocked
from hearing.actions.answering import approve_answer, propose_answer, undo_approval
from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.models import Comment
from publication.actions import publishing
from publication.models import Version
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round

pytestmark = pytest.mark.django_db(transaction=True)
# For who waits for a lock to be seen waiting.
MOMENT = 0.7


@pytest.fixture
def answered(guideline, question, chair, member, secretariat):
    """A decided guideline whose hearing is closed, its one comment answered."""
    draft = factories.make_recommendation(question=question, ref="q1r1")
    held = open_round(by=chair, recommendation=draft)
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)
    hearing = open_hearing(by=secretariat, guideline=guideline)
    comment_on_draft(hearing=hearing, part="q1r1", body="For whom?")
    hearing = close_hearing(by=secretariat, hearing=hearing)
    said = {"changed": False, "text": "No.", "ask": True}
    proposal = propose_answer(by=member, hearing=hearing, numbers=[1], **said)
    return approve_answer(by=chair, proposal=proposal)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.parametrize("deed", ["late comment", "undone approval"])
def test_what_comes_between_the_look_and_the_end_waits(answered, chair, monkeypatch, deed):
    hearing, looked = answered.hearing, Signal()
    look = publishing._blockers

    def slow_look(*args):
        found = look(*args)
        looked.set()
        with suppress(TimeoutError):
            late.result(MOMENT)
        return found

    def interfere():
        try:
            looked.wait(10)
            if deed == "late comment":
                comment_on_draft(hearing=hearing, part="document", body="Much later.")
            else:
                undo_approval(by=chair, proposal=answered)
        except Blocked as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    monkeypatch.setattr(publishing, "_blockers", slow_look)
    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(interfere)
        publishing.publish_guideline(by=chair, guideline=hearing.guideline)

    assert Version.objects.count() == 1
    public = Comment.objects.filter(published_at__isnull=False)
    assert list(public.values_list("number", "progress")) == [(1, "answered")]
    if deed == "late comment":
        assert list(Comment.objects.values_list("number", "late", "progress")) == [
            (1, False, "answered"),
            (2, True, "unanswered"),
        ]
    else:
        assert "is published" in late.result()
