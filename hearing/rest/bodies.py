"""What is sent and answered about hearings and comments."""

from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from accounts.rest import Moment
from guideline.text import localized
from hearing.actions.commenting import UnusableComment, clean_body
from hearing.codes import COMMENTER_KINDS, DECLARATIONS
from hearing.details import LONGEST_SIGNATORY, Details
from hearing.intake.parts import addressed
from hearing.models import Answer, Comment, Hearing
from hearing.models.comment import EMAIL_LENGTH, NAME_LENGTH
from hearing.publishing.beside import Beside, beside_of
from hearing.publishing.states import sight, words_of
from hearing.visibility import CommentSight, Viewer
from voting.rest.bodies import Strict


class NewHearing(Strict):
    """A hearing to be opened; everything has a default."""

    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    opens_at = Moment(
        required=False, allow_null=True, default=None, help_text="In the past: at once."
    )
    closes_at = Moment(
        required=False, allow_null=True, default=None, help_text="None: when somebody closes it."
    )


class HearingData(serializers.ModelSerializer):
    """A hearing."""

    guideline = serializers.CharField(source="guideline.slug")
    ref = serializers.CharField()
    title = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    page = serializers.CharField(source="get_absolute_url")
    asks = serializers.SerializerMethodField(
        help_text="The declarations that a comment has to bring."
    )

    class Meta:
        model = Hearing
        fields = [
            *("id", "guideline", "ref", "title", "state"),
            *("opens_at", "closes_at", "draft_hash", "page"),
            *("moment", "audience", "asks", "publishes_declarations", "language"),
        ]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(DECLARATIONS)))
    def get_asks(self, hearing: Hearing) -> list[str]:
        return list(hearing.asked)

    def get_title(self, hearing: Hearing) -> str:
        return localized(hearing.title)

    @extend_schema_field(serializers.ChoiceField(["announced", "open", "over"]))
    def get_state(self, hearing: Hearing) -> str:
        return "open" if hearing.is_open else "over" if hearing.is_over else "announced"


class ChallengeData(serializers.Serializer):
    """A challenge; `proof` is `challenge:number` whose SHA-256 begins with so many zero bits."""

    challenge = serializers.CharField()
    bits = serializers.IntegerField()
    seconds = serializers.IntegerField(help_text="How long it is good.")


class Body(serializers.CharField):
    """The text of a comment, as typed; neither empty nor too long."""

    def __init__(self, **more: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, **more)

    def run_validation(self, data: Any = empty) -> str:
        typed = super().run_validation(data)
        try:
            clean_body(typed)
        except UnusableComment as error:
            raise serializers.ValidationError(str(error)) from error
        return typed

    def to_internal_value(self, data: Any) -> str:
        """Text as it is: of a number nobody knows how it was typed."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class SignatoryData(serializers.Serializer):
    """Who signed an organisation's comment, and where."""

    name = serializers.CharField(max_length=LONGEST_SIGNATORY)
    place = serializers.CharField(default="", allow_blank=True, max_length=LONGEST_SIGNATORY)


class NewComment(serializers.Serializer):
    """A comment."""

    part = serializers.CharField(
        default="document",
        max_length=200,
        help_text="`document`, `section:NAME` or `SLUG:ID` of a recommendation.",
    )
    body = Body()
    kind = serializers.ChoiceField(COMMENTER_KINDS, default="anonymous")
    name = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=NAME_LENGTH,
        help_text="Not kept of an anonymous comment.",
    )
    email = serializers.EmailField(default="", allow_blank=True, max_length=EMAIL_LENGTH)
    consent = serializers.BooleanField(
        default=False, help_text="Whether the name may be published."
    )
    paragraph = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    quote = serializers.CharField(required=False, allow_blank=True)
    support = serializers.BooleanField(
        required=False, help_text="Whether the part is supported as it stands."
    )
    signatories = SignatoryData(
        many=True, required=False, help_text="Of an organisation's comment; named as it is."
    )
    declarations = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        required=False,
        help_text="`interests` and `tobacco`, where the hearing asks for them.",
    )

    def validate_declarations(self, said: dict[str, str]) -> dict[str, str]:
        """Those that a hearing may ask for."""
        if unknown := [code for code in said if code not in DECLARATIONS]:
            sentence = _("There is no declaration “{code}”.")
            raise serializers.ValidationError([sentence.format(code=each) for each in unknown])
        return said

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What stands beside the text travels as details."""
        names = ("paragraph", "quote", "support", "signatories", "declarations")
        beside = {key: attrs.pop(key) for key in names if key in attrs}
        return attrs | ({"details": Details(**beside)} if beside else {})


class ReceivedData(serializers.Serializer):
    """The answer to a comment; `receipt` opens it again and is told only here."""

    receipt = serializers.CharField()
    number = serializers.IntegerField()
    part = serializers.CharField()
    received_at = serializers.DateTimeField()
    late = serializers.BooleanField()
    page = serializers.CharField()


class AnswerData(serializers.ModelSerializer):
    """The committee's answer."""

    class Meta:
        model = Answer
        fields = ["changed", "text"]


