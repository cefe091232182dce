"""The roll of a round over REST: who is on it, taken off it, or counts although recused since."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from voting.actions.late_changes import PERMISSION, let_ballot_stand, revoke_voter
from voting.api import VotingView
from voting.models import Voter
from voting.queries import round_by_pk, sees_who_voted
from voting.rest.bodies import Because
from voting.rounds.late import ABOUT


class VoterData(serializers.Serializer):
    """A line of a roll; `has_voted` is null where nobody, or not you, may see it."""

    place = serializers.CharField(source="member.ref")
    name = serializers.CharField(source="member")
    has_voted = serializers.SerializerMethodField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_because = serializers.CharField()
    kept_at = serializers.DateTimeField(allow_null=True)
    kept_because = serializers.CharField()

    def get_has_voted(self, voter: Voter) -> bool | None:
        if not sees_who_voted(self.context["user"], voter.round):
            return None
        return voter.has_voted or voter.ballots.exists()


class RoundVoters(VotingView):
    """The roll of a round."""

    permission = {"GET": PERMISSION}

    @extend_schema(operation_id="voters_list", responses=VoterData(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Everybody who was entitled when the round opened."""
        round = self.permitted(request, round_by_pk(pk))
        roll = round.voters.select_related("member__user").order_by("member__position", "pk")
        for voter in roll:
            voter.round = round
        return Response(VoterData(roll, many=True, context={"user": request.user}).data)


class _OnALine(VotingView):
    """A verb about one line of a roll."""

    permission = {"POST": PERMISSION}

    def done(self, request: Request, pk: int, place: str, action: Callable[..., Voter]) -> Response:
        rows = Voter.objects.select_related(*ABOUT)
        voter = self.permitted(request, get_object_or_404(rows, round=pk, member__ref=place))
        body = received(Because, request)
        with refusals():
            done: Any = action(by=request.user, voter=voter, **body)
        return Response(VoterData(done, context={"user": request.user}).data)


class VoterRevoked(_OnALine):
    """A line that counts no longer."""

    @extend_schema(operation_id="voters_revoke", request=Because, responses=VoterData)
    def post(self, request: Request, pk: int, place: str) -> Response:
        """Take somebody off the roll: the ballot is void, and a closed round is counted anew."""
        return self.done(request, pk, place, revoke_voter)


class BallotStands(_OnALine):
    """A line that counts although its member is recused since."""

    @extend_schema(operation_id="voters_stand", request=Because, responses=VoterData)
    def post(self, request: Request, pk: int, place: str) -> Response:
        """Let a ballot of a closed round count although its voter would have no vote today."""
        return self.done(request, pk, place, let_ballot_stand)
