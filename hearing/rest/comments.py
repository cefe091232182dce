"""Comments over REST: taken from anybody, read by the committee."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import PUBLIC
from accounts.allowances import network_of
from accounts.problems import UNREADABLE
from accounts.rest import ObjectView, Unprocessable, received, refusals
from guideline.queries import number_or_404
from hearing.actions.commenting import (
    KeyTaken,
    UnusableComment,
    comment_on_draft,
    receipt_for,
)
from hearing.answering.rooms import closed_rooms
from hearing.intake import proof
from hearing.intake.arriving import arriving
from hearing.intake.at_the_form import within_budget
from hearing.intake.remembered import remember
from hearing.intake.suspicion import Manner, held_because
from hearing.publishing.states import with_redactions
from hearing.queries import inbox_after
from hearing.receipts import hashed
from hearing.rest.at_once import KEY_LENGTH, sender_of, status_of
from hearing.rest.bodies import InboxCommentData, NewComment, ReceivedData, received_data
from hearing.rest.finding import after_asked, hearing_by_address
from hearing.rest.hearings import ADDRESS

PAGE = 100
_NOT_KEPT = {"Cache-Control": "no-store"}
NO_PROOF = gettext_lazy(
    "Without an account's token a comment needs a proof of work: solve the hearing's challenge "
    "and send it as `proof`."
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    location=OpenApiParameter.HEADER,
    description="The sender's own: the same comment with the same key is one comment.",
)


class ProvenComment(NewComment):
    """A comment, with what an account spares."""

    proof = serializers.CharField(
        default="",
        allow_blank=True,
        max_length=300,
        help_text="`challenge:number`, see the hearing's challenge; not with an account's token.",
    )


class HearingComments(ObjectView):
    """The comments of a hearing."""

    permission = {"POST": PUBLIC, "GET": "hearing.view_inbox"}

    @extend_schema(
        operation_id="comments_make",
        request=ProvenComment,
        responses={200: ReceivedData, 201: ReceivedData},
        parameters=[ADDRESS, KEY],
    )
    def post(self, request: Request, address: str) -> Response:
        """Comment on the draft. After the close a comment is kept as late."""
        hearing_pk = _hearing_pk(address)
        account = sender_of(request.user.pk) if request.user.is_authenticated else ""
        # Two who chose the same key and said the same are two: neither gets the other's receipt.
        sender = account or f"network:{network_of(request)}"
        shown, unreadable = (None, None) if account else _shown(request, hearing_pk)
        key = request.headers.get("Idempotency-Key", "")
        receipt = receipt_for(hearing_pk, key, sender)
        proof_hash = shown.kept if shown else None
        found = arriving(hearing_pk, hashed(receipt), proof_hash)
        if len(key) > KEY_LENGTH:
            raise Unprocessable(_("The Idempotency-Key is too long."))
        if unreadable:
            raise unreadable
        if not (account or shown):
            raise PermissionDenied(NO_PROOF)
        body = received(NewComment, request)
        spared = account or found.known
        manner = Manner(
            proven=True,
            seconds=shown.age() if shown else None,
            within_budget=bool(spared) or within_budget(request),
        )
        with refusals(KeyTaken, UnusableComment):
            came = comment_on_draft(
                hearing=found.hearing,
                receipt=receipt,
                proof_hash=proof_hash,
                held_because=held_because(manner),
                read=found,
                **body,
            )
        if isinstance(request.auth, Token) and found.stamp:
            remember(request.auth.key, request.user.pk, found.hearing, found.stamp)
        told = received_data(came.comment, came.receipt)
        return Response(told, status_of(came), headers=_NOT_KEPT)

    @extend_schema(
        operation_id="comments_list",
        responses=InboxCommentData(many=True),
        parameters=[
            ADDRESS,
            OpenApiParameter("after", OpenApiTypes.INT, description="The last number one has."),
        ],
    )
    def get(self, request: Request, address: str) -> Response:
        """The inbox, a hundred comments at a time in the order of their numbers.

        Whoever leaves the room for a question reads no answer to comments on it before the public does.
        """
        hearing = self.permitted(request, hearing_by_address(address))
        rows = with_redactions(inbox_after(hearing, after_asked(request)))[:PAGE]
        told = {"closed": closed_rooms(request.user, hearing)}
        return Response(InboxCommentData(rows, many=True, context=told).data)


def _hearing_pk(address: str) -> int:
    return hearing_by_address(address).pk if ":" in address else number_or_404(address)


def _shown(request: Request, hearing_pk: int) -> tuple[proof.Shown | None, Exception | None]:
    """What the proof shows, and why a body cannot be read, which is said after an unknown hearing is."""
    try:
        sent = request.data.get("proof") if isinstance(request.data, dict) else None
    except (APIException, *UNREADABLE) as error:
        return None, error
    if not isinstance(sent, str):
        return None, None
    return proof.shown_by(settings.SECRET_KEY, hearing_pk, sent), None
