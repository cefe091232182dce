"""The mail that asks for votes: one for a member, however many rounds it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.zones import zone_of
from guideline.calendar_file import Appointment, calendar_file
from guideline.models import Guideline, PanelMember
from guideline.text import Text, localized
from guideline.times import in_zone
from voting.models import Round

MINUTES_A_BALLOT = 2
RING_BEFORE = timedelta(hours=4)
REASONS = ("invitation", "reminder", "again")


@dataclass(frozen=True, slots=True)
class Asked:
    """One vote that is asked for: on what, and until when (None: until the chair closes it)."""

    question: Text
    statement: Text
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it goes out."""

    subject: str
    body: str


def asked_in(round: Round) -> Asked:
    """What a round asks."""
    return Asked(round.question.text, round.statement, round.closes_at)


def mail_to(
    member: PanelMember, asked: Sequence[Asked], link: str, why: str = "invitation"
) -> Mail:
    """The mail to one member; `why` is one of REASONS, `link` the way in that is theirs alone."""
    guideline = member.guideline
    lines = [
        _("Dear {name},").format(name=member),
        _opening(guideline, len(asked), why),
        *(_item(n, each) for n, each in enumerate(asked, start=1)),
        _("Vote here. The link is yours alone and signs you in once:"),
        link,
        _until(member, asked),
        _(
            "You can change your vote until the close. Please do not pass this mail on; "
            "if the link has ended, its page sends you a fresh one."
        ),
    ]
    return Mail(_subject(guideline, len(asked), why), "\n\n".join(line for line in lines if line))


def deadline_file(rounds: Sequence[Round]) -> bytes:
    """The closing times as a calendar file; rounds that close together are one entry."""
    ends: dict[datetime, list[Round]] = {}
    for round in rounds:
        if round.closes_at:
            ends.setdefault(round.closes_at, []).append(round)
    return calendar_file(_appointment(held) for held in ends.values())


def _appointment(rounds: Sequence[Round]) -> Appointment:
    first = min(rounds, key=lambda round: round.pk)
    return Appointment(
        uid=f"round-{first.pk}@{settings.SITE_URL.partition('://')[2] or 'plenary'}",
        title=_("Last moment to vote: {guideline}").format(guideline=first.guideline),
        starts=first.closes_at,
        changed=first.opened_at,
        description="\n".join(localized(round.question.text) for round in rounds),
        link=f"{settings.SITE_URL}{reverse('ballots')}",
        remind=RING_BEFORE,
    )


def _subject(guideline: Guideline, n: int, why: str) -> str:
    if why == "reminder":
        subject = ngettext(
            "{n} ballot still waits for you: {guideline}",
            "{n} ballots still wait for you: {guideline}",
            n,
        )
        return subject.format(n=n, guideline=guideline)
    return _("Your vote is asked for: {guideline}").format(guideline=guideline)


def _opening(guideline: Guideline, n: int, why: str) -> str:
    minutes = n * MINUTES_A_BALLOT
    if why == "reminder":
        sentence = ngettext(
            "You have not voted yet on {n} recommendation of “{guideline}” (about {minutes} minutes):",
            "You have not voted yet on {n} recommendations of “{guideline}” (about {minutes} minutes):",
            n,
        )
    else:
        sentence = ngettext(
            "Your vote is asked for on {n} recommendation of “{guideline}” (about {minutes} minutes):",
            "Your vote is asked for on {n} recommendations of “{guideline}” (about {minutes} minutes):",
            n,
        )
    return sentence.format(n=n, guideline=guideline, minutes=minutes)


def _item(number: int, asked: Asked) -> str:
    return f"{number}. {localized(asked.question)}\n   {localized(asked.statement)}"


def _until(member: PanelMember, asked: Sequence[Asked]) -> str:
    """The deadline in the member's own zone; of several the first."""
    ends = [each.closes_at for each in asked if each.closes_at]
    if not ends:
        return _("The chair closes the vote.")
    when = in_zone(min(ends), member.guideline, zone_of(member.user))
    if len(set(ends)) == 1 and len(ends) == len(asked):
        return _("The vote closes on {when}.").format(when=when)
    return _("The first of them closes on {when}.").format(when=when)


def preview(guideline: Guideline, asked: Sequence[Asked], member: Any) -> Mail:
    """The mail as a chair sees it before it goes out: the link is not made yet."""
    return mail_to(member, asked, _("[the personal link of {name}]").format(name=member))