_OPEN = "RECEIPT"
# What stands beside the words, under the names of hearing/publishing/beside.py.
BESIDE = ("paragraph", "quote", "support", "signatories", "declarations", "collected_by")


class HeldCommentData(serializers.ModelSerializer):
    """A comment as whoever holds its receipt reads it; `answer` is null until there is one."""

    viewer: Viewer = "holder"
    hearing = serializers.IntegerField(source="hearing_id")
    part = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    answer = serializers.SerializerMethodField()
    quote = serializers.SerializerMethodField()
    support = serializers.SerializerMethodField()
    signatories = serializers.SerializerMethodField()
    declarations = serializers.SerializerMethodField()
    collected_by = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = [
            *("hearing", "number", "part", "body", "kind", "name", "email", "consent"),
            *("received_at", "late", "withdrawn_at", "answer"),
            *BESIDE,
        ]

    def get_part(self, comment: Comment) -> str:
        return addressed(comment.part, comment.hearing.guideline.slug)

    def get_body(self, comment: Comment) -> str:
        return words_of(comment) if self._sight(comment).body else ""

    def get_name(self, comment: Comment) -> str:
        return comment.name if self._sight(comment).name else ""

    @extend_schema_field(AnswerData(allow_null=True))
    def get_answer(self, comment: Comment) -> Any:
        answer = getattr(comment, "answer", None)
        return AnswerData(answer).data if answer and self._sight(comment).answer else None

    def get_quote(self, comment: Comment) -> str:
        return self._beside(comment).quote

    def get_support(self, comment: Comment) -> bool:
        return self._beside(comment).support

    @extend_schema_field(SignatoryData(many=True))
    def get_signatories(self, comment: Comment) -> Any:
        return list(self._beside(comment).signatories)

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_declarations(self, comment: Comment) -> Any:
        return dict(self._beside(comment).declarations)

    def get_collected_by(self, comment: Comment) -> str:
        return self._beside(comment).collected_by

    def _beside(self, comment: Comment) -> Beside:
        if not hasattr(comment, "beside_it"):
            comment.beside_it = beside_of(comment, self.viewer, self._sight(comment))
        return comment.beside_it

    def _sight(self, comment: Comment) -> CommentSight:
        if not hasattr(comment, "seen"):
            comment.seen = sight(self.viewer, comment)
        return comment.seen


class Reworded(Strict):
    """Another wording of one's own comment."""

    body = Body()


class InboxCommentData(HeldCommentData):
    """A comment as the committee reads it; `held_because` is empty for one that is not held.

    The context's `closed` are the parts whose answers this reader does not see before the public does.
    """

    viewer = "committee"
    held_because = serializers.SerializerMethodField()
    proposal = serializers.SerializerMethodField(
        help_text="The number of the answer on its way to it, or null."
    )
    alike = serializers.IntegerField(
        source="campaign_id", allow_null=True, help_text="The same for comments in like words."
    )

    class Meta(HeldCommentData.Meta):
        fields = [
            *("number", "part", "body", "kind", "name", "received_at", "late"),
            *("held_because", "alike", "proposal", "answer"),
            *BESIDE,
        ]

    @extend_schema_field(AnswerData(allow_null=True))
    def get_answer(self, comment: Comment) -> Any:
        hidden = comment.part in self.context["closed"] and not comment.is_published
        return None if hidden else super().get_answer(comment)

    def get_held_because(self, comment: Comment) -> str:
        return comment.held_because if comment.is_held else ""

    def get_proposal(self, comment: Comment) -> int | None:
        return comment.proposal.number if comment.proposal else None


class NewAnswer(Strict):
    """What became of a comment, and why."""

    changed = serializers.BooleanField()
    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    elsewhere = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=300,
        help_text="Where it was changed, if `changes` does not show it.",
    )
    changes = serializers.ListField(
        child=serializers.CharField(max_length=100),
        required=False,
        max_length=100,
        help_text="Keys of the steps where the change can be seen, see the answer's `changes/`.",
    )
    ask = serializers.BooleanField(
        required=False, default=True, help_text="Ask for approval at once; false keeps a draft."
    )


class Reviewed(Strict):
    """Why a held comment is released or kept held."""

    reason = serializers.CharField(max_length=2000)


@cache
def _page_of(_prefix: str) -> str:
    """The address of a comment's page, its receipt left open; the same for all comments below one prefix."""
    return reverse("comment", args=[_OPEN]).replace(_OPEN, "{receipt}")


def received_data(comment: Comment, receipt: str) -> dict[str, Any]:
    """The same whether the comment is held or not."""
    return {
        "receipt": receipt,
        "number": comment.number,
        "part": addressed(comment.part, comment.hearing.guideline.slug),
        "received_at": comment.received_at,
        "late": comment.late,
        "page": _page_of(get_script_prefix()).format(receipt=receipt),
    }
