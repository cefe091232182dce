"""Voting over REST: the same loaders, permissions and actions as the pages."""

from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import InTheWay, Moment, ObjectView, Unprocessable, received, refusals
from guideline.text import Text
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.ballots.at_the_box import round_for_voter
from voting.ballots.casts import COMMENT_LENGTH, KeyTaken, UnusableBallot
from voting.codes import ROUND_MODES, SECRECY
from voting.models import Round
from voting.queries import (
    own_ballot,
    recommendation_by_address,
    result_of,
    round_by_pk,
    sight_for,
    turnout,
    voter_of,
)
from voting.recusal import why_refused
from voting.rest.bodies import Strict
from voting.results.exporting import round_record
from voting.results.ways_out_words import agreement_after, way_out_of
from voting.results.words import sentence
from voting.rounds.warnings import sentence as warning_sentence
from voting.rules.rule import RuleError

KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    description="The sender's own: the same vote with the same key is one vote with one answer.",
)
KEY_LENGTH = 200
ADDRESS = OpenApiParameter(
    "address",
    location=OpenApiParameter.PATH,
    description="The recommendation's number, or SLUG:ID of its bundle.",
)


class NewRound(Strict):
    """How a round is to be held; everything has a default."""

    rule = serializers.JSONField(
        required=False,
        allow_null=True,
        help_text="A preset's name or a rule; else the guideline's.",
    )
    secrecy = serializers.ChoiceField(SECRECY, default="confidential")
    mode = serializers.ChoiceField(ROUND_MODES, default="online")
    practice = serializers.BooleanField(
        default=False, help_text="Everything works, and nothing counts."
    )
    closes_at = Moment(required=False, allow_null=True)

    def validate_closes_at(self, value: Any) -> Any:
        """A round cannot close before it opens."""
        if value and value <= timezone.now():
            raise serializers.ValidationError(_("The closing time lies in the past."))
        return value


class NewBallot(serializers.Serializer):
    """A vote."""

    choice = serializers.CharField(max_length=40)
    comment = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=COMMENT_LENGTH
    )
    receipt = serializers.CharField(
        required=False, default="", max_length=100, help_text="Only to change a secret ballot."
    )


class CastBallot(serializers.Serializer):
    """The answer to a vote."""

    receipt = serializers.CharField()
    choice = serializers.CharField()
    version = serializers.IntegerField()
    cast_at = serializers.DateTimeField(allow_null=True)
    repeated = serializers.BooleanField()


class TallyData(serializers.Serializer):
    """What a closed round decided."""

    outcome = serializers.CharField()
    direction = serializers.CharField(allow_null=True)
    strength = serializers.CharField(allow_null=True)
    votes = serializers.DictField(child=serializers.IntegerField())
    base = serializers.IntegerField()
    eligible = serializers.IntegerField(allow_null=True)
    sentence = serializers.SerializerMethodField()

    def get_sentence(self, result: Any) -> str:
        return sentence(result)


class AgreementData(serializers.Serializer):
    """Who stands behind what was decided, of how many."""

    votes = serializers.IntegerField()
    base = serializers.IntegerField()
    percent = serializers.CharField()
    side = serializers.CharField(
        required=False,
        help_text="Where all votes of one side agree, strong and weak together.",
    )


class RoundData(serializers.ModelSerializer):
    """A round as far as one may see it; `turnout`, `own_vote` and `result` are null otherwise."""

    recommendation = serializers.CharField(source="recommendation.ref")
    guideline = serializers.CharField(source="recommendation.guideline.slug")
    statement = serializers.SerializerMethodField()
    warnings = serializers.SerializerMethodField()
    turnout = serializers.SerializerMethodField()
    own_vote = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()
    agreement = serializers.SerializerMethodField()
    way_out = serializers.SerializerMethodField()

    class Meta:
        model = Round
        fields = [
            "id",
            "guideline",
            "recommendation",
            "number",
            "status",
            "rule",
            "secrecy",
            "mode",
            "practice",
            "statement",
            "evidence_hash",
            "warnings",
            "opened_at",
            "closes_at",
            "closed_at",
            "withdrawn_because",
            "turnout",
            "own_vote",
            "result",
            "agreement",
            "way_out",
        ]

    @extend_schema_field({"oneOf": [{"type": "string"}, {"type": "object"}], "nullable": True})
    def get_statement(self, round: Round) -> Text:
        return round.statement

    def get_warnings(self, round: Round) -> list[str]:
        return [warning_sentence(each) for each in round.warnings]

    def get_turnout(self, round: Round) -> int | None:
        return turnout(round) if self._sight(round).turnout else None

    def get_own_vote(self, round: Round) -> str | None:
        if not self._sight(round).own_vote:
            return None
        ballot = own_ballot(voter_of(self.context["request"].user, round))
        return ballot.choice if ballot else None

    @extend_schema_field(TallyData(allow_null=True))
    def get_result(self, round: Round) -> dict[str, Any] | None:
        if not self._sight(round).tally:
            return None
        return TallyData(self._result(round)).data

    @extend_schema_field(AgreementData(allow_null=True))
    def get_agreement(self, round: Round) -> dict[str, Any] | None:
        result = self._result(round) if self._sight(round).tally else None
        found = agreement_after(round, result) if result else None
        return found.as_data() if found else None

    def get_way_out(self, round: Round) -> list[str] | None:
        """What the chair decided after the last round, as sentences."""
        found = way_out_of(round) if self._sight(round).tally else None
        return found[1] if found else None

    def _sight(self, round: Round) -> Any:
        user = self.context["request"].user
        return self._once("sight", round, lambda: sight_for(user, round))

    def _result(self, round: Round) -> Any:
        return self._once("result", round, lambda: result_of(round))

    def _once(self, what: str, round: Round, ask: Callable[[], Any]) -> Any:
        """Several fields ask the same of a round: it is looked up for the first of them."""
        known = self.context.setdefault("known", {})
        if (what, round.pk) not in known:
            known[what, round.pk] = ask()
        return known[what, round.pk]


