"""Polls on the criteria over REST: opened, answered, closed, opened again or withdrawn."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest import Moment, Unprocessable, received, refusals
from guideline.queries import question_by_ref
from voting.actions.polls import (
    answer_poll,
    close_poll,
    open_poll,
    own_answers,
    reopen_poll,
    withdraw_poll,
)
from voting.api import VotingView
from voting.etd.poll_results import ShownPoll, polls_shown_to
from voting.models import Poll
from voting.queries import poll_by_number
from voting.rest.bodies import Because, Strict


class NewPoll(Strict):
    """What the panel is asked about, and until when."""

    recommendation = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="The id of one with a narrower population; else the question is meant.",
    )
    closes_at = Moment(required=False, allow_null=True)


class PollAgain(Because):
    """Why answers are taken again, and until when."""

    closes_at = Moment(required=False, allow_null=True)


class GivenAnswer(Strict):
    """What one would judge, and a comment."""

    answer = serializers.CharField(required=False, default="", allow_blank=True)
    comment = serializers.CharField(required=False, default="", allow_blank=True)


class GivenAnswers(Strict):
    """Answers by criterion; what is left out stays as it was."""

    answers = serializers.DictField(child=GivenAnswer(), allow_empty=False)


class OwnAnswerData(serializers.Serializer):
    """What one said last on a criterion."""

    criterion = serializers.CharField()
    answer = serializers.CharField()
    comment = serializers.CharField()


class PolledData(serializers.Serializer):
    """What a closed poll came to on one criterion; comments in no telling order, nobody named."""

    criterion = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    comments = serializers.ListField(child=serializers.CharField())


class PollData(serializers.Serializer):
    """A poll as one may see it: null is not for you to see, or not yet."""

    number = serializers.IntegerField()
    recommendation = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    opened_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    answered = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)
    own = OwnAnswerData(many=True)
    results = PolledData(many=True, allow_null=True)


class QuestionPolls(VotingView):
    """The polls on the criteria of a question."""

    permission = {"GET": "voting.view_poll", "POST": "voting.open_poll"}

    @extend_schema(operation_id="polls_list", responses=PollData(many=True))
    def get(self, request: Request, slug: str, ref: str) -> Response:
        """Every poll, the last first; of an open one nobody sees what is answered."""
        question = self.permitted(request, question_by_ref(slug, ref))
        shown = polls_shown_to(request.user, question)
        return Response(PollData([_data(each, request.user) for each in shown], many=True).data)

    @extend_schema(operation_id="polls_open", request=NewPoll, responses={201: PollData})
    def post(self, request: Request, slug: str, ref: str) -> Response:
        """Ask everybody who votes on the question how they would judge its criteria."""
        question = self.permitted(request, question_by_ref(slug, ref))
        body = received(NewPoll, request, question.guideline.zone)
        narrower = body.pop("recommendation", None)
        if narrower:
            about = question.recommendations.exclude(population=None).filter(ref=narrower).first()
            if about is None:
                said = _("No recommendation of this question with a population of its own.")
                raise Unprocessable({"recommendation": [said]})
            body["recommendation"] = about
        with refusals():
            poll = open_poll(by=request.user, question=question, **body)
        return Response(_shown(request, poll), status=201)


class PollAnswers(VotingView):
    """The answers of whoever asks."""

    permission = {"PUT": "voting.answer_poll"}

    @extend_schema(operation_id="polls_answer", request=GivenAnswers, responses=PollData)
    def put(self, request: Request, slug: str, ref: str, number: int) -> Response:
        """Say what you would judge; it can be changed until the poll is closed."""
        poll = self.permitted(request, poll_by_number(slug, ref, number))
        given = received(GivenAnswers, request)["answers"]
        answers = {name: (each["answer"], each["comment"]) for name, each in given.items()}
        with refusals():
            answer_poll(by=request.user, poll=poll, answers=answers)
        return Response(_shown(request, poll))


class PollClosing(VotingView):
    """The end of a poll."""

    permission = {"POST": "voting.close_poll"}

    @extend_schema(operation_id="polls_close", request=None, responses=PollData)
    def post(self, request: Request, slug: str, ref: str, number: int) -> Response:
        """Close a poll: the panel sees how often each answer was given; again changes nothing."""
        poll = self.permitted(request, poll_by_number(slug, ref, number))
        with refusals():
            close_poll(by=request.user, poll=poll)
        return Response(_shown(request, poll))


class PollWithdrawal(VotingView):
    """The end of a poll that is to say nothing."""

    permission = {"POST": "voting.close_poll"}

    @extend_schema(operation_id="polls_withdraw", request=Because, responses=PollData)
    def post(self, request: Request, slug: str, ref: str, number: int) -> Response:
        """Stop a poll without a result, and say why; what was answered is kept unread."""
        poll = self.permitted(request, poll_by_number(slug, ref, number))
        body = received(Because, request)
        with refusals():
            withdraw_poll(by=request.user, poll=poll, **body)
        return Response(_shown(request, poll))


class PollReopening(VotingView):
    """A closed poll that takes answers again."""

    permission = {"POST": "voting.open_poll"}

    @extend_schema(operation_id="polls_reopen", request=PollAgain, responses=PollData)
    def post(self, request: Request, slug: str, ref: str, number: int) -> Response:
        """Take answers again, and say why; what was given stands until it is changed."""
        poll = self.permitted(request, poll_by_number(slug, ref, number))
        body = received(PollAgain, request, poll.guideline.zone)
        with refusals():
            reopen_poll(by=request.user, poll=poll, **body)
        return Response(_shown(request, poll))


def _shown(request: Request, poll: Poll) -> dict[str, Any]:
    """The poll as this person may see it now."""
    for each in polls_shown_to(request.user, poll.question):
        if each.poll.pk == poll.pk:
            return PollData(_data(each, request.user)).data
    raise Http404


def _data(shown: ShownPoll, user: Any) -> dict[str, Any]:
    poll = shown.poll
    told = ("number", "status", "opened_at", "closes_at", "closed_at", "reason")
    return {name: getattr(poll, name) for name in told} | {
        "recommendation": poll.recommendation.ref if poll.recommendation else None,
        "answered": shown.answered,
        "asked": shown.asked,
        "own": own_answers(user, poll) if shown.sight.own else [],
        "results": _results(shown) if shown.sight.results else None,
    }


def _results(shown: ShownPoll) -> list[dict[str, Any]]:
    return [
        {
            "criterion": said.criterion,
            "counts": {bar.answer: bar.n for bar in said.given},
            "comments": said.comments,
        }
        for said in shown.said
    ]
