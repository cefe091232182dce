"""Proxies over REST: named, accepted or ended, and the ballot that is cast under one."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import Unprocessable, received, refusals
from voting.actions.ballots import cast_vote
from voting.actions.proxies import (
    accept_proxy,
    blockers_to_naming,
    end_proxy,
    name_proxy,
    who_may_hold,
)
from voting.api import KEY, CastBallot, NewBallot, VotingView, key_of
from voting.ballots.casts import KeyTaken, UnusableBallot
from voting.ballots.proxies import proxy_by_pk, running
from voting.models import Proxy, Round
from voting.queries import round_by_pk, voter_of
from voting.rest.bodies import BlockerData, SomebodyData, Strict


class NewProxy(Strict):
    """Who is asked to vote for one."""

    holder = serializers.CharField(help_text="The PANEL_ID of another voter.")


class ProxyData(serializers.Serializer):
    """A proxy that runs; `accepted_at` null: it was asked for and not taken on yet."""

    number = serializers.IntegerField(source="pk")
    giver = SomebodyData(source="giver.member")
    holder = SomebodyData(source="holder.member")
    named_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)


class OwnProxies(serializers.Serializer):
    """The proxies of whoever asks: given, held; whom one could name, and what hinders it."""

    given = ProxyData(allow_null=True)
    held = ProxyData(allow_null=True)
    may_hold = SomebodyData(many=True)
    blockers = BlockerData(many=True)


class RoundProxies(VotingView):
    """The proxies of whoever asks in a round."""

    permission = {"GET": "voting.cast_vote", "POST": "voting.cast_vote"}

    @extend_schema(operation_id="proxies_read", responses=OwnProxies)
    def get(self, request: Request, pk: int) -> Response:
        """The proxy that you gave and the one that you hold."""
        return Response(_own(request, self.permitted(request, round_by_pk(pk))))

    @extend_schema(operation_id="proxies_name", request=NewProxy, responses={201: OwnProxies})
    def post(self, request: Request, pk: int) -> Response:
        """Ask another voter to cast your vote; they have to accept."""
        round = self.permitted(request, round_by_pk(pk))
        place = received(NewProxy, request)["holder"]
        holder = round.voters.filter(member__ref=place).select_related("member").first()
        if holder is None:
            raise Unprocessable({"holder": ["Not on the roll of this round."]})
        with refusals():
            name_proxy(by=request.user, round=round, holder=holder)
        return Response(_own(request, round), status=201)


class _OnAProxy(VotingView):
    """A verb about one proxy: between two people, and none of anybody else's business."""

    permission = {"POST": "voting.cast_vote"}

    def between(self, request: Request, pk: int, proxy: int) -> Proxy:
        """The proxy; Http404 for everybody but its two."""
        found: Proxy = self.permitted(request, proxy_by_pk(pk, proxy))
        if request.user.pk not in {found.giver.member.user_id, found.holder.member.user_id}:
            raise Http404
        return found

    def done(self, request: Request, pk: int, proxy: int, action: Callable[..., Any]) -> Response:
        found = self.between(request, pk, proxy)
        with refusals():
            action(by=request.user, proxy=found)
        return Response(_own(request, found.round))


class ProxyAccepted(_OnAProxy):
    """A proxy that is taken on."""

    @extend_schema(operation_id="proxies_accept", request=None, responses=OwnProxies)
    def post(self, request: Request, pk: int, proxy: int) -> Response:
        """Take it on to vote for somebody; accepting twice changes nothing."""
        return self.done(request, pk, proxy, accept_proxy)


class ProxyEnded(_OnAProxy):
    """A proxy that holds no longer."""

    @extend_schema(operation_id="proxies_end", request=None, responses=OwnProxies)
    def post(self, request: Request, pk: int, proxy: int) -> Response:
        """Take it back as its giver, or decline it as its holder; a vote cast under it stays."""
        return self.done(request, pk, proxy, end_proxy)


class ProxyBallot(_OnAProxy):
    """The ballot of somebody who entrusted it."""

    permission = {"PUT": "voting.cast_vote"}

    @extend_schema(
        operation_id="proxies_ballot",
        request=NewBallot,
        responses={200: CastBallot, 201: CastBallot},
        parameters=[KEY],
    )
    def put(self, request: Request, pk: int, proxy: int) -> Response:
        """Cast the vote that somebody entrusted to you, or change it while the round is open."""
        found = self.between(request, pk, proxy)
        ballot, key = received(NewBallot, request), key_of(request)
        with refusals(KeyTaken, UnusableBallot):
            cast = cast_vote(by=request.user, round=found.round, key=key, of=found.giver, **ballot)
        return Response(CastBallot(cast).data, status=201 if cast.first else 200)


def _own(request: Request, round: Round) -> dict[str, Any]:
    voter = voter_of(request.user, round)
    proxies = running(round)
    blockers = blockers_to_naming(voter, round)
    holders = who_may_hold(voter, round) if voter and not blockers else []
    return OwnProxies(
        {
            "given": proxies.filter(giver=voter).first() if voter else None,
            "held": proxies.filter(holder=voter).first() if voter else None,
            "may_hold": [each.member for each in holders],
            "blockers": blockers,
        }
    ).data
