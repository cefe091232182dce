"""The suggested direction and strength over REST, for whoever may see it: a voter once they have voted."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import InTheWay
from voting.api import VotingView
from voting.etd.suggesting import may_see_suggestion, suggestion_to
from voting.queries import recommendation_by_address


class PushData(serializers.Serializer):
    """A judgement with the way it pushes."""

    criterion = serializers.CharField()
    judgement = serializers.CharField()
    way = serializers.CharField()
    words = serializers.CharField()


class SituationData(serializers.Serializer):
    """When strong could be right on low certainty, with what it asks."""

    number = serializers.IntegerField()
    sentence = serializers.CharField()
    conditions = serializers.ListField(child=serializers.CharField())


class SuggestionData(serializers.Serializer):
    """What the judgements suggest, with the reasons; it decides nothing."""

    direction = serializers.CharField(source="suggestion.direction", allow_null=True)
    strength = serializers.CharField(source="suggestion.strength", allow_null=True)
    headline = serializers.CharField()
    because = serializers.CharField()
    barriers = serializers.ListField(child=serializers.CharField())
    pushes = PushData(many=True)
    situations = SituationData(many=True)


class RecommendationSuggestion(VotingView):
    """The suggestion on a recommendation."""

    permission = {"GET": "voting.view_round"}

    @extend_schema(operation_id="suggestion_read", responses=SuggestionData)
    def get(self, request: Request, address: str) -> Response:
        """What the judgements suggest; 403 while your own vote is still to come."""
        draft = self.permitted(request, recommendation_by_address(address))
        if not may_see_suggestion(request.user, draft.question, draft):
            raise PermissionDenied(_("The suggestion is shown once your own vote is cast."))
        shown = suggestion_to(request.user, draft.question, draft)
        if shown is None:
            raise InTheWay(_("Only a graded recommendation has a suggestion."))
        return Response(SuggestionData(shown).data)
