"""The polls on a question's criteria: the running one, what the closed ones came to, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocked
from accounts.told import refusals_told
from guideline.models import Question
from guideline.queries import question_by_ref
from voting.actions.polls import (
    blockers_to_opening,
    close_poll,
    open_poll,
    reopen_poll,
    withdraw_poll,
)
from voting.etd.poll_forms import PollForm, ReopenForm
from voting.etd.poll_results import polls_shown_to
from voting.models import Poll
from voting.queries import poll_by_number
from voting.recusal import why_refused

UNSEEN = "guideline.view_guideline"


@page("voting.view_poll", load=question_by_ref, unseen=UNSEEN, why=why_refused)
def polls(request: HttpRequest, question: Question) -> HttpResponse:
    return _shown(request, question)


@verb("voting.open_poll", load=question_by_ref, unseen=UNSEEN, why=why_refused)
def poll_open(request: HttpRequest, question: Question) -> HttpResponse:
    form = PollForm(request.POST, question=question)
    if not form.carried_out(open_poll, by=request.user, question=question):
        return _shown(request, question, opening=form)
    messages.success(request, _("The poll is open; everybody who is asked gets a mail."))
    return _back(question)


@verb("voting.close_poll", load=poll_by_number, unseen=UNSEEN, why=why_refused)
def poll_close(request: HttpRequest, poll: Poll) -> HttpResponse:
    try:
        close_poll(by=request.user, poll=poll)
    except Blocked as blocked:
        return _shown(request, poll.question, refused=blocked)
    messages.success(
        request, _("The poll is closed; the panel sees how often each answer was given.")
    )
    return _back(poll.question)


@verb("voting.close_poll", load=poll_by_number, unseen=UNSEEN, why=why_refused)
def poll_withdraw(request: HttpRequest, poll: Poll) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        withdraw_poll(by=request.user, poll=poll, reason=reason)
        messages.success(request, _("The poll is withdrawn; nobody reads what was answered."))
    return _back(poll.question)


@verb("voting.open_poll", load=poll_by_number, unseen=UNSEEN, why=why_refused)
def poll_reopen(request: HttpRequest, poll: Poll) -> HttpResponse:
    form = ReopenForm(request.POST, guideline=poll.guideline)
    if not form.carried_out(reopen_poll, by=request.user, poll=poll):
        return _shown(request, poll.question, reopening=(poll, form))
    messages.success(request, _("The poll takes answers again."))
    return _back(poll.question)


def _shown(
    request: HttpRequest,
    question: Question,
    *,
    opening: PollForm | None = None,
    reopening: tuple[Poll, ReopenForm] | None = None,
    refused: Blocked | None = None,
) -> HttpResponse:
    may = {
        name: request.user.has_perm(f"voting.{name}", question)
        for name in ("open_poll", "close_poll", "answer_poll")
    }
    shown = polls_shown_to(request.user, question)
    context: dict[str, Any] = {
        "guideline": question.guideline,
        "question": question,
        "running": [each for each in shown if each.poll.is_open],
        "over": [
            (each, _reopening(each.poll, reopening)) for each in shown if not each.poll.is_open
        ],
        "may": may,
        "opening": opening or PollForm(question=question),
        "opening_blockers": _blockers(question, may["open_poll"]),
        "refused": refused.blockers if refused else [],
        "recused": "" if may["answer_poll"] else why_refused(request.user, question),
    }
    wrong = opening or reopening or refused
    return render(request, "voting/polls.html", context, status=422 if wrong else 200)


def _blockers(question: Question, may_open: bool) -> list[Any]:
    """What hinders every poll; one on a narrower population may run beside one on the question."""
    if not may_open or question.recommendations.exclude(population=None).exists():
        return []
    return blockers_to_opening(question)


def _reopening(poll: Poll, given: tuple[Poll, ReopenForm] | None) -> ReopenForm:
    if given and given[0].pk == poll.pk:
        return given[1]
    return ReopenForm(guideline=poll.guideline, auto_id=f"id_{poll.number}_%s")


def _back(question: Question) -> HttpResponse:
    return redirect("polls", question.guideline.slug, question.ref)
