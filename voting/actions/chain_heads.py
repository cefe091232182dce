"""Keeping the end of the audit chain elsewhere: by mail, each time that a round is closed.

A tail that is cut together with the recorded end shows against an end that somebody has kept.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.models import Event
from guideline.actions.survey_invitations import mail_places
from guideline.models import PanelMember
from guideline.times import in_zone
from outbox.actions import enqueue
from voting.models import Round
from voting.queries import standing_on
from voting.visibility import OFFICERS


def keep_head(round: Round, closing: Event) -> None:
    """Ask for the mails. The close waits for this one row: its own event is the end of the chain."""
    if not round.practice:
        enqueue(
            "chain-head", key=_key(round), round=round.pk, head=f"{closing.sequence}:{closing.hash}"
        )


def mail_head(round: Round, head: str) -> None:
    """Mail the end of the chain as the round was closed, `LENGTH:HASH`, to those who keep it."""
    about = {"round": round.label, "target": round.recommendation.ref}
    subject = _("Keep this: round {round} on {target} is closed").format(**about)
    address = f"{settings.SITE_URL}{reverse('round_verify', args=[round.pk])}"
    lines = [
        _("Round {round} on {target} of “{guideline}” was closed on {when}.").format(
            **about, guideline=round.guideline, when=in_zone(round.closed_at, round.guideline)
        ),
        _("This is how the log of everything done ended at that moment: its length, and its hash."),
        head,
        _(
            "Please keep this mail outside of Plenary. Should anybody ever cut off or rewrite what "
            "was recorded until then, the log no longer fits it. Whoever runs the site compares with:"
        ),
        f"manage.py verify_audit --head {head}",
        _("And anybody with the record of the round, which is here: {address}").format(
            address=address
        ),
        f"python3 verify_round.py RECORD --head {head}",
    ]
    mail_places(_keepers(round), key=_key(round), subject=subject, body="\n\n".join(lines))


def _keepers(round: Round) -> list[PanelMember]:
    """Chairs and methodologists, but for those who leave the room for the question."""
    places = round.guideline.panel.filter(role__in=OFFICERS)
    officers = places.select_related("user").prefetch_related("conflicts")
    return [place for place in officers if standing_on(place, round.question).may_see]


def _key(round: Round) -> str:
    return f"round-{round.pk}-chain-head"
