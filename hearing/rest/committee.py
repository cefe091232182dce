"""The committee's verbs over REST: propose an answer to a comment; look at a held one."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import received, refusals
from hearing.actions.answer_links import UnknownStep, check_steps
from hearing.actions.answering import propose_answer
from hearing.actions.held import keep_held, release_comment
from hearing.answering.rooms import closed_rooms
from hearing.models import Comment
from hearing.queries import inbox_after
from hearing.rest.bodies import InboxCommentData, NewAnswer, Reviewed
from hearing.rest.deeds import DeedView
from hearing.rest.finding import hearing_by_address
from hearing.rest.hearings import ADDRESS


class CommentVerb(DeedView):
    """A verb about one comment of the inbox."""

    about = "comment"

    permission = {"POST": "hearing.answer_comment"}

    def found(self, request: Request, address: str, number: int) -> Comment:
        hearing = self.permitted(request, hearing_by_address(address))
        return get_object_or_404(
            hearing.comments.select_related("hearing__guideline"), number=number
        )

    def told(self, comment: Comment) -> Response:
        row = inbox_after(comment.hearing, comment.number - 1).filter(pk=comment.pk).get()
        told = {"closed": closed_rooms(self.request.user, comment.hearing)}
        return Response(InboxCommentData(row, context=told).data)


class CommentAnswer(CommentVerb):
    """The committee's answer."""

    @extend_schema(
        operation_id="comments_answer",
        request=NewAnswer,
        responses=InboxCommentData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Propose what the committee says; it is public once a second person approved it."""
        comment = self.found(request, address, number)
        body = received(NewAnswer, request)
        with refusals(UnknownStep):
            check_steps(comment.hearing, request.user, body.get("changes", ()))
            propose_answer(by=request.user, hearing=comment.hearing, numbers=[number], **body)
        return self.told(comment)


class CommentRelease(CommentVerb):
    """A held comment that joins the others."""

    @extend_schema(
        operation_id="comments_release",
        request=Reviewed,
        responses=InboxCommentData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Release a held comment, with a reason: it is answered and shown as any other."""
        return self.done(request, address, number, release_comment, asks=Reviewed)


class CommentKeptHeld(CommentVerb):
    """A held comment that stays so."""

    @extend_schema(
        operation_id="comments_keep_held",
        request=Reviewed,
        responses=InboxCommentData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Keep a comment held, with a reason: it is kept, and neither answered nor shown."""
        return self.done(request, address, number, keep_held, asks=Reviewed)
