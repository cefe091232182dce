"""Proxies: named in writing by one voter, accepted by another, ended by either."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from voting import locks
from voting.ballots.proxies import are_allowed, running
from voting.models import Proxy, Round, Voter
from voting.recusal import may_still_vote


def blockers_to_naming(giver: Voter | None, round: Round) -> list[Blocker]:
    """What stands in the way of somebody else voting for this line."""
    blockers = []
    if not are_allowed(round):
        blockers.append(Blocker(_("The rule of this round knows no proxies.")))
    if not _is_open(round):
        blockers.append(Blocker(_("The round takes no votes any more.")))
    if giver is None or not Voter.objects.filter(may_still_vote(), pk=giver.pk).exists():
        return [*blockers, Blocker(_("You have no vote in this round that somebody could cast."))]
    if giver.has_voted or giver.ballots.exists():
        blockers.append(Blocker(_("You have voted. You can change your vote yourself.")))
    if running(round).filter(giver=giver).exists():
        blockers.append(Blocker(_("You have named somebody. Take that back first.")))
    if running(round).filter(holder=giver).exists():
        blockers.append(Blocker(_("Somebody named you; a proxy cannot be handed on.")))
    return blockers


def who_may_hold(giver: Voter, round: Round) -> list[Voter]:
    """The lines of the roll that could vote for this one: able to vote, and neither giving nor holding."""
    taken = running(round)
    others = round.voters.filter(may_still_vote(), member__user__is_active=True).exclude(
        pk=giver.pk
    )
    others = others.exclude(pk__in=taken.values("giver")).exclude(pk__in=taken.values("holder"))
    return list(others.select_related("member").order_by("member__position", "pk"))


@transaction.atomic
def name_proxy(*, by: Any, round: Round, holder: Voter) -> Proxy:
    """Ask another voter to cast one's vote in this round; they have to accept."""
    require(by, "voting.cast_vote", round)
    locks.hold_alone(round.pk)
    giver = round.voters.filter(member__user=by).select_related("member").first()
    refuse_if(blockers_to_naming(giver, round))
    if holder.pk not in {each.pk for each in who_may_hold(giver, round)}:
        refuse_if([Blocker(_("{name} cannot vote for you.").format(name=holder.member))])
    proxy = Proxy.objects.create(giver=giver, holder=holder, named_at=timezone.now())
    _tell("proxy-named", by, proxy)
    return proxy


@transaction.atomic
def accept_proxy(*, by: Any, proxy: Proxy) -> Proxy:
    """Take it on to vote for somebody; accepting twice changes nothing."""
    proxy = _alone(by, proxy)
    refuse_if(_blockers_to_answering(proxy, proxy.holder, by))
    if proxy.accepted_at is None:
        proxy.accepted_at = timezone.now()
        proxy.save(update_fields=["accepted_at"])
        _tell("proxy-accepted", by, proxy)
    return proxy


@transaction.atomic
def end_proxy(*, by: Any, proxy: Proxy) -> Proxy:
    """Take it back as its giver, or decline it as its holder; a vote cast under it stays."""
    proxy = _alone(by, proxy)
    mine = proxy.giver if proxy.giver.member.user_id == by.pk else proxy.holder
    refuse_if(_blockers_to_answering(proxy, mine, by))
    end(proxy, "withdrawn" if mine == proxy.giver else "declined")
    _tell("proxy-ended", by, proxy)
    return proxy


def end(proxy: Proxy, because: str) -> None:
    """Let a proxy hold no longer."""
    proxy.ended_at, proxy.ended_because = timezone.now(), because
    proxy.save(update_fields=["ended_at", "ended_because"])


def _alone(by: Any, proxy: Proxy) -> Proxy:
    require(by, "voting.cast_vote", proxy.round)
    locks.hold_alone(proxy.giver.round_id)
    rows = Proxy.objects.select_related("giver__member", "holder__member", "giver__round")
    return rows.get(pk=proxy.pk)


def _blockers_to_answering(proxy: Proxy, mine: Voter, by: Any) -> list[Blocker]:
    blockers = []
    if mine.member.user_id != by.pk:
        blockers.append(Blocker(_("This proxy is between two others.")))
    if proxy.ended_at:
        blockers.append(Blocker(_("This proxy has ended.")))
    if not _is_open(proxy.round):
        blockers.append(Blocker(_("The round takes no votes any more.")))
    return blockers


def _is_open(round: Round) -> bool:
    rows = Round.every.filter(pk=round.pk, status="open")
    row = rows.first()
    return row is not None and (row.closes_at is None or row.closes_at > timezone.now())


def _tell(verb: str, by: Any, proxy: Proxy) -> None:
    round = proxy.round
    record(
        verb,
        by=by,
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        round=round.label,
        giver=str(proxy.giver.member),
        holder=str(proxy.holder.member),
    )
