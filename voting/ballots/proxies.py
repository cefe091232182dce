"""Who votes for whom in a round: reads that the ballot, its pages and the roll share."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from voting.models import Proxy, Round, Voter
from voting.recusal import may_still_vote


def are_allowed(round: Round) -> bool:
    """Whether the round's rule has proxies."""
    return round.its_rule.proxy == "written"


def running(round: Round) -> QuerySet[Proxy]:
    """The proxies of a round that nobody ended, asked and accepted ones."""
    rows = Proxy.objects.filter(giver__round=round, ended_at=None)
    return rows.select_related("giver__member", "holder__member")


def entrusted_to(user: Any, round: Round) -> Proxy | None:
    """The accepted proxy that somebody holds in a round and may use."""
    mine = Voter.objects.filter(may_still_vote(), round=round, member__user=user)
    held = running(round).filter(accepted_at__isnull=False, holder__in=mine)
    return held.select_related("giver__round").first()


def waiting_on(user: Any) -> QuerySet[Proxy]:
    """The proxies of open rounds that wait for this person: to be answered, or to vote."""
    return Proxy.objects.filter(
        holder__member__user=user,
        holder__revoked_at=None,
        ended_at=None,
        giver__round__status="open",
        giver__revoked_at=None,
        giver__has_voted=False,
        giver__ballots=None,
    ).select_related(
        "giver__member",
        "giver__round__recommendation__guideline",
        "giver__round__recommendation__question",
    )


def used_in(round: Round) -> list[tuple[Voter, Voter]]:
    """Whose vote that counts was cast by whom; of a secret round as far as the roll tells."""
    if round.secrecy == "secret":
        held = running(round).filter(
            accepted_at__isnull=False, giver__has_voted=True, giver__revoked_at=None
        )
        return [(proxy.giver, proxy.holder) for proxy in held]
    lines = round.voters.filter(revoked_at=None, ballots__proxy__isnull=False).distinct()
    pairs = []
    for line in lines.select_related("member"):
        last = line.ballots.order_by("version").select_related("proxy__member").last()
        if last and last.proxy:
            pairs.append((line, last.proxy))
    return pairs


def line_for(user: Any, round: Round, of: str) -> Voter | None:
    """The line of the roll that a ballot is about: one's own, or with `of` the one entrusted.

    Http404 for a line that nobody entrusted to this person.
    """
    if not of:
        own = round.voters.filter(member__user=user).select_related("member")
        # In no order: the roll's own would read every table that it leads to.
        return own.order_by("pk").first()
    held = entrusted_to(user, round)
    return get_object_or_404(
        round.voters.select_related("member"),
        pk=held.giver_id if held and str(held.giver_id) == of else 0,
    )


def holder_of(voter: Voter) -> Proxy | None:
    """The accepted proxy under which somebody else may vote for this line."""
    given = Proxy.objects.filter(giver=voter, accepted_at__isnull=False, ended_at=None)
    return given.select_related("holder__member").first()


def proxy_by_pk(pk: int, proxy: int) -> Proxy:
    """A proxy of a round, or 404."""
    rows = Proxy.objects.select_related(
        "giver__round__recommendation__question",
        "giver__round__recommendation__guideline",
        "giver__member",
        "holder__member",
    )
    return get_object_or_404(rows, giver__round=pk, pk=proxy)