class VotingView(ObjectView):
    """A view of a round or recommendation: a recused member reads who decided it."""

    def why(self, user: Any, target: Any) -> str:
        return why_refused(user, target)


class RecommendationRounds(VotingView):
    """The rounds of a recommendation."""

    permission = {"GET": "voting.view_round", "POST": "voting.open_round"}

    @extend_schema(operation_id="rounds_list", responses=RoundData(many=True), parameters=[ADDRESS])
    def get(self, request: Request, address: str) -> Response:
        """Every round as far as you may see it, the last first; practice left out."""
        recommendation = self.permitted(request, recommendation_by_address(address))
        rounds = recommendation.rounds.order_by("-number").values_list("pk", flat=True)
        return Response([round_data(request, round_by_pk(pk)) for pk in rounds])

    @extend_schema(
        operation_id="rounds_open",
        request=NewRound,
        responses={201: RoundData},
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str) -> Response:
        """Open a round. Wording, evidence, rule and roll are fixed now."""
        recommendation = self.permitted(request, recommendation_by_address(address))
        with refusals(RuleError):
            body = received(NewRound, request, recommendation.guideline.zone)
            round = open_round(by=request.user, recommendation=recommendation, **body)
        return Response(round_data(request, round), status=201)


class RoundDetail(VotingView):
    """One round."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="rounds_read", responses=RoundData)
    def get(self, request: Request, pk: int) -> Response:
        """A round as far as you may see it."""
        return Response(round_data(request, self.permitted(request, round_by_pk(pk))))


class RoundBallot(VotingView):
    """The ballot of whoever asks."""

    permission = {"PUT": "voting.cast_vote"}

    @extend_schema(
        operation_id="ballot_cast",
        request=NewBallot,
        responses={200: CastBallot, 201: CastBallot},
        parameters=[KEY],
    )
    def put(self, request: Request, pk: int) -> Response:
        """Cast a vote, or change it while the round is open."""
        round = self.permitted(request, round_for_voter(request.user, pk))
        ballot = received(NewBallot, request)
        with refusals(KeyTaken, UnusableBallot):
            cast = cast_vote(
                by=request.user, round=round, key=key_of(request), read=round.at_the_box, **ballot
            )
        return Response(CastBallot(cast).data, status=201 if cast.first else 200)


class RoundClosing(VotingView):
    """The end of a round."""

    permission = {"POST": "voting.close_round"}

    @extend_schema(operation_id="rounds_close", request=None, responses=RoundData)
    def post(self, request: Request, pk: int) -> Response:
        """Close a round and fix its result; closing it again answers the same."""
        round = self.permitted(request, round_by_pk(pk))
        with refusals():
            closed = close_round(by=request.user, round=round)
        return Response(round_data(request, closed))


class RoundTally(VotingView):
    """The result of a round."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="rounds_tally", responses=TallyData)
    def get(self, request: Request, pk: int) -> Response:
        """What a closed round decided; 409 while it is open."""
        round = self.permitted(request, round_by_pk(pk))
        result = result_of(round)
        if result is None:
            raise InTheWay(
                _("The round is open.") if round.is_open else _("The round was withdrawn.")
            )
        if not sight_for(request.user, round).tally:
            raise PermissionDenied(_("Too few secret ballots were cast to show what they say."))
        return Response(TallyData(result).data)


class RoundExport(VotingView):
    """The record of a round."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="rounds_export", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, pk: int) -> Response:
        """A closed round as one document that `docs/verify_round.py` checks; 409 while it is open."""
        round = self.permitted(request, round_by_pk(pk))
        if round.status != "closed":
            raise InTheWay(
                _("The round is open.") if round.is_open else _("The round was withdrawn.")
            )
        sight = sight_for(request.user, round)
        if not sight.tally:
            raise PermissionDenied(_("Too few secret ballots were cast to show what they say."))
        return Response(round_record(round, sight))


def round_data(request: Request, round: Round) -> dict[str, Any]:
    """The round as it stands now; the ballots that its result rests on are read once."""
    round = round_by_pk(round.pk)
    if round.status == "closed":
        prefetch_related_objects([round], "voters__ballots")
    return RoundData(round, context={"request": request}).data


def key_of(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > KEY_LENGTH:
        raise Unprocessable(_("The Idempotency-Key is too long."))
    return key
