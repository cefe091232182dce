"""Telling voters that their vote is asked for: by mail, through the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.text import localized
from outbox.actions import enqueue
from voting.models import Round, Voter


def invite(round: Round, voters: list[Voter]) -> None:
    """One mail to each voter who has an account with an address; written with the round itself."""
    subject = _("Your vote is asked for: {guideline}").format(guideline=round.guideline)
    body = _body(round)
    for voter in voters:
        user = voter.member.user
        if user and user.email:
            key = f"round-{round.pk}-invitation-{voter.pk}"
            enqueue("mail", key=key, to=user.email, subject=subject, body=body)


def _body(round: Round) -> str:
    lines = [
        localized(round.question.text),
        localized(round.statement),
        _("Vote here: {link}").format(
            link=f"{settings.SITE_URL}{reverse('round', args=[round.pk])}"
        ),
    ]
    if round.closes_at:
        closes = round.closes_at.astimezone(round.guideline.zone)
        lines.append(
            _("The round closes on {day} at {time} ({zone}).").format(
                day=f"{closes:%Y-%m-%d}", time=f"{closes:%H:%M}", zone=closes.tzname()
            )
        )
    return "\n\n".join(lines)
