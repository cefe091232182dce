"""Evidence over REST: outcomes with what is pooled, their figures, and syntheses on request."""

import json
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import SIGNED_IN
from accounts.rest import ObjectView, Unprocessable
from evidence.body_cases import GROUPS, OF_ACCURACY, OF_EFFECTS, OPTIONS, case_of, kinds_of_case
from evidence.figures import ALL_COLUMNS
from evidence.fingerprint import hash_of_loaded
from evidence.models import PooledResult, Rating, StudyResult
from evidence.outcome_figures import NotDrawn, figure_of, kinds_of
from evidence.plots.export import FORMATS, exported
from evidence.pooling_record import kept_result, pooling_of
from evidence.profile import BodyChain, OutcomeChain, outcomes_of
from evidence.profiles.memory import remembered_table
from evidence.profiles.table import as_data
from evidence.queries import (
    body_named,
    last_pooled_results,
    outcome_with_evidence,
    question_with_evidence,
)
from evidence.raters.pairs import RatingPair, pairs_of, rating_place, viewer_of
from evidence.synthesis_choices import completed
from evidence.synthesis_on_request import TooMuch, results_of
from guideline.models import Question
from guideline.text import Text

LOCALIZED = {"oneOf": [{"type": "string"}, {"type": "object"}], "nullable": True}


# --- What is said of an outcome ------------------------------------------------------------------


class ResultData(serializers.ModelSerializer):
    """What one study found; `excluded_because` says why it is not pooled."""

    study = serializers.CharField(source="study.ref")
    label = serializers.CharField(source="study")
    population = serializers.SerializerMethodField()

    class Meta:
        model = StudyResult
        fields = [
            "id",
            "study",
            "label",
            "population",
            *ALL_COLUMNS,
            "printed",
            "risk_of_bias",
            "excluded_because",
        ]

    @extend_schema_field(LOCALIZED)
    def get_population(self, row: StudyResult) -> Text:
        return row.population


class PoolingData(serializers.Serializer):
    """A body of evidence pooled: every option with the package's version, the hash of the inputs."""

    recipe = serializers.DictField()
    inputs_hash = serializers.CharField()
    figures = serializers.DictField()


