"""Surveys of importance over REST: one's own scores while open, what they came to once closed."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import ObjectView
from guideline.models import Question
from guideline.queries import question_by_ref
from guideline.survey_results import Scored, ShownSurvey, own_scores, shown_to


class ScoredData(serializers.Serializer):
    """What a closed survey says of an outcome; `item` is one of a test's four results, or empty."""

    outcome = serializers.CharField()
    item = serializers.CharField()
    n = serializers.IntegerField()
    median = serializers.FloatField()
    quartiles = serializers.ListField(child=serializers.FloatField())
    range = serializers.ListField(child=serializers.IntegerField())
    counts = serializers.ListField(child=serializers.IntegerField())
    importance_class = serializers.CharField(allow_null=True)


class OwnScoreData(serializers.Serializer):
    """A score that one gave oneself."""

    outcome = serializers.CharField()
    item = serializers.CharField()
    score = serializers.IntegerField()


class SurveyData(serializers.Serializer):
    """A survey as one may see it: null is not for you to see, or not yet."""

    number = serializers.IntegerField()
    phase = serializers.CharField()
    status = serializers.CharField()
    answered = serializers.IntegerField(allow_null=True)
    own = OwnScoreData(many=True)
    outcomes = ScoredData(many=True, allow_null=True)


class QuestionImportance(ObjectView):
    """The surveys of a question."""

    permission = {"GET": "guideline.view_survey"}

    @extend_schema(operation_id="importance_list", responses=SurveyData(many=True))
    def get(self, request: Request, slug: str, ref: str) -> Response:
        """Every survey on the importance of the outcomes of a question, the first first."""
        question: Question = self.permitted(request, question_by_ref(slug, ref))
        return Response([_survey(each, request.user) for each in shown_to(request.user, question)])


def _survey(shown: ShownSurvey, user: Any) -> dict[str, Any]:
    own = own_scores(user, shown.survey)
    return {
        "number": shown.survey.number,
        "phase": shown.survey.phase,
        "status": shown.survey.status,
        "answered": shown.answered,
        "own": [
            {"outcome": outcome, "item": item, "score": score}
            for (outcome, item), score in own.items()
        ],
        "outcomes": [_scored(each) for each in shown.scored] if shown.sight.results else None,
    }


def _scored(each: Scored) -> dict[str, Any]:
    return {
        "outcome": each.outcome.ref,
        "item": each.item,
        "n": each.spread.n,
        "median": each.spread.median,
        "quartiles": [each.spread.lower, each.spread.upper],
        "range": [each.spread.least, each.spread.most],
        "counts": list(each.counts),
        "importance_class": each.rated.importance_class,
    }
