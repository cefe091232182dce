"""Answers on their way over REST: read, and everything that the pages do to them, as they refuse it."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import ObjectView, received, refusals
from hearing.actions import answering
from hearing.actions.answer_links import UnknownStep, link_changes
from hearing.answering.changes import key_of, steps_of, with_changes
from hearing.answering.rooms import refuse_who_leaves
from hearing.models import Answer, Comment, Proposal
from hearing.rest.answer_bodies import Links, ProposalData, Returned, Step
from hearing.rest.deeds import DeedView
from hearing.rest.finding import after_asked, hearing_by_address
from hearing.rest.hearings import ADDRESS
from hearing.waiting import waiting_answers

PAGE = 50
AFTER = OpenApiParameter("after", OpenApiTypes.INT, description="The last number one has.")


class HearingAnswers(ObjectView):
    """The answers of a hearing that wait for a second person."""

    permission = {"GET": "hearing.view_inbox"}

    @extend_schema(
        operation_id="answers_list",
        responses=ProposalData(many=True),
        parameters=[ADDRESS, AFTER],
    )
    def get(self, request: Request, address: str) -> Response:
        """Those that wait for approval, fifty at a time in the order of their numbers.

        Whoever leaves the room for a question reads none on it.
        """
        hearing = self.permitted(request, hearing_by_address(address))
        after = after_asked(request)
        rows = waiting_answers(request.user, hearing).filter(number__gt=after)
        return Response(ProposalData(_loaded(rows).order_by("number")[:PAGE], many=True).data)


class _OnAnAnswer(DeedView):
    """A view of one answer on its way."""

    about = "proposal"

    def found(self, request: Request, address: str, number: int) -> Proposal:
        hearing = self.permitted(request, hearing_by_address(address))
        rows = hearing.proposals.select_related("by", "approved_by")
        proposal = get_object_or_404(rows, number=number)
        proposal.hearing = hearing
        return proposal

    def told(self, proposal: Proposal) -> Response:
        return Response(ProposalData(whole(proposal)).data)


class AnswerDetail(_OnAnAnswer):
    """One answer on its way."""

    permission = {"GET": "hearing.view_inbox"}

    @extend_schema(operation_id="answers_read", responses=ProposalData, parameters=[ADDRESS])
    def get(self, request: Request, address: str, number: int) -> Response:
        """Its wording, what it changed, and how far it is."""
        proposal = self.found(request, address, number)
        refuse_who_leaves(request.user, proposal.hearing, proposal.covers)
        return self.told(proposal)


class AnswerChanges(_OnAnAnswer):
    """Where the change that an answer speaks of can be seen."""

    permission = {"GET": "hearing.answer_comment", "PUT": "hearing.answer_comment"}

    @extend_schema(operation_id="answers_steps", responses=Step(many=True), parameters=[ADDRESS])
    def get(self, request: Request, address: str, number: int) -> Response:
        """Every step since the hearing opened that this answer may point at, and those it does."""
        proposal = self.found(request, address, number)
        refuse_who_leaves(request.user, proposal.hearing, proposal.covers)
        chosen = {key_of(each) for each in proposal.changes.all()}
        steps = [
            {"key": key, "title": title, "chosen": key in chosen}
            for key, title in steps_of(proposal.hearing, request.user)
        ]
        return Response(Step(steps, many=True).data)

    @extend_schema(
        operation_id="answers_link", request=Links, responses=ProposalData, parameters=[ADDRESS]
    )
    def put(self, request: Request, address: str, number: int) -> Response:
        """Link a draft to the steps where its change can be seen, and to no other.

        As any other wording this is a new draft, which replaces the one before and is answered here.
        """
        proposal = self.found(request, address, number)
        body = received(Links, request)
        with refusals(UnknownStep):
            return self.told(link_changes(by=request.user, proposal=proposal, **body))


class AnswerAsked(_OnAnAnswer):
    """A draft that a second person shall look at."""

    permission = {"POST": "hearing.answer_comment"}

    @extend_schema(
        operation_id="answers_ask", request=None, responses=ProposalData, parameters=[ADDRESS]
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Ask for the approval of a draft as it stands."""
        return self.done(request, address, number, answering.ask_for_approval)


class AnswerTakenBack(_OnAnAnswer):
    """An answer that is a draft again."""

    permission = {"POST": "hearing.answer_comment"}

    @extend_schema(
        operation_id="answers_take_back", request=None, responses=ProposalData, parameters=[ADDRESS]
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Undo asking: it is a draft again."""
        return self.done(request, address, number, answering.take_back)


class AnswerDiscarded(_OnAnAnswer):
    """A draft that is given up."""

    permission = {"POST": "hearing.answer_comment"}

    @extend_schema(
        operation_id="answers_discard", request=None, responses=ProposalData, parameters=[ADDRESS]
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Give a draft up: its comments wait for an answer again, or keep the approved one."""
        return self.done(request, address, number, answering.discard_draft)


class AnswerApproved(_OnAnAnswer):
    """A second person's approval."""

    permission = {"POST": "hearing.approve_answer"}

    @extend_schema(
        operation_id="answers_approve", request=None, responses=ProposalData, parameters=[ADDRESS]
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Approve what somebody else wrote; 409 for one's own."""
        return self.done(request, address, number, answering.approve_answer)


class AnswerReturned(_OnAnAnswer):
    """An answer that goes back to its author."""

    permission = {"POST": "hearing.approve_answer"}

    @extend_schema(
        operation_id="answers_return",
        request=Returned,
        responses=ProposalData,
        parameters=[ADDRESS],
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Send it back with what its author should change."""
        return self.done(request, address, number, answering.return_answer, asks=Returned)


class AnswerUndone(_OnAnAnswer):
    """An approval that is taken back."""

    permission = {"POST": "hearing.approve_answer"}

    @extend_schema(
        operation_id="answers_undo", request=None, responses=ProposalData, parameters=[ADDRESS]
    )
    def post(self, request: Request, address: str, number: int) -> Response:
        """Take an approval back: the answer waits again, and an earlier approved one stands."""
        return self.done(request, address, number, answering.undo_approval)


def whole(proposal: Proposal) -> Proposal:
    """It as it stands now, with all that is told of it."""
    return _loaded(Proposal.objects.all()).get(pk=proposal.pk)


def _loaded(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    covers = Prefetch("covers", Comment.objects.order_by().only("number"))
    return (
        rows.select_related("by", "approved_by")
        .prefetch_related(covers, with_changes())
        .annotate(
            stands=Exists(Answer.objects.filter(proposal=OuterRef("pk"))),
            hangs=Exists(Comment.objects.filter(proposal=OuterRef("pk"))),
        )
    )
