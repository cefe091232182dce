"""The history of a question's evidence over REST."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import ObjectView
from evidence.changes.history import Row, history_of
from guideline.queries import question_by_ref


class EventData(serializers.Serializer):
    """The deed that made the change."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    verb = serializers.CharField()


class ChangeData(serializers.Serializer):
    """One change: where, from what to what (null: nothing), and as a sentence.

    `field` is empty where the whole came or went. `moment` numbers the states of the evidence.
    """

    moment = serializers.IntegerField()
    event = EventData(allow_null=True)
    kind = serializers.CharField()
    outcome = serializers.CharField()
    body = serializers.CharField()
    study = serializers.CharField()
    part = serializers.CharField()
    domain = serializers.CharField()
    field = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)
    why = serializers.CharField()
    sentence = serializers.CharField()


class EvidenceHistory(ObjectView):
    """The history of a question's evidence."""

    permission = {"GET": "evidence.view_history"}

    @extend_schema(
        operation_id="evidence_history",
        responses=ChangeData(many=True),
        parameters=[
            OpenApiParameter("outcome", description="Only what concerns this outcome."),
            OpenApiParameter("domain", description="Only judgements on this domain."),
        ],
    )
    def get(self, request: Request, slug: str, ref: str) -> Response:
        """Every change of the evidence, newest first, with who made it, when and why."""
        question = self.permitted(request, question_by_ref(slug, ref))
        asked = request.query_params
        rows = history_of(question).of(asked.get("outcome", ""), asked.get("domain", ""))
        return Response(ChangeData([_said(row) for row in rows], many=True).data)


def _said(row: Row) -> dict[str, Any]:
    change, event = row.change, row.event
    place = change.place
    deed = {"at": event.at, "by": event.actor_label, "verb": event.verb} if event else None
    return {
        "moment": row.moment.sequence if row.moment else None,
        "event": deed,
        **{name: getattr(place, name) for name in ("kind", "outcome", "body", "study")},
        **{name: getattr(place, name) for name in ("part", "domain")},
        **{name: getattr(change, name) for name in ("field", "before", "after")},
        "why": row.why,
        "sentence": str(row.told),
    }
