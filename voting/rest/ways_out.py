"""The way out of a last round without consensus, over REST."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from voting.actions.dissents import LENGTH
from voting.actions.ways_out import (
    blockers_to_way_out,
    blockers_to_weak,
    take_back_way_out,
    take_way_out,
)
from voting.api import VotingView
from voting.models import Round
from voting.queries import round_by_pk, sight_for
from voting.rest.bodies import Because, BlockerData, SomebodyData, Strict
from voting.results.ways_out_words import way_out_of
from voting.rules.ways_out import CHOICES


class NewWayOut(Strict):
    """What the chair decides, and why; direction and strength follow from the votes."""

    choice = serializers.ChoiceField(CHOICES)
    reason = serializers.CharField(max_length=LENGTH)


class StandingWayOut(serializers.Serializer):
    """A decision that stands; `sentences` say what it makes of the round."""

    choice = serializers.CharField()
    reason = serializers.JSONField(help_text="Plain, or by language.")
    rule = serializers.JSONField(allow_null=True)
    by = SomebodyData()
    at = serializers.DateTimeField(allow_null=True)
    sentences = serializers.ListField(child=serializers.CharField())


class WayOutData(serializers.Serializer):
    """The decision that stands, or what may be decided and what hinders it."""

    standing = StandingWayOut(allow_null=True)
    choices = serializers.ListField(child=serializers.CharField())
    blockers = BlockerData(many=True)


class RoundWayOut(VotingView):
    """The way out of a round."""

    permission = {"GET": "voting.take_way_out", "POST": "voting.take_way_out"}

    @extend_schema(operation_id="way_out_read", responses=WayOutData)
    def get(self, request: Request, pk: int) -> Response:
        """What was decided after the last round without consensus, or may be."""
        round = self.permitted(request, round_by_pk(pk))
        return Response(_shown(request, round))

    @extend_schema(operation_id="way_out_take", request=NewWayOut, responses={201: WayOutData})
    def post(self, request: Request, pk: int) -> Response:
        """Decide after the last round without consensus, with a reason."""
        round = self.permitted(request, round_by_pk(pk))
        body = received(NewWayOut, request)
        with refusals():
            take_way_out(by=request.user, round=round, **body)
        return Response(_shown(request, round), status=201)


class RoundWayOutTakenBack(VotingView):
    """The end of a way out."""

    permission = {"POST": "voting.take_way_out"}

    @extend_schema(operation_id="way_out_take_back", request=Because, responses=WayOutData)
    def post(self, request: Request, pk: int) -> Response:
        """Take a recorded way out back, with a reason; it is kept."""
        round = self.permitted(request, round_by_pk(pk))
        body = received(Because, request)
        with refusals():
            take_back_way_out(by=request.user, round=round, **body)
        return Response(_shown(request, round))


def _shown(request: Request, round: Round) -> dict[str, Any]:
    blockers = blockers_to_way_out(request.user, round)
    # What the votes bear is their tally: told only where nothing else is in the way.
    without = {"weak"} if not blockers and blockers_to_weak(round) else set()
    return WayOutData(
        {
            "standing": _standing(request, round),
            "choices": [] if blockers else [each for each in CHOICES if each not in without],
            "blockers": blockers,
        }
    ).data


def _standing(request: Request, round: Round) -> dict[str, Any] | None:
    found = way_out_of(round) if sight_for(request.user, round).tally else None
    if found is None:
        return None
    taken, sentences = found
    told = ("choice", "reason", "rule", "by", "at")
    return {name: getattr(taken, name) for name in told} | {"sentences": sentences}
