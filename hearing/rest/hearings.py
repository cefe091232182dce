"""Hearings over REST: listed for everybody, opened by the secretariat."""

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import PUBLIC
from accounts.rest import ObjectView, received, refusals
from guideline.queries import guideline_by_slug
from hearing.actions.hearings import open_hearing
from hearing.intake import proof
from hearing.queries import announced_hearings
from hearing.rest.bodies import ChallengeData, HearingData, NewHearing
from hearing.rest.finding import hearing_by_address

ADDRESS = OpenApiParameter(
    "address",
    location=OpenApiParameter.PATH,
    description="The hearing's number, or SLUG:ID of its guideline.",
)


class Hearings(APIView):
    """The hearings of this site."""

    permission = {"GET": PUBLIC}

    @extend_schema(operation_id="hearings_list", responses=HearingData(many=True))
    def get(self, request: Request) -> Response:
        """Every hearing that was held here, is held or is announced; the last to open first."""
        return Response(HearingData(announced_hearings(), many=True).data)


class HearingDetail(APIView):
    """One hearing."""

    permission = {"GET": PUBLIC}

    @extend_schema(operation_id="hearings_read", responses=HearingData, parameters=[ADDRESS])
    def get(self, request: Request, address: str) -> Response:
        """When it opens and closes, and the hash of the draft that it lays open."""
        return Response(HearingData(hearing_by_address(address)).data)


class GuidelineHearings(ObjectView):
    """The hearings of a guideline."""

    permission = {"POST": "hearing.open_hearing"}

    @extend_schema(operation_id="hearings_open", request=NewHearing, responses={201: HearingData})
    def post(self, request: Request, slug: str) -> Response:
        """Open a hearing: the draft is frozen as it stands now.

        A time without a zone is meant in the guideline's.
        """
        guideline = self.permitted(request, guideline_by_slug(slug))
        body = received(NewHearing, request, guideline.zone)
        with refusals():
            hearing = open_hearing(by=request.user, guideline=guideline, **body)
        return Response(HearingData(hearing).data, status=201)


class HearingChallenge(APIView):
    """Work for whoever comments without an account."""

    permission = {"GET": PUBLIC}

    @extend_schema(operation_id="hearings_challenge", responses=ChallengeData, parameters=[ADDRESS])
    def get(self, request: Request, address: str) -> Response:
        """A challenge for one comment; its solution is the comment's `proof`.

        A comment that comes within three seconds of it waits for a look, as one typed so fast does.
        """
        hearing = hearing_by_address(address)
        challenge = proof.new_challenge(settings.SECRET_KEY, hearing.pk)
        told = {"challenge": challenge, "bits": proof.BITS, "seconds": proof.SECONDS}
        response = Response(ChallengeData(told).data)
        response["Cache-Control"] = "no-store"
        return response
