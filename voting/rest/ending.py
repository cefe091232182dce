"""Stopping a round without a result, over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from voting.actions.rounds import withdraw_round
from voting.api import RoundData, VotingView, round_data
from voting.queries import round_by_pk
from voting.rest.bodies import Because


class RoundWithdrawal(VotingView):
    """The end of a round that is to decide nothing."""

    permission = {"POST": "voting.close_round"}

    @extend_schema(operation_id="rounds_withdraw", request=Because, responses=RoundData)
    def post(self, request: Request, pk: int) -> Response:
        """Stop a round without a result and say why; its ballots are kept unread."""
        round = self.permitted(request, round_by_pk(pk))
        body = received(Because, request)
        with refusals():
            withdrawn = withdraw_round(by=request.user, round=round, **body)
        return Response(round_data(request, withdrawn))
