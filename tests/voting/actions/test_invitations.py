"""Invitations, reminders and links sent again: one mail for a member, and none too many."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import SignInLink
from audit.models import Event
from audit.sentences import sentence
from guideline.actions.panel import replace_member
from outbox.actions import run
from outbox.models import Delivery
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.invitations import remind, send_links_again
from voting.actions.openings import open_rounds
from voting.actions.rounds import close_round, open_round

ENDS = timedelta(days=10)


@pytest.fixture
def drafts(question):
    """Three drafts under the question."""
    return [factories.make_recommendation(question=question, ref=f"d{n}") for n in range(3)]


@pytest.fixture
def due(deliver):
    """Does what has come due by a moment, as if that moment were now: `due(at)`."""

    def do_due(at) -> None:
        for _step in ("what is due", "what that asks for"):
            for pk in list(
                Delivery.objects.filter(done_at=None, due__lte=at).values_list("pk", flat=True)
            ):
                run(pk)

    return do_due


def test_many_rounds_are_one_mail_for_each_member(
    guideline, drafts, chair, member, mailoutbox, deliver
):
    open_rounds(by=chair, guideline=guideline, recommendations=drafts)

    deliver()

    assert sorted(mail.to[0] for mail in mailoutbox) == ["chair@example.org", "member@example.org"]
    assert "on 3 recommendations of “Livers” (about 6 minutes)" in mailoutbox[0].body
    assert mailoutbox[0].body.count("/sign-in/") == 1


def test_link_is_in_the_mail_and_in_no_row(opened, member, mailoutbox, deliver):
    deliver()

    token = mailoutbox[0].body.partition("/sign-in/")[2].partition("/")[0]
    assert len(token) > 40
    assert token not in str(list(Delivery.objects.values()) + list(SignInLink.objects.values()))


def test_invitation_names_the_deadline_in_the_member_s_zone_with_a_calendar_file(
    recommendation, chair, member, mailoutbox, deliver
):
    member.time_zone = "Asia/Tokyo"
    member.save()
    ends = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + ENDS
    open_round(by=chair, recommendation=recommendation, closes_at=ends)
    Delivery.objects.exclude(kind="ballot-mail").delete()

    deliver()

    mine = next(mail for mail in mailoutbox if mail.to == [member.email])
    assert f"{ends:%Y}, 18:00 JST" in mine.body
    name, content, kind = mine.attachments[0]
    assert (name, kind) == ("ballots.ics", "text/calendar")
    assert f"DTSTART:{ends:%Y%m%dT%H%M%SZ}" in str(content)


def test_links_end_with_the_vote(recommendation, chair, member, mailoutbox, deliver):
    ends = timezone.now() + ENDS
    open_round(by=chair, recommendation=recommendation, closes_at=ends)
    Delivery.objects.exclude(kind="ballot-mail").delete()

    deliver()

    assert {link.ends_at for link in SignInLink.objects.all()} == {ends}


def test_who_voted_before_the_mail_went_out_gets_none(opened, member, mailoutbox, deliver):
    cast_vote(by=member, round=opened, choice="abstain")

    deliver()

    assert [mail.to for mail in mailoutbox] == [["chair@example.org"]]


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
def test_reminders_go_at_half_and_four_fifths_to_the_silent_only(
    recommendation, chair, member, mailoutbox, due, secrecy
):
    round = open_round(
        by=chair, recommendation=recommendation, secrecy=secrecy, closes_at=timezone.now() + ENDS
    )
    reminders = Delivery.objects.filter(kind="remind-voters").order_by("due")
    shares = [
        (row.due - round.opened_at) / (round.closes_at - round.opened_at) for row in reminders
    ]
    assert [f"{share:.2f}" for share in shares] == ["0.50", "0.80"]
    due(timezone.now())
    mailoutbox.clear()
    cast_vote(by=member, round=round, choice="weak-for")

    due(reminders[0].due)
    due(reminders[0].due)

    assert [mail.to for mail in mailoutbox] == [["chair@example.org"]]
    assert mailoutbox[0].subject == "1 ballot still waits for you: Livers"


def test_nobody_is_reminded_after_the_close(opened, chair, member, mailoutbox, deliver):
    deliver()
    mailoutbox.clear()
    close_round(by=chair, round=opened)
    opened.refresh_from_db()

    remind([opened], 80)
    deliver()

    assert mailoutbox == []


def test_short_round_reminds_nobody(recommendation, chair):
    open_round(
        by=chair, recommendation=recommendation, closes_at=timezone.now() + timedelta(minutes=5)
    )

    assert Delivery.objects.filter(kind="remind-voters").count() == 0


def test_links_are_sent_again_to_the_silent_once_a_minute_and_logged(
    opened, chair, member, mailoutbox, deliver, monkeypatch
):
    deliver()
    one_minute = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: one_minute)
    cast_vote(by=chair, round=opened, choice="abstain")
    mailoutbox.clear()

    send_links_again(by=chair, round=opened)
    send_links_again(by=chair, round=opened)
    deliver()

    assert [mail.to for mail in mailoutbox] == [["member@example.org"]]
    last = Event.objects.order_by("-sequence")[0]
    assert sentence(last) == (
        "chair sent their links again to all who had not voted in round 1 on q1r1."
    )


def test_link_is_sent_again_to_one_voter(opened, chair, member, mailoutbox, deliver):
    deliver()
    mailoutbox.clear()

    send_links_again(by=chair, round=opened, voter=opened.voters.get(member__user=member))
    deliver()

    assert [mail.to for mail in mailoutbox] == [["member@example.org"]]
    assert Event.objects.order_by("-sequence")[0].verb == "link-sent-again"


def test_member_sends_nothing(opened, member):
    with pytest.raises(PermissionDenied):
        send_links_again(by=member, round=opened)


def test_links_of_a_replaced_member_are_dead(opened, chair, member, deliver):
    deliver()

    replace_member(by=chair, member=member.places.get(), name="Somebody", reason="Retired.")

    assert [link.revoked_at is None for link in SignInLink.objects.filter(user=member)] == [False]
    assert [link.revoked_at is None for link in SignInLink.objects.filter(user=chair)] == [True]


def test_member_recused_after_the_opening_is_asked_no_more(
    opened, question, member, mailoutbox, deliver
):
    factories.make_conflict(member=member.places.get(), question=question, action="leave-room")

    deliver()

    assert [mail.to for mail in mailoutbox] == [["chair@example.org"]]
