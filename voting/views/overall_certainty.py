"""The overall certainty of the evidence for a recommendation, and the one exception to the lowest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from evidence.fingerprint import with_evidence
from evidence.grade.overall import overall_certainty as overall_of
from evidence.profile import outcomes_of
from guideline.models import Question
from voting.actions.drafts import blockers_to_editing
from voting.actions.overall_certainty import take_exception, withdraw_exception
from voting.etd.critical import critical_of, exception_of
from voting.forms import ExceptionForm
from voting.models import Recommendation
from voting.queries import recommendation_by_ref
from voting.recusal import why_refused


@page(
    "voting.edit_draft",
    load=recommendation_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def overall_certainty(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    form = ExceptionForm(request.POST or None, recommendation=draft)
    if form.carried_out(take_exception, by=request.user, recommendation=draft):
        messages.success(request, _("The exception is recorded."))
        return redirect("overall_certainty", draft.guideline.slug, draft.ref)
    question = with_evidence(Question.objects.filter(pk=draft.question_id)).get()
    critical = critical_of(draft, outcomes_of(question))
    context = {
        "draft": draft,
        "guideline": draft.guideline,
        "form": form,
        "critical": critical,
        "overall": overall_of([each.as_critical() for each in critical], exception_of(draft)),
        "blockers": blockers_to_editing(draft),
    }
    return render(request, "voting/overall_certainty.html", context, status=form.status)


@verb(
    "voting.edit_draft",
    load=recommendation_by_ref,
    unseen="guideline.view_guideline",
    why=why_refused,
)
def exception_withdraw(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        withdraw_exception(by=request.user, recommendation=draft, reason=reason)
        messages.success(request, _("The exception is taken back; the lowest counts again."))
    return redirect("overall_certainty", draft.guideline.slug, draft.ref)