class KeptResultData(PoolingData):
    """A pooled result as somebody kept it, and whether its inputs or its recipe are others now."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    inputs_changed = serializers.BooleanField()
    recipe_changed = serializers.BooleanField()


class IndividualRatingData(serializers.Serializer):
    """What one of two raters judged: `judgements` by domain, each with levels and reason."""

    by = serializers.CharField()
    part = serializers.CharField()
    design = serializers.CharField()
    reconciled = serializers.BooleanField()
    judgements = serializers.DictField()


class BodyData(serializers.Serializer):
    """A body of evidence; `problem` says why nothing is pooled.

    `raters` are the ratings of single raters that you may see; those waiting for the other are not.
    """

    id = serializers.CharField()
    primary = serializers.BooleanField()
    certainty = serializers.CharField(allow_null=True)
    synthesis = serializers.DictField()
    results = ResultData(many=True)
    pooled = PoolingData(allow_null=True)
    problem = serializers.CharField()
    kept = KeptResultData(allow_null=True)
    figures = serializers.ListField(child=serializers.CharField())
    raters = IndividualRatingData(many=True)


class OutcomeData(serializers.Serializer):
    """An outcome with its bodies of evidence."""

    id = serializers.CharField()
    name = serializers.JSONField()
    type = serializers.CharField()
    importance = serializers.FloatField(allow_null=True)
    importance_class = serializers.CharField(allow_null=True)
    favours = serializers.CharField()
    certainty = serializers.CharField(allow_null=True)
    bodies = BodyData(many=True)


class QuestionOutcomes(ObjectView):
    """The outcomes of a question."""

    permission = {"GET": "evidence.view_evidence"}

    @extend_schema(operation_id="outcomes_list", responses=OutcomeData(many=True))
    def get(self, request: Request, slug: str, ref: str) -> Response:
        """Every outcome with its results, what pooling them gives, and the result that was kept."""
        question = self.permitted(request, question_with_evidence(slug, ref))
        return Response(_outcomes(question, request.user))


class OutcomeDetail(ObjectView):
    """One outcome."""

    permission = {"GET": "evidence.view_evidence"}

    @extend_schema(operation_id="outcomes_read", responses=OutcomeData)
    def get(self, request: Request, slug: str, ref: str, outcome: str) -> Response:
        """One outcome with its results, what pooling them gives, and the result that was kept."""
        question = self.permitted(request, question_with_evidence(slug, ref))
        for each in _outcomes(question, request.user):
            if each["id"] == outcome:
                return Response(each)
        raise Http404


def _outcomes(question: Question, user: Any) -> list[dict[str, Any]]:
    kept = last_pooled_results(question)
    pairs = list(pairs_of(question, viewer_of(user, question.guideline)).values())
    return [_outcome(each, kept, pairs) for each in outcomes_of(question)]


def _outcome(
    chained: OutcomeChain, kept: dict[int, PooledResult], pairs: list[RatingPair]
) -> dict[str, Any]:
    outcome = chained.outcome
    return {
        "id": outcome.ref,
        "name": outcome.name,
        "type": outcome.type,
        "importance": outcome.rated_importance,
        "importance_class": outcome.importance_class,
        "favours": outcome.favours,
        "certainty": chained.level,
        "bodies": [_body(body, kept.get(body.body.pk), pairs) for body in chained.bodies],
    }


def _body(body: BodyChain, last: PooledResult | None, pairs: list[RatingPair]) -> dict[str, Any]:
    pooling = pooling_of(body)
    return {
        "id": body.body.ref,
        "primary": body.body.primary,
        "certainty": body.level,
        "synthesis": completed(body.outcome.type, body.body.synthesis) | body.body.synthesis,
        "results": ResultData(body.body.results.all(), many=True).data,
        "pooled": PoolingData(asdict(pooling)).data if pooling else None,
        "problem": body.pooling_problem,
        "kept": _kept(body, last) if last else None,
        "figures": list(kinds_of(body)),
        "raters": [
            _individual(rating)
            for pair in pairs
            if pair.body.pk == body.body.pk
            for rating in pair.seen
        ],
    }


def _individual(rating: Rating) -> dict[str, Any]:
    return {
        "by": rating_place(rating).ref,
        "part": rating.part,
        "design": rating.design,
        "reconciled": rating.settled,
        "judgements": {
            row.domain: {"levels": row.levels, "because": row.because}
            for row in rating.judgements.all()
        },
    }


def _kept(body: BodyChain, last: PooledResult) -> dict[str, Any]:
    kept = kept_result(last, body)
    changed = {"inputs_changed": kept.inputs_changed, "recipe_changed": kept.recipe_changed}
    said = {name: getattr(last, name) for name in ("recipe", "inputs_hash", "figures", "at")}
    return KeptResultData(said | changed | {"by": str(last.by)}).data


# --- Evidence profile ----------------------------------------------------------------------------


class Profile(ObjectView):
    """The evidence profile of a question, from which its summary of findings is read as well."""

    permission = {"GET": "evidence.view_evidence"}

    @extend_schema(operation_id="profile_read", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, slug: str, ref: str) -> Response:
        """Every cell as text and figures, with footnotes; docs/methods.md says how each comes about."""
        question = self.permitted(request, question_with_evidence(slug, ref))
        return Response(as_data(remembered_table(question, hash_of_loaded(question))))


# --- Figures -------------------------------------------------------------------------------------


class SvgRenderer(JSONRenderer):
    """Lets a client ask for a drawing; what refuses it is JSON all the same."""

    media_type = "image/svg+xml"
    format = "svg"


class PngRenderer(SvgRenderer):
    """The same for a picture."""

    media_type = "image/png"
    format = "png"


class PdfRenderer(SvgRenderer):
    """The same for print."""

    media_type = "application/pdf"
    format = "pdf"


class OutcomeFigure(ObjectView):
    """A figure of an outcome."""

    permission = {"GET": "evidence.view_evidence"}
    renderer_classes = [JSONRenderer, SvgRenderer, PngRenderer, PdfRenderer]

    @extend_schema(
        operation_id="outcome_figure",
        responses={
            (200, "image/svg+xml"): OpenApiTypes.STR,
            (200, "image/png"): OpenApiTypes.BINARY,
            (200, "application/pdf"): OpenApiTypes.BINARY,
        },
        parameters=[
            OpenApiParameter(
                "format", description="Instead of the header Accept.", enum=["svg", "png", "pdf"]
            ),
            OpenApiParameter("show", description="One of the outcome's `figures`; else the first."),
            OpenApiParameter("body", description="A body of evidence; else the primary one."),
        ],
    )
    def get(self, request: Request, slug: str, ref: str, outcome: str) -> HttpResponse:
        """The forest plot of an outcome, or another of its figures: SVG unless PNG or PDF is asked for."""
        found = self.permitted(request, outcome_with_evidence(slug, ref, outcome))
        body = body_named(found, request.query_params.get("body", ""))
        kinds = kinds_of(body)
        kind = request.query_params.get("show") or next(iter(kinds), "")
        if kind not in kinds:
            raise Http404
        try:
            figure, wanted = figure_of(body, kind), request.accepted_renderer
        except NotDrawn as error:
            raise Unprocessable(str(error)) from error
        if wanted.format not in FORMATS:
            return HttpResponse(figure.wide, content_type=SvgRenderer.media_type)
        made = exported(
            figure.wide, wanted.format, title=figure.title, description=figure.description
        )
        return HttpResponse(made, content_type=wanted.media_type)


# --- The synthesis of an outcome, looked at otherwise ---------------------------------------------


class BodyCaseData(serializers.Serializer):
    """The case that was computed, as `POST /api/v1/synthesis/` takes it, and its figures."""

    case = serializers.DictField()
    result = serializers.DictField()


class OutcomeSynthesis(ObjectView):
    """An outcome's results computed as one would choose; nothing is stored."""

    permission = {"GET": "evidence.view_evidence"}

    @extend_schema(
        operation_id="outcome_synthesis",
        responses=BodyCaseData,
        parameters=[
            OpenApiParameter(
                "kind",
                description="What to compute, see docs/synthesize.md; else the usual analysis.",
                enum=[*OF_EFFECTS, *OF_ACCURACY],
            ),
            OpenApiParameter("body", description="A body of evidence; else the primary one."),
            OpenApiParameter("by", description="What subgroups differ in.", enum=[*GROUPS]),
            *(
                OpenApiParameter(name, description="An option instead of the one that was kept.")
                for name in OPTIONS
            ),
        ],
    )
    def get(self, request: Request, slug: str, ref: str, outcome: str) -> Response:
        """The outcome's results with the kept options or others: subgroups, without each study, and so on."""
        found = self.permitted(request, outcome_with_evidence(slug, ref, outcome))
        asked = request.query_params
        body = body_named(found, asked.get("body", ""))
        kinds = kinds_of_case(body)
        kind, by = asked.get("kind", next(iter(kinds), "")), asked.get("by", next(iter(GROUPS)))
        if kind not in kinds or by not in GROUPS:
            raise Unprocessable(
                {"kind": _("one of: {kinds}").format(kinds=", ".join(kinds) or "–")}
                if kind not in kinds
                else {"by": _("one of: {names}").format(names=", ".join(GROUPS))}
            )
        case = case_of(body, kind, {name: asked[name] for name in OPTIONS if name in asked}, by)
        return Response({"case": case, "result": _computed({"cases": [case]})[0]})


