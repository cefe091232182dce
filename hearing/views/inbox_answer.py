"""One answer for all comments that were chosen, given in one deed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import verb
from accounts.blockers import Blocker, refuse_if
from accounts.told import refusals_told
from hearing.actions.answering import blockers_to_answering, propose_answer
from hearing.answering.changes import steps_of
from hearing.answering.filters import filter_from
from hearing.answering.forms import AnswerForm
from hearing.answering.numbers import spans
from hearing.answering.pages import chosen_to_answer, inbox_address
from hearing.models import Hearing
from hearing.publishing.states import with_redactions, words_of
from hearing.queries import hearing_by_ref

SAMPLES = 3


@verb("hearing.answer_comment", load=hearing_by_ref, unseen="guideline.view_guideline")
def inbox_answer(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    # The first POST comes from the inbox with what was ticked there, the next one from its own form.
    deed, asked = request.POST.get("deed", ""), filter_from(request.POST)
    numbers, left_out = chosen_to_answer(request.user, hearing, request.POST)
    typed = request.POST if deed in {"draft", "ask"} else None
    if not numbers and typed is None:
        with refusals_told(request):
            refuse_if(_blockers_to_none(hearing, left_out, request.user))
        return redirect(inbox_address(hearing, asked))
    form = AnswerForm(typed, steps=steps_of(hearing, request.user))
    if typed is not None and form.carried_out(
        propose_answer, by=request.user, hearing=hearing, numbers=numbers, ask=deed == "ask"
    ):
        said = _said(deed, len(numbers))
        messages.success(request, said.format(n=len(numbers)))
        return redirect(inbox_address(hearing, asked, numbers[0]))
    comments = list(
        with_redactions(hearing.comments.filter(number__in=numbers))
        .select_related("proposal__by")
        .order_by("number")
    )
    samples = comments[:SAMPLES]
    for each in samples:
        each.words = words_of(each)
    context = {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "form": form,
        "asked": asked,
        "numbers": numbers,
        "spans": spans(numbers),
        "left_out": left_out,
        "samples": samples,
        "blockers": blockers_to_answering(hearing, comments, request.user),
        "back": inbox_address(hearing, asked),
    }
    return render(request, "hearing/inbox_answer.html", context, status=form.status)


def _blockers_to_none(hearing: Hearing, left_out: int, user: Any) -> list[Blocker]:
    """What to say where nothing is there to be answered."""
    if left_out:
        return [Blocker(_("Of all that the filter shows, nothing can be answered by you now."))]
    return blockers_to_answering(hearing, [], user)


def _said(deed: str, n: int) -> str:
    if deed == "ask":
        return ngettext(
            "Somebody else has to approve the answer to {n} comment now.",
            "Somebody else has to approve the answer to {n} comments now.",
            n,
        )
    return ngettext("The draft is kept for {n} comment.", "The draft is kept for {n} comments.", n)
