"""A show of hands over REST: counted by one person, confirmed by another or counted again."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import Unprocessable, received, refusals
from voting.actions.hands import confirm_hands, count_hands, count_hands_again
from voting.api import RoundData, VotingView, round_data
from voting.models import Round, ShowOfHands, Voter
from voting.queries import round_by_pk
from voting.rest.bodies import Because, SomebodyData, Strict


class NewCount(Strict):
    """Hands by option, abstentions among them, and who of the roll was there."""

    counts = serializers.DictField(child=serializers.IntegerField(min_value=0))
    present = serializers.ListField(
        child=serializers.CharField(), help_text="The PANEL_IDs of those present and entitled."
    )


class CountNumber(Strict):
    """Which count is meant: another may have taken its place since it was read."""

    number = serializers.IntegerField(min_value=1)


class CountAgain(CountNumber, Because):
    """Which count is wrong, and what is wrong with it."""


class CountData(serializers.Serializer):
    """A count; `answer` is empty while it waits for its second person."""

    number = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    present = SomebodyData(many=True)
    entered_by = serializers.CharField()
    entered_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_by = serializers.CharField(allow_null=True)
    because = serializers.CharField()


class RoundHands(VotingView):
    """The counts of a round that is held by a show of hands."""

    permission = {"GET": "voting.count_hands", "POST": "voting.count_hands"}

    @extend_schema(operation_id="hands_list", responses=CountData(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Every count, the last first."""
        return Response(_counts(self.permitted(request, round_by_pk(pk))))

    @extend_schema(
        operation_id="hands_count", request=NewCount, responses={201: CountData(many=True)}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Enter what was counted in the room; it decides nothing before somebody else confirms it."""
        round = self.permitted(request, round_by_pk(pk))
        body = received(NewCount, request)
        present = _lines(round, body["present"])
        with refusals():
            count_hands(by=request.user, round=round, counts=body["counts"], present=present)
        return Response(_counts(round), status=201)


class RoundHandsConfirmed(VotingView):
    """The second person's yes."""

    permission = {"POST": "voting.count_hands"}

    @extend_schema(operation_id="hands_confirm", request=CountNumber, responses=RoundData)
    def post(self, request: Request, pk: int) -> Response:
        """Confirm what somebody else counted: the round closes with it."""
        round = self.permitted(request, round_by_pk(pk))
        show = _show(round, received(CountNumber, request)["number"])
        with refusals():
            closed = confirm_hands(by=request.user, show=show)
        return Response(round_data(request, closed))


class RoundHandsAgain(VotingView):
    """The second person's no."""

    permission = {"POST": "voting.count_hands"}

    @extend_schema(operation_id="hands_again", request=CountAgain, responses=CountData(many=True))
    def post(self, request: Request, pk: int) -> Response:
        """Set a count aside that is wrong, with the reason; hands are counted again."""
        round = self.permitted(request, round_by_pk(pk))
        body = received(CountAgain, request)
        with refusals():
            count_hands_again(
                by=request.user, show=_show(round, body["number"]), reason=body["reason"]
            )
        return Response(_counts(round))


def _lines(round: Round, places: list[str]) -> list[Voter]:
    roll = {each.member.ref: each for each in round.voters.select_related("member")}
    unknown = [place for place in places if place not in roll]
    if unknown:
        said = _("Not on the roll of this round: {places}.")
        raise Unprocessable({"present": [said.format(places=", ".join(unknown))]})
    return [roll[place] for place in dict.fromkeys(places)]


def _show(round: Round, number: int) -> ShowOfHands:
    show = round.shows_of_hands.filter(number=number).first()
    if show is None:
        raise Http404
    return show


def _counts(round: Round) -> list[dict[str, Any]]:
    rows = round.shows_of_hands.select_related("entered_by", "answered_by")
    rows = rows.prefetch_related("present__member").order_by("-number")
    return [CountData(_shown(each)).data for each in rows]


def _shown(show: ShowOfHands) -> dict[str, Any]:
    told = ("number", "counts", "entered_by", "entered_at", "answer", "answered_by", "because")
    present = sorted((each.member for each in show.present.all()), key=lambda each: each.ref)
    return {name: getattr(show, name) for name in told} | {"present": present}
