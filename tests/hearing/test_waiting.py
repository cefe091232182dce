"""What waits for the committee: one mail the next morning, and an entry in everybody's own work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from guideline.models import Conflict
from hearing.actions.answering import propose_answer
from hearing.actions.comment_files import add_file, pass_file
from hearing.actions.commenting import comment_on_draft
from hearing.actions.held import disown_comment, note_dispute, release_comment
from hearing.answering.counting import MOST_COUNTED
from hearing.models import Comment
from hearing.waiting import KIND, morning_of
from outbox.actions import relay
from outbox.models import Delivery
from publication.my_work import my_work
from tests import factories

HELD = {"held_because": "bait"}


def send_held(hearing, n: int = 1) -> None:
    for _number in range(n):
        comment_on_draft(hearing=hearing, part="document", body="Buy now.", **HELD)


def morning_mails(hearing) -> dict[str, str]:
    """The bodies of the mails that the next morning brings, by the address they go to."""
    before = set(Delivery.objects.filter(kind="mail").values_list("key", flat=True))
    Delivery.objects.filter(kind=KIND, done_at=None).update(due=Now())
    relay()
    rows = Delivery.objects.filter(kind="mail", key__startswith=KIND).exclude(key__in=before)
    return {row.payload["to"]: row.payload["body"] for row in rows}


def work(user) -> list[tuple[str, str]]:
    asked = ("Decide on", "Approve")
    return [(each.about, each.href) for each in my_work(user) if each.verb in asked]


@pytest.fixture
def panel(member, chair, methodologist, secretariat, observer):
    """Everybody who has a place."""
    return {"member": member, "chair": chair, "observer": observer}


# --- Mails -----------------------------------------------------------------------------------------


def test_sixty_held_comments_are_one_mail_to_each_who_may_act(opened, panel):
    send_held(opened, 60)
    assert Delivery.objects.filter(kind=KIND).count() == 1

    mails = morning_mails(opened)

    assert panel["chair"].email in mails
    assert panel["observer"].email not in mails
    assert all("60 held comments to decide on" in body for body in mails.values())
    assert not any("Buy now" in body for body in mails.values())
    assert morning_mails(opened) == {}


def test_next_mail_waits_for_the_next_morning_where_the_panel_is(opened, monkeypatch):
    opened.guideline.time_zone = "Asia/Tokyo"
    before, after = (datetime(2026, 3, 1, hour, 30, tzinfo=UTC) for hour in (20, 21))

    monkeypatch.setattr("hearing.waiting.timezone.now", lambda: before)
    early = morning_of(opened)
    monkeypatch.setattr("hearing.waiting.timezone.now", lambda: after)
    late = morning_of(opened)

    assert (early.key, early.seconds) == (f"{KIND}:{opened.pk}:2026-03-02", 30 * 60)
    assert (late.key, late.seconds) == (f"{KIND}:{opened.pk}:2026-03-03", 23 * 3600 + 30 * 60)


@pytest.mark.parametrize(
    ("evening", "hours"),
    [("2026-03-28T21:00Z", 7), ("2026-10-24T20:00Z", 9), ("2026-06-20T20:00Z", 8)],
    ids=["the clocks go forward", "back", "as always"],
)
def test_mail_comes_at_six_in_nights_in_which_the_clocks_change(
    opened, monkeypatch, evening, hours
):
    opened.guideline.time_zone = "Europe/Berlin"
    monkeypatch.setattr("hearing.waiting.timezone.now", lambda: datetime.fromisoformat(evening))

    assert morning_of(opened).seconds == hours * 3600


def test_what_was_decided_before_morning_is_told_to_nobody(opened, panel):
    send_held(opened)
    release_comment(by=panel["chair"], comment=Comment.objects.get(), reason="A person.")

    assert morning_mails(opened) == {}


def test_who_wrote_an_answer_is_not_asked_to_approve_it(closed, panel):
    propose_answer(
        by=panel["member"], hearing=closed, numbers=[1], changed=False, text="No.", ask=True
    )

    mails = morning_mails(closed)

    assert panel["member"].email not in mails
    assert "1 answer that needs a second person's approval" in mails[panel["chair"].email]
    assert [about for about, _href in work(panel["chair"])] == ["1 answer"]
    assert work(panel["member"]) == []


def test_who_leaves_the_room_is_not_asked_to_approve(closed, panel, question):
    place = panel["chair"].places.get()
    Conflict.objects.create(member=place, question=question, interest="Shares", action="leave-room")
    propose_answer(
        by=panel["member"], hearing=closed, numbers=[1], changed=False, text="No.", ask=True
    )

    assert panel["chair"].email not in morning_mails(closed)
    assert work(panel["chair"]) == []


# --- My work ---------------------------------------------------------------------------------------


def test_held_and_disputed_comments_wait_in_the_work_of_who_may_act(opened, panel):
    send_held(opened, 2)
    comment = factories.make_comment(hearing=opened, name="Somebody", kind="individual")
    disown_comment(comment=comment)

    told = [about for about, _href in work(panel["chair"])]

    assert told == ["2 held comments", "1 comment whose name is disputed"]
    assert work(panel["observer"]) == []
    for comment in Comment.objects.filter(held_because="bait"):
        release_comment(by=panel["chair"], comment=comment, reason="A person.")
    note_dispute(by=panel["chair"], comment=Comment.objects.get(number=3), note="Asked them.")
    assert work(panel["chair"]) == []


def test_held_comments_are_counted_no_further_than_is_said(opened, panel):
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(hearing=opened, number=n, body="Buy.", held_at=now, **HELD)
        for n in range(1, MOST_COUNTED + 3)
    )

    with CaptureQueriesContext(connection) as many:
        [(about, _href)] = work(panel["chair"])
    Comment.objects.filter(number__gt=1).delete()
    with CaptureQueriesContext(connection) as one:
        work(panel["chair"])

    assert about == "more than 1000 held comments"
    assert len(many) == len(one)


# --- 'This was not me' -----------------------------------------------------------------------------


def test_dispute_is_looked_at_once_with_a_note_that_the_log_keeps(opened, panel):
    comment = factories.make_comment(hearing=opened, name="Somebody", kind="individual")
    with pytest.raises(Blocked, match="Nobody disputes"):
        note_dispute(by=panel["chair"], comment=comment, note="Well.")
    disown_comment(comment=comment)
    with pytest.raises(Blocked, match="Say what came of it"):
        note_dispute(by=panel["chair"], comment=comment, note=" ")

    note_dispute(by=panel["chair"], comment=comment, note="Asked the society.")
    with pytest.raises(Blocked, match="already"):
        note_dispute(by=panel["member"], comment=comment, note="Me too.")

    event = Event.objects.get(verb="dispute-noted")
    assert "the dispute of comment 1 in" in sentence(event)
    assert "Somebody" not in str(event.facts)


def test_database_refuses_a_note_on_what_nobody_disputes(opened):
    factories.make_comment(hearing=opened)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.update(dispute_noted_at=timezone.now() - timedelta(1), dispute_note="Hm.")


# --- Files -----------------------------------------------------------------------------------------


def test_file_waits_for_who_may_decide_on_it_until_somebody_has(opened, received, panel):
    type(opened).objects.update(takes_files=True)
    added = add_file(comment=received.comment, name="table.txt", content=b"A table.")
    asked = ("1 comment with files", "/guidelines/livers/hearings/hearing-1/inbox/?state=files")
    assert (asked in work(panel["chair"]), asked in work(panel["member"])) == (True, False)

    mails = morning_mails(opened)

    told = "1 comment with files that nobody has looked at"
    assert told in mails[panel["chair"].email]
    assert panel["member"].email not in mails
    pass_file(by=panel["chair"], file=added)
    assert asked not in work(panel["chair"])
