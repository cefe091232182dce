"""What one person would judge: every criterion on one page, until the poll is closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import page
from voting.actions.polls import answer_poll, own_answers
from voting.etd.evidence import profile_evidence
from voting.etd.poll_forms import AnswersForm
from voting.models import Poll
from voting.queries import poll_by_number
from voting.recusal import why_refused


@page(
    "voting.answer_poll",
    load=poll_by_number,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def poll_answer(request: HttpRequest, poll: Poll) -> HttpResponse:
    question = poll.question
    if request.method != "POST" and not poll.is_open:
        return redirect("polls", question.guideline.slug, question.ref)
    said = own_answers(request.user, poll)
    form = AnswersForm(request.POST or None, question=question, said=said)
    if form.carried_out(answer_poll, by=request.user, poll=poll):
        messages.success(request, _saved(form.missing))
        return redirect("polls", question.guideline.slug, question.ref)
    context = {
        "guideline": question.guideline,
        "question": question,
        "poll": poll,
        "form": form,
        "said": said,
        "evidence": profile_evidence(question),
    }
    return render(request, "voting/poll_answer.html", context, status=form.status)


def _saved(missing: int) -> str:
    said = _("Your answers are saved. You can change them until the poll is closed.")
    if not missing:
        return said
    left = ngettext("{n} has no answer.", "{n} have no answer.", missing).format(n=missing)
    return f"{said} {left}"
