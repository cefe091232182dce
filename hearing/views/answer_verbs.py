"""What is done to an answer on its way: asked for, taken back, given up, approved, returned, undone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions import answering
from hearing.answering.filters import filter_from, number_from
from hearing.answering.groups import group_address
from hearing.answering.pages import comment_address, inbox_address
from hearing.models import Proposal
from hearing.queries import proposal_by_number

UNSEEN = "guideline.view_guideline"


@verb("hearing.answer_comment", load=proposal_by_number, unseen=UNSEEN)
def answer_ask(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    done = _("Somebody else has to approve it now.")
    return _do(request, proposal, answering.ask_for_approval, done)


@verb("hearing.answer_comment", load=proposal_by_number, unseen=UNSEEN)
def answer_take_back(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    return _do(request, proposal, answering.take_back, _("It is a draft again."))


@verb("hearing.answer_comment", load=proposal_by_number, unseen=UNSEEN)
def answer_discard(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    done = _("The draft is given up; the history keeps it.")
    return _do(request, proposal, answering.discard_draft, done)


@verb("hearing.approve_answer", load=proposal_by_number, unseen=UNSEEN)
def answer_approve(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    return _do(request, proposal, answering.approve_answer, _("The answer is approved."))


@verb("hearing.approve_answer", load=proposal_by_number, unseen=UNSEEN)
def answer_return(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    because = request.POST.get("because", "")
    done = _("The answer is with its author again.")
    return _do(request, proposal, answering.return_answer, done, typed=because, because=because)


@verb("hearing.approve_answer", load=proposal_by_number, unseen=UNSEEN)
def answer_undo(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    done = _("The approval is taken back; the answer waits again.")
    return _do(request, proposal, answering.undo_approval, done)


def _do(
    request: HttpRequest,
    proposal: Proposal,
    action: Callable[..., Proposal],
    done: str,
    typed: str = "",
    **given: Any,
) -> HttpResponse:
    with refusals_told(request, typed):
        action(by=request.user, proposal=proposal, **given)
        messages.success(request, done)
    hearing, asked = proposal.hearing, filter_from(request.POST)
    group = number_from(request.POST.get("group", ""))
    if group:
        return redirect(group_address(hearing, group))
    number = number_from(request.POST.get("number", ""))
    if number:
        return redirect(comment_address(hearing, asked, number))
    return redirect(inbox_address(hearing, asked))
