"""What voting asks the outbox to do later: close rounds, mail invitations, remind who is silent."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.sign_in_links import new_link
from guideline.calendar_file import MEDIA_TYPE
from guideline.models import PanelMember
from outbox.handlers import handles
from outbox.letters import send
from voting.actions.chain_heads import mail_head
from voting.actions.invitations import remind
from voting.actions.poll_invitations import remind as remind_of_poll
from voting.actions.polls import close_poll
from voting.actions.rounds import close_round
from voting.clock import in_time
from voting.models import Poll, Round
from voting.queries import standing_on
from voting.rounds.invitation_mails import asked_in, deadline_file, mail_to
from voting.rounds.turnout import silent_voters


@handles("close-round")
def close_due_round(payload: dict[str, Any]) -> None:
    """Close a round whose time is over; one that somebody closed or withdrew before stays so."""
    round = Round.every.filter(pk=payload["round"], status="open").first()
    if round:
        close_round(by=None, round=round)


@handles("close-poll")
def close_due_poll(payload: dict[str, Any]) -> None:
    """Close a poll whose time is over, unless it was given more time since."""
    poll = Poll.objects.filter(pk=payload["poll"], status="open").first()
    if poll and poll.closes_at and poll.closes_at <= timezone.now():
        close_poll(by=None, poll=poll)


@handles("chain-head")
def mail_chain_head(payload: dict[str, Any]) -> None:
    """Mail how the audit chain ended as a round was closed to those who keep it."""
    mail_head(_rounds([payload["round"]]).get(), payload["head"])


@handles("remind-poll")
def remind_silent_of_poll(payload: dict[str, Any]) -> None:
    """Part of a poll's time is over: remind those who have not answered."""
    poll = Poll.objects.filter(pk=payload["poll"], status="open").first()
    if poll:
        remind_of_poll(poll, asked_at=payload["asked_at"], percent=payload["percent"])


@handles("ballot-mail")
def mail_ballots(payload: dict[str, Any]) -> None:
    """Ask one member for the votes that they have not cast; nothing goes out when none is left.

    The link comes into being here, so that it is in the mail and nowhere else; a mail that a crash
    repeats brings the same one.
    """
    member = (
        PanelMember.objects.select_related("user", "guideline").filter(pk=payload["member"]).first()
    )
    if member is None or not member.address:
        return
    rounds = _still_asked(member, payload["rounds"])
    if not rounds:
        return
    ends = [round.closes_at for round in rounds]
    link = new_link(
        member.user,
        about=member.guideline.slug,
        leads_to=reverse("ballots_next"),
        ends_at=None if None in ends else max(ends),
        mailed_by=payload["delivery"],
    )
    mail = mail_to(member, [asked_in(round) for round in rounds], link, payload["why"])
    files = []
    if any(ends) and payload["why"] != "reminder":
        files.append(("ballots.ics", deadline_file(rounds), MEDIA_TYPE.partition(";")[0]))
    send(payload, to=member.address, subject=mail.subject, body=mail.body, attachments=files)


@handles("remind-voters")
def remind_silent_voters(payload: dict[str, Any]) -> None:
    """Part of a round's time is over: remind those who have not voted."""
    remind(_rounds(payload["rounds"]), payload["percent"])


def _still_asked(member: PanelMember, pks: list[int]) -> list[Round]:
    """The rounds of these that wait for this member now, as the panel stands now."""
    waiting = _rounds(pks).filter(
        in_time(), status="open", voters__in=silent_voters(pks).filter(member=member)
    )
    return [each for each in waiting if not standing_on(member, each.question).is_recused]


def _rounds(pks: list[int]) -> Any:
    rows = Round.objects.filter(pk__in=pks).order_by("pk")
    return rows.select_related("recommendation__question", "recommendation__guideline")
