"""Guidelines over REST: what they are, and what is derived from them."""

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import PUBLIC, SIGNED_IN, DeniedUnlessDeclared
from accounts.rest import ObjectView
from evidence.queries import question_with_evidence
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.chain import Chain, QuestionChain, RecommendationChain, chain_of
from publication.exports.formats import FORMATS
from publication.exports.minutes_formats import FORMATS as MINUTES_FORMATS
from publication.exports.minutes_formats import minutes_response
from publication.exports.response import file_response
from publication.minutes.rounds import asked_rounds, minutes_of
from publication.reader import Reader, reader_of

# What a vote decides; hidden from whoever may not see what the vote came to.
DECIDED = ("direction", "strength", "outcome", "decided_in_round", "votes", "base")


class GuidelineData(serializers.ModelSerializer):
    """A guideline in a list."""

    title = serializers.JSONField()

    class Meta:
        model = Guideline
        fields = ["slug", "title", "stage"]


class DerivedRecommendationData(serializers.Serializer):
    """What one recommendation comes to; null is undecided, or not for you to see (`hidden`)."""

    id = serializers.CharField()
    kind = serializers.CharField()
    direction = serializers.CharField(allow_null=True)
    strength = serializers.CharField(allow_null=True)
    certainty = serializers.CharField(allow_null=True)
    outcome = serializers.CharField(allow_null=True)
    decided_in_round = serializers.IntegerField(allow_null=True)
    votes = serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    base = serializers.IntegerField(allow_null=True)
    eligible = serializers.IntegerField(allow_null=True)
    flags = serializers.ListField(child=serializers.CharField())
    hidden = serializers.BooleanField(required=False)


class DerivedQuestionData(serializers.Serializer):
    """What the recommendations of one question come to together."""

    id = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    strength = serializers.CharField(allow_null=True)
    certainty = serializers.CharField(allow_null=True)
    recommendations = DerivedRecommendationData(many=True)


class TotalsData(serializers.Serializer):
    """How often each strength and each certainty occurs."""

    strength = serializers.DictField(child=serializers.IntegerField())
    certainty = serializers.DictField(child=serializers.IntegerField())


class DerivedGuidelineData(serializers.Serializer):
    """What `derive --json` prints; totals are null where part of it is hidden."""

    guideline = serializers.CharField()
    questions = DerivedQuestionData(many=True)
    totals = TotalsData(allow_null=True)
    recommendation_totals = TotalsData(allow_null=True)


class GuidelineList(APIView):
    """The guidelines on whose panel one has a place."""

    permission = {"GET": SIGNED_IN}

    @extend_schema(operation_id="guidelines_list", responses=GuidelineData(many=True))
    def get(self, request: Request) -> Response:
        """Your guidelines."""
        mine = Guideline.objects.filter(panel__user=request.user)
        return Response(GuidelineData(mine, many=True).data)


class GuidelineDetail(ObjectView):
    """One guideline."""

    permission = {"GET": "guideline.view_guideline"}

    @extend_schema(operation_id="guidelines_read", responses=DerivedGuidelineData)
    def get(self, request: Request, slug: str) -> Response:
        """What is derived from a guideline, as far as you may see it."""
        guideline = self.permitted(request, guideline_by_slug(slug))
        return Response(seen_by(reader_of(request.user, guideline), chain_of(guideline)))


class AnyRenderer(JSONRenderer):
    """Lets a client ask for any kind of file; what refuses it is JSON all the same."""

    media_type = "*/*"


class ProfileFile(ObjectView):
    """The evidence profile of a question as a file."""

    permission = {"GET": "evidence.view_evidence"}
    renderer_classes = [JSONRenderer, AnyRenderer]

    @extend_schema(
        operation_id="profile_file",
        responses={
            (200, each.media_type.partition(";")[0]): OpenApiTypes.BINARY
            for each in FORMATS.values()
        },
        parameters=[
            OpenApiParameter(
                "ending",
                location=OpenApiParameter.PATH,
                enum=list(FORMATS),
                description="The format.",
            )
        ],
    )
    def get(self, request: Request, slug: str, ref: str, ending: str) -> HttpResponse:
        """Word, PDF, Excel, CSV, JSON, or a ZIP with all that it takes to compute it again."""
        question = self.permitted(request, question_with_evidence(slug, ref))
        if ending not in FORMATS:
            raise Http404
        return file_response(question, FORMATS[ending])


class MinutesFile(ObjectView):
    """The minutes of rounds as a file."""

    permission = {"GET": "guideline.view_guideline"}
    renderer_classes = [JSONRenderer, AnyRenderer]

    @extend_schema(
        operation_id="minutes_file",
        responses={
            (200, each.media_type): OpenApiTypes.BINARY for each in MINUTES_FORMATS.values()
        },
        parameters=[
            OpenApiParameter(
                "ending",
                location=OpenApiParameter.PATH,
                enum=list(MINUTES_FORMATS),
                description="The format.",
            ),
            OpenApiParameter("round", type=int, many=True, description="The rounds' numbers."),
        ],
    )
    def get(self, request: Request, slug: str, ending: str) -> HttpResponse:
        """What was decided, by which rule and by how many, as far as you may see the rounds."""
        guideline = self.permitted(request, guideline_by_slug(slug))
        asked = request.query_params.getlist("round")
        rounds = asked_rounds(request.user, guideline, asked)
        if ending not in MINUTES_FORMATS or not rounds:
            raise Http404
        made = minutes_of(request.user, guideline, rounds)
        return minutes_response(made, MINUTES_FORMATS[ending], f"{guideline.slug}-minutes")


class Schema(SpectacularAPIView):
    """The description of this interface in OpenAPI 3, for programs that make clients from it."""

    permission_classes = [DeniedUnlessDeclared]
    permission = {"GET": PUBLIC}


def seen_by(reader: Reader, chain: Chain) -> dict[str, Any]:
    """The derived guideline without what this reader may not see."""
    data = chain.as_data()
    hidden = [
        _hide(reader, question, each, said)
        for question, asked in zip(chain.clinical, data["questions"], strict=True)
        for each, said in zip(question.recommendations, asked["recommendations"], strict=True)
    ]
    if any(hidden):
        data["totals"] = data["recommendation_totals"] = None
    for asked in data["questions"]:
        if any(said.get("hidden") for said in asked["recommendations"]):
            asked["strength"] = None
    return data


def _hide(
    reader: Reader, question: QuestionChain, each: RecommendationChain, said: dict[str, Any]
) -> bool:
    """Take from `said` what the votes came to, unless the reader may see it; whether it was taken."""
    if reader.result(question, each):
        if not reader.votes(question, each):
            said["votes"] = said["base"] = None
        return False
    said.update(dict.fromkeys(DECIDED))
    # `strong-on-low` would tell the strength.
    said["flags"] = [flag for flag in said["flags"] if flag != "strong-on-low"]
    said["hidden"] = True
    return True
