"""What is sent and answered about answers on their way."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hearing.answering.changes import key_of, shown
from hearing.answering.numbers import spans
from hearing.models import Proposal
from voting.rest.bodies import Strict

ANSWER_STATES = ("draft", "waits", "approved", "replaced")


class LinkedChange(serializers.Serializer):
    """Where a change can be seen."""

    key = serializers.CharField(help_text="As `changes` takes it.")
    title = serializers.CharField()
    page = serializers.CharField()
    is_substance = serializers.BooleanField(help_text="It asks for a new round.")


class Step(serializers.Serializer):
    """A step since the hearing opened that an answer may point at."""

    key = serializers.CharField()
    title = serializers.CharField()
    chosen = serializers.BooleanField()


class ProposalData(serializers.ModelSerializer):
    """An answer on its way; nobody outside the committee reads it before its approval.

    `comments` are the numbers that it was written for, as in '1–3, 7'.
    """

    state = serializers.SerializerMethodField()
    comments = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    by = serializers.CharField()
    approved_by = serializers.CharField(allow_null=True)

    class Meta:
        model = Proposal
        fields = [
            *("number", "state", "comments", "changed", "text", "elsewhere", "changes"),
            *("by", "at", "asked_at", "approved_by", "approved_at", "returned_because"),
        ]

    @extend_schema_field(serializers.ChoiceField(ANSWER_STATES))
    def get_state(self, proposal: Any) -> str:
        # Loaded with the row: whether it stands as somebody's answer, and whether a comment hangs on it.
        if proposal.approved_at:
            return "approved" if proposal.stands else "replaced"
        if not proposal.hangs:
            return "replaced"
        return "waits" if proposal.asked_at else "draft"

    def get_comments(self, proposal: Proposal) -> str:
        return spans(each.number for each in proposal.covers.all())

    @extend_schema_field(LinkedChange(many=True))
    def get_changes(self, proposal: Proposal) -> list[dict[str, Any]]:
        linked = [(key_of(each), shown(each)) for each in proposal.changes.all()]
        return [
            {
                "key": key,
                "title": told.title,
                "page": told.href,
                "is_substance": told.is_substance,
            }
            for key, told in linked
        ]


class Returned(Strict):
    """Why an answer goes back to its author."""

    because = serializers.CharField(max_length=2000, allow_blank=True)


class Links(Strict):
    """Where the change can be seen; an empty list takes every link away."""

    changes = serializers.ListField(child=serializers.CharField(max_length=100), max_length=100)
    elsewhere = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