# --- Synthesis on request ------------------------------------------------------------------------


class CaseData(serializers.Serializer):
    """One analysis: columns of figures by name, options by name; kinds stand in docs/synthesize.md."""

    id = serializers.CharField()
    kind = serializers.CharField()
    options = serializers.DictField(required=False)
    data = serializers.DictField(child=serializers.ListField())


class CasesData(serializers.Serializer):
    """Cases in the schema of `manage.py synthesize`."""

    schema = serializers.CharField(required=False)
    cases = CaseData(many=True)


class ComputedData(serializers.Serializer):
    """The figures of each case by its id; null is a figure that is not defined."""

    results = serializers.ListField(child=serializers.DictField())


class Synthesis(APIView):
    """Meta-analyses computed on request; nothing is stored."""

    permission = {"POST": SIGNED_IN}

    @extend_schema(operation_id="synthesis_compute", request=CasesData, responses=ComputedData)
    def post(self, request: Request) -> Response:
        """Compute the cases; 422 names every problem of every case."""
        return Response({"results": _computed(request.data)})


def _computed(document: Any) -> list[dict[str, Any]]:
    """The results of a document's cases; `Unprocessable` names every problem of every case."""
    try:
        results, problems = results_of(json.dumps(document))
    except TooMuch as error:
        raise Unprocessable(str(error)) from error
    if problems:
        said = [{"case": each.case, **each.as_data()} for each in problems]
        raise Unprocessable({"cases": said})
    return results
