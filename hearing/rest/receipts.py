"""One's own comment over REST: the receipt alone opens it."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import PUBLIC
from accounts.rest import received, refusals
from hearing.actions.commenting import UnusableComment
from hearing.actions.comments import edit_comment, withdraw_comment
from hearing.queries import comment_by_receipt
from hearing.rest.bodies import HeldCommentData, Reworded
from hearing.rest.finding import comment_for_holder


class OwnComment(APIView):
    """A comment for whoever holds its receipt."""

    permission = {"GET": PUBLIC, "PATCH": PUBLIC}
    # No account is asked, so a browser's session has no say and no form of another site acts for it.
    authentication_classes = ()

    @extend_schema(operation_id="comments_read", responses=HeldCommentData)
    def get(self, request: Request, receipt: str) -> Response:
        """The comment as it was typed, and its answer once there is one."""
        return _told(comment_for_holder(request, receipt))

    @extend_schema(operation_id="comments_edit", request=Reworded, responses=HeldCommentData)
    def patch(self, request: Request, receipt: str) -> Response:
        """Reword it while the hearing is open."""
        comment = comment_for_holder(request, receipt)
        body = received(Reworded, request)["body"]
        with refusals(UnusableComment):
            edit_comment(comment=comment, receipt=receipt, body=body)
        return _told(comment_by_receipt(receipt))


class CommentWithdrawal(APIView):
    """The end of a comment."""

    permission = {"POST": PUBLIC}
    authentication_classes = ()

    @extend_schema(operation_id="comments_withdraw", request=None, responses=HeldCommentData)
    def post(self, request: Request, receipt: str) -> Response:
        """Take it back: nobody reads or answers it any more; again changes nothing."""
        withdraw_comment(comment=comment_for_holder(request, receipt))
        return _told(comment_by_receipt(receipt))


def _told(comment) -> Response:
    response = Response(HeldCommentData(comment).data)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
