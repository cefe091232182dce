"""Telling voters that their vote is asked for: by mail, through the outbox, one for a member.

The personal link in a mail is made as the mail goes out and stands nowhere else, so a row of the outbox
names the member and the rounds alone (`voting/deliveries.py` writes the mail).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import PanelMember
from outbox.actions import enqueue
from voting.models import Round, Voter
from voting.rounds.turnout import silent_voters
from voting.rules.rule import rule_from

# Of the time between opening and close, in per cent.
REMINDERS = (50, 80)
# A shorter round is held in the room, where nobody reads mail.
SHORTEST_TO_REMIND = timedelta(hours=1)


def invite(rounds: Sequence[Round]) -> None:
    """One mail to each member on the rolls of rounds opened together, and their reminders."""
    opening = min(round.pk for round in rounds)
    for member in _members(Voter.objects.filter(round__in=rounds)):
        _mail(member, rounds, why="invitation", key=f"round-{opening}-invitation-{member.pk}")
    _remind_later(rounds)


def remind(rounds: Iterable[Round], percent: int) -> None:
    """Mail those who have not voted in rounds that are still open; asked again it changes nothing."""
    running = [round for round in rounds if _is_running(round)]
    if not running:
        return
    opening = min(round.pk for round in rounds)
    for member in _members(silent_voters(running)):
        key = f"round-{opening}-reminder-{percent}-{member.pk}"
        _mail(member, running, why="reminder", key=key)


def blockers_to_sending_again(round: Round) -> list[Blocker]:
    """What stands in the way of mailing the links once more."""
    blockers = []
    if not _is_running(round):
        blockers.append(Blocker(_("The round takes no votes any more.")))
    if round.mode == "hands":
        blockers.append(Blocker(_("Hands are counted in the room; nobody votes by a link.")))
    return blockers


@transaction.atomic
def send_links_again(*, by: Any, round: Round, voter: Voter | None = None) -> None:
    """Mail a fresh link to one voter, or to all who have not voted; pressed twice it is one mail.

    Nobody is told how many mails went out: in the log that would be the turnout.
    """
    require(by, "voting.close_round", round)
    refuse_if(blockers_to_sending_again(round))
    chosen = silent_voters([round])
    if voter is not None:
        chosen = round.voters.filter(pk=voter.pk, revoked_at=None)
    minute = f"{timezone.now():%Y%m%d%H%M}"
    for member in _members(chosen):
        _mail(member, [round], why="again", key=f"round-{round.pk}-again-{member.pk}-{minute}")
    about = {"guideline": round.guideline.slug, "target": round.recommendation.ref}
    if voter is None:
        record("links-sent-again", by=by, round=round.number, **about)
    else:
        record("link-sent-again", by=by, round=round.number, voter=str(voter.member), **about)


def _members(voters: Any) -> Any:
    """Those of them whom a mail reaches, each once."""
    reached = PanelMember.objects.filter(votes__in=voters, user__is_active=True)
    return reached.exclude(user__email="").distinct().order_by("pk")


def _mail(member: PanelMember, rounds: Sequence[Round], *, why: str, key: str) -> None:
    enqueue("ballot-mail", key=key, member=member.pk, rounds=[each.pk for each in rounds], why=why)


def _remind_later(rounds: Sequence[Round]) -> None:
    """Rows that fall due at 50 and 80 % of the time, where the rule has reminders on."""
    timed = [round for round in rounds if _has_reminders(round)]
    for round_ends in sorted({(each.opened_at, each.closes_at) for each in timed}):
        together = [each for each in timed if (each.opened_at, each.closes_at) == round_ends]
        opening = min(each.pk for each in together)
        for percent in REMINDERS:
            enqueue(
                "remind-voters",
                key=f"round-{opening}-remind-{percent}",
                due=moment(*round_ends, percent),
                rounds=[each.pk for each in together],
                percent=percent,
            )


def _has_reminders(round: Round) -> bool:
    if round.closes_at is None or round.opened_at is None:
        return False
    return (
        rule_from(round.rule).reminders and round.closes_at - round.opened_at >= SHORTEST_TO_REMIND
    )


def moment(opened: datetime, closes: datetime, percent: int) -> datetime:
    """The moment when so much of the time between the two is over."""
    return opened + (closes - opened) * percent / 100


def _is_running(round: Round) -> bool:
    in_time = round.closes_at is None or round.closes_at > timezone.now()
    return round.status == "open" and in_time
