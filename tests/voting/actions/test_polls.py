"""Polls on the criteria: who is asked, what is kept, what counts, and who may do what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.panel import link_account, replace_member
from outbox.actions import run
from outbox.models import Delivery
from tests import factories
from voting.actions.poll_invitations import remind
from voting.actions.polls import (
    answer_poll,
    close_poll,
    open_poll,
    own_answers,
    reopen_poll,
    withdraw_poll,
)
from voting.models import Poll, PollAnswer


@pytest.fixture
def poll(question, chair, member):
    """A running poll that chair and member are asked in."""
    return open_poll(by=chair, question=question)


def said(poll):
    return {
        row["criterion"]: (row["counts"], row["comments"])
        for row in Poll.objects.get(pk=poll.pk).distribution()
    }


def test_opening_mails_those_who_vote_and_nobody_else(
    question, chair, member, methodologist, discussant, conflicted_member
):
    open_poll(by=methodologist, question=question)

    mails = Delivery.objects.filter(kind="mail")
    assert {mail.payload["to"] for mail in mails} == {chair.email, member.email}
    assert "/decision/polls/1/answer/" in mails[0].payload["body"]


def test_reminders_go_at_half_and_four_fifths_to_those_who_have_not_answered_once_each(
    question, chair, member, discussant, mailoutbox
):
    poll = open_poll(by=chair, question=question, closes_at=timezone.now() + timedelta(days=10))
    waiting = list(Delivery.objects.filter(kind="remind-poll").order_by("due"))
    time = poll.closes_at - poll.opened_at
    assert [f"{(row.due - poll.opened_at) / time:.2f}" for row in waiting] == ["0.50", "0.80"]
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    Delivery.objects.filter(kind="mail").delete()

    for row in (waiting[0], waiting[0], waiting[1]):
        Delivery.objects.filter(pk=row.pk).update(done_at=None)
        run(row.pk)

    mails = Delivery.objects.filter(kind="mail")
    assert [mail.payload["to"] for mail in mails] == ["chair@example.org"] * 2
    assert mails[0].payload["subject"] == "Your judgement of the criteria still waits: Livers"


def test_nobody_is_reminded_of_a_poll_that_is_closed_short_or_whose_rule_reminds_nobody(
    question, chair, member, guideline
):
    soon = timezone.now() + timedelta(minutes=5)
    poll = open_poll(by=chair, question=question, closes_at=soon)
    assert not Delivery.objects.filter(kind="remind-poll").exists()
    answer_poll(by=chair, poll=poll, answers={"equity": ("reduced", "")})
    close_poll(by=chair, poll=poll)
    Delivery.objects.all().delete()

    remind(poll, asked_at=poll.opened_at.isoformat(), percent=50)

    assert not Delivery.objects.exists()
    guideline.decision_rule = {"preset": "over-70", "reminders": False}
    guideline.save()
    question.refresh_from_db()
    reopen_poll(
        by=chair, poll=poll, reason="A trial.", closes_at=timezone.now() + timedelta(days=9)
    )
    assert not Delivery.objects.filter(kind="remind-poll").exists()


def test_reminder_of_the_first_opening_is_void_after_the_second(question, chair, member):
    poll = open_poll(by=chair, question=question)
    answer_poll(by=chair, poll=poll, answers={"equity": ("reduced", "")})
    close_poll(by=chair, poll=poll)
    first = poll.opened_at.isoformat()
    again = reopen_poll(
        by=chair, poll=poll, reason="A trial.", closes_at=timezone.now() + timedelta(days=9)
    )
    Delivery.objects.all().delete()

    remind(again, asked_at=first, percent=50)
    assert not Delivery.objects.exists()
    remind(again, asked_at=again.reopened_at.isoformat(), percent=50)

    assert [mail.payload["to"] for mail in Delivery.objects.all()] == ["member@example.org"]


def test_second_poll_waits_for_the_end_of_the_first(poll, question, chair):
    with pytest.raises(Blocked, match="is open"):
        open_poll(by=chair, question=question)
    with pytest.raises(Blocked, match="past"):
        open_poll(
            by=chair,
            question=factories.make_question(guideline=question.guideline),
            closes_at=timezone.now() - timedelta(minutes=1),
        )


def test_distribution_counts_the_last_version_and_keeps_each(poll, chair, member):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Two centres.")})
    answer_poll(by=member, poll=poll, answers={"equity": ("increased", "Two centres.")})
    assert answer_poll(by=member, poll=poll, answers={"equity": ("increased", "Two centres.")}) == 0
    answer_poll(by=chair, poll=poll, answers={"equity": ("increased", ""), "problem": ("yes", "")})
    assert said(poll) == {}

    close_poll(by=chair, poll=poll)

    assert said(poll) == {
        "problem": ({"yes": 1}, []),
        "equity": ({"increased": 2}, ["Two centres."]),
    }
    kept = PollAnswer.objects.filter(member__user=member).order_by("version")
    assert [each.answer for each in kept] == ["reduced", "increased"]


def test_answers_are_refused_late_unknown_or_too_long(poll, chair, member):
    for answers, match in (
        ({"equity": ("yes", "")}, "no such answer"),
        ({"test_accuracy": ("accurate", "")}, "no such answer"),
        ({"equity": ("reduced", "x" * 5001)}, "at most 5000"),
    ):
        with pytest.raises(Blocked, match=match):
            answer_poll(by=member, poll=poll, answers=answers)
    Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Blocked, match="closed"):
        answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    assert PollAnswer.objects.count() == 0


def test_who_may_not_decide_is_not_polled(poll, discussant, conflicted_member, methodologist):
    for person in (discussant, conflicted_member, methodologist):
        with pytest.raises(PermissionDenied):
            answer_poll(by=person, poll=poll, answers={"equity": ("reduced", "")})


def test_who_lost_the_vote_since_is_not_counted(poll, question, chair, member):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    answer_poll(by=chair, poll=poll, answers={"equity": ("increased", "")})
    factories.make_conflict(member=member.places.get(), question=question)

    close_poll(by=chair, poll=poll)

    assert said(poll) == {"equity": ({"increased": 1}, [])}


def test_who_takes_over_a_place_neither_sees_nor_inherits_the_answers(poll, chair, member):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Mine.")})
    place = replace_member(by=chair, member=member.places.get(), name="Next", reason="Left.")
    after = factories.make_user("after")
    link_account(by=chair, member=place, user=after)

    assert own_answers(after, poll) == []
    answer_poll(by=after, poll=poll, answers={"equity": ("varies", "")})

    close_poll(by=chair, poll=poll)
    assert said(poll) == {"equity": ({"varies": 1}, [])}


def test_poll_closes_by_itself_when_its_time_is_over(question, chair, member, deliver):
    poll = open_poll(by=chair, question=question, closes_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Blocked, match="not over"):
        close_poll(by=None, poll=poll)
    Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    deliver()

    assert Poll.objects.get().status == "closed"
    assert Event.objects.get(verb="poll-closed").actor_label == "Plenary"
    assert close_poll(by=chair, poll=poll).status == "closed"


def test_poll_that_nobody_answered_is_withdrawn_with_a_reason(poll, chair):
    with pytest.raises(Blocked, match="Withdraw"):
        close_poll(by=chair, poll=poll)
    with pytest.raises(Blocked, match="Say why"):
        withdraw_poll(by=chair, poll=poll, reason=" ")

    withdraw_poll(by=chair, poll=poll, reason="Wrong question.")

    assert Poll.objects.get().status == "withdrawn"
    with pytest.raises(Blocked, match="withdrawn"):
        close_poll(by=chair, poll=poll)


def test_reopened_poll_hides_its_result_again_and_takes_other_answers(poll, chair, member):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    close_poll(by=chair, poll=poll)
    with pytest.raises(Blocked, match="Say why"):
        reopen_poll(by=chair, poll=poll, reason="")

    reopen_poll(by=chair, poll=poll, reason="Two were on leave.")

    assert said(poll) == {}
    answer_poll(by=chair, poll=poll, answers={"equity": ("varies", "")})
    close_poll(by=chair, poll=poll)
    assert said(poll) == {"equity": ({"reduced": 1, "varies": 1}, [])}
    assert Poll.objects.get().reopened_at is not None


def test_events_never_say_what_was_answered(poll, chair, member):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Between us.")})
    close_poll(by=chair, poll=poll)

    for event in Event.objects.all():
        assert "reduced" not in str(event.facts)
        assert "Between us." not in str(event.facts)
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == [
        "poll-opened",
        "poll-answered",
        "poll-closed",
    ]
