"""What is sent and answered about groups of comments in like words."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hearing.answering.numbers import spans
from hearing.answering.states import STANDS
from hearing.models import Campaign
from hearing.rest.answer_bodies import ProposalData
from hearing.rest.bodies import NewAnswer


class GroupSize(serializers.ModelSerializer):
    """A group, with how many of its comments stand; `id` is the `alike` of each of them."""

    size = serializers.IntegerField()

    class Meta:
        model = Campaign
        fields = ["id", "size"]


class GroupData(GroupSize):
    """A group by the numbers of its comments, as in '1–3, 7', and its answer.

    `taken_out`: somebody found them unlike the others. `answer` is null until somebody begins one.
    """

    comments = serializers.SerializerMethodField()
    taken_out = serializers.SerializerMethodField()
    answer = serializers.SerializerMethodField()

    class Meta(GroupSize.Meta):
        fields = [*GroupSize.Meta.fields, "comments", "taken_out", "answer"]

    def get_comments(self, group: Campaign) -> str:
        return spans(group.comments.filter(STANDS).values_list("number", flat=True))

    def get_taken_out(self, group: Campaign) -> str:
        rows = group.taken_out.filter(withdrawn_at=None)
        return spans(rows.values_list("number", flat=True))

    @extend_schema_field(ProposalData(allow_null=True))
    def get_answer(self, _group: Campaign) -> Any:
        answer = self.context["answer"]
        return ProposalData(answer).data if answer else None


class NewGroupAnswer(NewAnswer):
    """What became of the comments of a group, and why."""

    sample = serializers.IntegerField(
        required=False,
        default=0,
        min_value=0,
        help_text="The number of the comment that it is written on; else the first.",
    )
    seen = serializers.IntegerField(
        required=False,
        default=None,
        allow_null=True,
        min_value=0,
        help_text="The number of the draft that was read, 0 for none: 409 if somebody kept another since.",
    )
