"""The versions of a draft over REST: who wrote what, when and why; two compared, one restored."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import Unprocessable, received, refusals
from guideline.numbers import whole_number
from voting.actions.draft_versions import TEXTS
from voting.actions.drafts import restore_version
from voting.api import VotingView
from voting.drafts.differences import text_differences
from voting.models import DraftVersion, Recommendation
from voting.queries import recommendation_by_address
from voting.rest.bodies import Because


class VersionData(serializers.ModelSerializer):
    """A version of a draft; texts are plain or by language."""

    by = serializers.CharField(allow_null=True)

    class Meta:
        model = DraftVersion
        fields = ["number", "texts", "by", "at", "reason", "restored_from"]


class PieceData(serializers.Serializer):
    """A stretch of text that stayed (`same`), went (`gone`) or came (`new`)."""

    kind = serializers.CharField()
    text = serializers.CharField(trim_whitespace=False)


class DifferenceData(serializers.Serializer):
    """What differs in one text and one language; `language` is empty where the text names none."""

    field = serializers.CharField(source="name")
    language = serializers.CharField()
    pieces = PieceData(many=True)


class DraftVersions(VotingView):
    """The versions of a draft."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="versions_list", responses=VersionData(many=True))
    def get(self, request: Request, address: str) -> Response:
        """Every version that was kept, the last first."""
        draft = self.permitted(request, recommendation_by_address(address))
        return Response(VersionData(_versions(draft), many=True).data)


class DraftDifferences(VotingView):
    """What two versions of a draft do not share."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(
        operation_id="versions_differences",
        responses=DifferenceData(many=True),
        parameters=[
            OpenApiParameter(name, OpenApiTypes.INT, description="A version; the last two else.")
            for name in ("from", "to")
        ],
    )
    def get(self, request: Request, address: str) -> Response:
        """What went and came between two versions, text by text, language by language."""
        draft = self.permitted(request, recommendation_by_address(address))
        return Response(DifferenceData(_differences(*_chosen(request, draft)), many=True).data)


class DraftRestored(VotingView):
    """An earlier version taken up again."""

    permission = {"POST": "voting.edit_draft"}

    @extend_schema(
        operation_id="versions_restore", request=Because, responses={201: VersionData(many=True)}
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Take up the texts of an earlier version again, as a new version that says so."""
        draft = self.permitted(request, recommendation_by_address(address))
        version = get_object_or_404(draft.versions, number=number)
        body = received(Because, request)
        with refusals():
            restore_version(by=request.user, version=version, **body)
        return Response(VersionData(_versions(draft), many=True).data, status=201)


def _versions(draft: Recommendation) -> list[DraftVersion]:
    return list(draft.versions.select_related("by").order_by("-number"))


def _chosen(request: Request, draft: Recommendation) -> list[DraftVersion]:
    """The two versions that are asked for, else the last two; as many as there are."""
    asked = [request.query_params.get(name, "") for name in ("from", "to")]
    if not any(asked):
        return list(reversed(_versions(draft)[:2]))
    numbers = [whole_number(each) for each in asked]
    if None in numbers:
        raise Unprocessable({"from": ["Give two numbers of versions, from and to."]})
    return [get_object_or_404(draft.versions, number=each) for each in numbers]


def _differences(*versions: DraftVersion) -> list[dict[str, Any]]:
    if len(versions) < 2:
        return []
    one, other = versions
    return [
        {"name": name, "language": each.language, "pieces": each.pieces}
        for name in TEXTS
        for each in text_differences(one.texts.get(name), other.texts.get(name))
    ]
