"""Groups of comments in like words over REST: read, answered as one, and left by who does not belong."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import ObjectView, received, refusals
from hearing.actions.answer_links import UnknownStep, check_steps
from hearing.actions.groups import answer_group, put_back, take_out
from hearing.actions.joining import group_answer
from hearing.answering.rooms import leaves_room, refuse_who_leaves
from hearing.answering.states import STANDS
from hearing.models import Campaign, Comment
from hearing.rest.answer_bodies import ProposalData
from hearing.rest.answers import AFTER, whole
from hearing.rest.bodies import InboxCommentData
from hearing.rest.committee import CommentVerb
from hearing.rest.finding import after_asked, hearing_by_address
from hearing.rest.group_bodies import GroupData, GroupSize, NewGroupAnswer
from hearing.rest.hearings import ADDRESS

PAGE = 50


class HearingGroups(ObjectView):
    """The groups of a hearing's comments."""

    permission = {"GET": "hearing.view_inbox"}

    @extend_schema(
        operation_id="groups_list", responses=GroupSize(many=True), parameters=[ADDRESS, AFTER]
    )
    def get(self, request: Request, address: str) -> Response:
        """Those of two or more comments that stand, fifty at a time in the order of their ids."""
        hearing = self.permitted(request, hearing_by_address(address))
        after = after_asked(request)
        rows = sized(hearing.campaigns.filter(pk__gt=after)).filter(size__gte=2)
        return Response(GroupSize(rows.order_by("pk")[:PAGE], many=True).data)


class _OnAGroup(ObjectView):
    """A view of one group."""

    def found(self, request: Request, address: str, pk: int) -> Campaign:
        hearing = self.permitted(request, hearing_by_address(address))
        group: Campaign = get_object_or_404(sized(hearing.campaigns.all()), pk=pk)
        group.hearing = hearing
        return group


class GroupDetail(_OnAGroup):
    """One group."""

    permission = {"GET": "hearing.view_inbox"}

    @extend_schema(operation_id="groups_read", responses=GroupData, parameters=[ADDRESS])
    def get(self, request: Request, address: str, pk: int) -> Response:
        """Its comments by their numbers, and the answer on its way to them or given to them.

        Whoever leaves the room for one of its questions reads no answer.
        """
        group = self.found(request, address, pk)
        hidden = leaves_room(request.user, group.hearing, group.comments)
        answer = None if hidden else group_answer(group.pk)
        return Response(GroupData(group, context={"answer": answer and whole(answer)}).data)


class GroupAnswer(_OnAGroup):
    """One answer for all of a group."""

    permission = {"POST": "hearing.answer_comment"}

    @extend_schema(
        operation_id="groups_answer",
        request=NewGroupAnswer,
        responses=ProposalData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, pk: int) -> Response:
        """Propose one answer for every comment of the group that has none of its own."""
        group = self.found(request, address, pk)
        refuse_who_leaves(request.user, group.hearing, group.comments)
        body = received(NewGroupAnswer, request)
        with refusals(UnknownStep):
            check_steps(group.hearing, request.user, body.get("changes", ()))
            proposal = answer_group(by=request.user, campaign=group, **body)
        return Response(ProposalData(whole(proposal)).data)


class CommentTakenOut(CommentVerb):
    """A comment that is in its group by mistake."""

    @extend_schema(
        operation_id="comments_take_out",
        request=None,
        responses=InboxCommentData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Take it out: its group's answer is not its own, and it is answered alone."""
        return self.done(request, address, number, take_out)


class CommentPutBack(CommentVerb):
    """A comment that belongs to its group after all."""

    @extend_schema(
        operation_id="comments_put_back",
        request=None,
        responses=InboxCommentData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Undo taking it out: unless it has an answer of its own, it is answered with its group."""
        return self.done(request, address, number, put_back)


def sized(groups: QuerySet[Campaign]) -> QuerySet[Any]:
    """The groups with how many of their comments stand, as `size`: each counted by its own index rows."""
    standing = Comment.objects.filter(STANDS, campaign=OuterRef("pk")).order_by()
    counted = standing.values("campaign").annotate(n=Count("pk")).values("n")
    return groups.annotate(size=Coalesce(Subquery(counted), 0))
