"""Telling voters that they are polled, and once more those who have not answered: by mail, through the outbox."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.actions.survey_invitations import mail_places
from guideline.models import PanelMember
from guideline.text import localized
from guideline.times import in_zone
from outbox.actions import enqueue
from voting.actions.invitations import REMINDERS, SHORTEST_TO_REMIND, moment
from voting.clock import in_time
from voting.models import Poll
from voting.queries import entitled_to_vote, rule_of


def invite(poll: Poll, places: list[PanelMember]) -> None:
    """One mail to each place whose person has an address; one more each time it is opened again."""
    subject = _("How would you judge the criteria? {guideline}").format(guideline=poll.guideline)
    mail_places(places, key=_key(poll), subject=subject, body=_body(poll))


def remind_later(poll: Poll) -> None:
    """Reminders at 50 and 80 % of the time, where the guideline's rule has reminders on."""
    begins = _asked_at(poll)
    if poll.closes_at is None or not rule_of(poll.guideline).reminders:
        return
    if poll.closes_at - begins < SHORTEST_TO_REMIND:
        return
    for percent in REMINDERS:
        enqueue(
            "remind-poll",
            key=f"{_key(poll)}-remind-{percent}",
            due=moment(begins, poll.closes_at, percent),
            poll=poll.pk,
            asked_at=begins.isoformat(),
            percent=percent,
        )


def remind(poll: Poll, *, asked_at: str, percent: int) -> None:
    """Mail those who may answer and have not begun to; nobody after the close or a second opening."""
    if not Poll.objects.filter(in_time(), pk=poll.pk, status="open").exists():
        return
    if _asked_at(poll).isoformat() != asked_at:
        return
    answered = set(poll.answers.values_list("member", "by"))
    silent = [
        place
        for place in entitled_to_vote(poll.question)
        if (place.pk, place.user_id) not in answered
    ]
    subject = _("Your judgement of the criteria still waits: {guideline}").format(
        guideline=poll.guideline
    )
    mail_places(silent, key=f"{_key(poll)}-{percent}", subject=subject, body=_body(poll))


def _asked_at(poll: Poll) -> datetime:
    return poll.reopened_at or poll.opened_at


def _key(poll: Poll) -> str:
    return f"poll-{poll.pk}-{_asked_at(poll):%Y%m%d%H%M%S%f}"


def _body(poll: Poll) -> str:
    path = reverse("poll_answer", args=[poll.guideline.slug, poll.question.ref, poll.number])
    lines = [
        localized(poll.question.text),
        _("Please say how you would judge each criterion, before the panel meets."),
        _("Answer here: {link}").format(link=f"{settings.SITE_URL}{path}"),
        _("Nobody sees what you say before the poll is closed; then it is shown without names."),
    ]
    if poll.closes_at:
        when = in_zone(poll.closes_at, poll.guideline)
        lines.append(_("The poll closes on {when}.").format(when=when))
    return "\n\n".join(lines)
