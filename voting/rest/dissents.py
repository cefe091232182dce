"""Dissents over REST: those beside a result, and one's own."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from guideline.permissions import place_of
from guideline.text import reworded
from voting.actions.dissents import LENGTH, blockers_to_dissent, state_dissent, withdraw_dissent
from voting.api import VotingView
from voting.models import Dissent, Round
from voting.queries import round_by_pk, sight_for
from voting.rest.bodies import BlockerData, SomebodyData, Strict


class NewDissent(Strict):
    """What a member does not agree with, in the language of the request."""

    text = serializers.CharField(max_length=LENGTH)


class DissentData(serializers.Serializer):
    """A dissent; `member` is null where the name is withheld."""

    text = serializers.JSONField(help_text="Plain, or by language.")
    member = SomebodyData(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)


class OwnDissentData(serializers.Serializer):
    """One's own dissent, null where there is none, and what hinders stating or changing it."""

    dissent = DissentData(allow_null=True)
    named = serializers.BooleanField(help_text="Whether it bears, or would bear, the name.")
    blockers = BlockerData(many=True)


class RoundDissents(VotingView):
    """The dissents beside a result."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="dissents_list", responses=DissentData(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The dissents that stand beside a result that one may see."""
        round = self.permitted(request, round_by_pk(pk))
        rows = round.dissents.filter(withdrawn_at=None).select_related("member")
        seen = rows if sight_for(request.user, round).tally else []
        return Response(DissentData([_shown(each) for each in seen], many=True).data)


class OwnDissent(VotingView):
    """The dissent of whoever asks."""

    permission = dict.fromkeys(("GET", "PUT", "DELETE"), "voting.state_dissent")

    @extend_schema(operation_id="dissent_read", responses=OwnDissentData)
    def get(self, request: Request, pk: int) -> Response:
        """Your own dissent from what was decided."""
        return Response(_own(request, self.permitted(request, round_by_pk(pk))))

    @extend_schema(
        operation_id="dissent_state",
        request=NewDissent,
        responses={200: OwnDissentData, 201: OwnDissentData},
    )
    def put(self, request: Request, pk: int) -> Response:
        """State a dissent from what was decided, or reword it."""
        round = self.permitted(request, round_by_pk(pk))
        said, mine = received(NewDissent, request)["text"], _standing(request, round)
        text = reworded(mine.text if mine else None, said, get_language() or "en")
        with refusals():
            state_dissent(by=request.user, round=round, text=text)
        return Response(_own(request, round), status=200 if mine else 201)

    @extend_schema(operation_id="dissent_withdraw", responses=OwnDissentData)
    def delete(self, request: Request, pk: int) -> Response:
        """Take your dissent back; it is shown no longer."""
        round = self.permitted(request, round_by_pk(pk))
        with refusals():
            withdraw_dissent(by=request.user, round=round)
        return Response(_own(request, round))


def _standing(request: Request, round: Round) -> Dissent | None:
    place = place_of(request.user, round.guideline)
    return round.dissents.filter(member=place, withdrawn_at=None).first()


def _own(request: Request, round: Round) -> dict[str, Any]:
    mine = _standing(request, round)
    named = mine.named if mine else round.guideline.dissent_names == "named"
    shown = _shown(mine) | {"member": mine.member} if mine else None
    blockers = blockers_to_dissent(request.user, round)
    return OwnDissentData({"dissent": shown, "named": named, "blockers": blockers}).data


def _shown(dissent: Dissent) -> dict[str, Any]:
    return {
        "text": dissent.text,
        "member": dissent.member if dissent.named else None,
        "at": dissent.at,
        "changed_at": dissent.changed_at,
    }
