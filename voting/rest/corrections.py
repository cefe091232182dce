"""Editorial corrections over REST: proposed by one person, confirmed by another, or withdrawn."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from guideline.text import reworded
from voting.actions.corrections import (
    PERMISSION,
    blockers_to_confirming,
    confirm_correction,
    propose_correction,
    withdraw_correction,
)
from voting.api import VotingView
from voting.models import Correction, Recommendation
from voting.queries import recommendation_by_address
from voting.rest.bodies import REASON_LENGTH, Because, BlockerData, SomebodyData, Strict

WORDING_LENGTH = 10_000


class NewCorrection(Strict):
    """How the wording should read, in the language of the request, and what is wrong with it."""

    statement = serializers.CharField(max_length=WORDING_LENGTH)
    because = serializers.CharField(max_length=REASON_LENGTH)


class CorrectionData(serializers.Serializer):
    """A correction; texts are plain or by language. `blockers` keep you from confirming it."""

    number = serializers.IntegerField()
    round = serializers.IntegerField(source="round_id")
    before = serializers.JSONField()
    after = serializers.JSONField()
    because = serializers.JSONField()
    proposed_by = SomebodyData(allow_null=True)
    proposed_at = serializers.DateTimeField(allow_null=True)
    confirmed_by = SomebodyData(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_because = serializers.CharField()
    blockers = serializers.SerializerMethodField()

    @extend_schema_field(BlockerData(many=True))
    def get_blockers(self, correction: Correction) -> Any:
        blockers = blockers_to_confirming(correction, self.context["user"])
        return BlockerData(blockers, many=True).data


class Corrections(VotingView):
    """The corrections of a wording that was voted on."""

    permission = {"GET": "voting.view_round", "POST": PERMISSION}

    @extend_schema(operation_id="corrections_list", responses=CorrectionData(many=True))
    def get(self, request: Request, address: str) -> Response:
        """Every correction, the last first."""
        draft = self.permitted(request, recommendation_by_address(address))
        return Response(_listed(request, draft))

    @extend_schema(
        operation_id="corrections_propose",
        request=NewCorrection,
        responses={201: CorrectionData(many=True)},
    )
    def post(self, request: Request, address: str) -> Response:
        """Say how the wording should read; nothing changes before a second person agrees."""
        draft = self.permitted(request, recommendation_by_address(address))
        body = received(NewCorrection, request)
        after = reworded(draft.statement, body["statement"], get_language() or "en")
        with refusals():
            propose_correction(
                by=request.user, recommendation=draft, after=after, because=body["because"]
            )
        return Response(_listed(request, draft), status=201)


class _OnACorrection(VotingView):
    """A verb about one correction."""

    permission = {"POST": PERMISSION}

    def found(self, request: Request, address: str, number: int) -> Correction:
        draft: Recommendation = self.permitted(request, recommendation_by_address(address))
        rows = draft.corrections.select_related("recommendation__question__guideline", "round")
        return get_object_or_404(rows, number=number)


class CorrectionConfirmed(_OnACorrection):
    """The second person's yes."""

    @extend_schema(
        operation_id="corrections_confirm", request=None, responses=CorrectionData(many=True)
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Agree that it changes words and no substance: the wording is corrected, the vote stands."""
        correction = self.found(request, address, number)
        with refusals():
            confirm_correction(by=request.user, correction=correction)
        return Response(_listed(request, recommendation_by_address(address)))


class CorrectionWithdrawn(_OnACorrection):
    """The end of a proposal."""

    @extend_schema(
        operation_id="corrections_withdraw", request=Because, responses=CorrectionData(many=True)
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Take a proposal back, or turn it down, with a reason; the wording stays as it is."""
        correction = self.found(request, address, number)
        body = received(Because, request)
        with refusals():
            withdraw_correction(by=request.user, correction=correction, **body)
        return Response(_listed(request, recommendation_by_address(address)))


def _listed(request: Request, draft: Recommendation) -> Any:
    rows = draft.corrections.select_related("proposed_by", "confirmed_by", "proposed_user", "round")
    rows = rows.order_by("-number")
    for each in rows:
        each.recommendation = draft
    return CorrectionData(rows, many=True, context={"user": request.user}).data
