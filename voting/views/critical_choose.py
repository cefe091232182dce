"""Which outcomes are critical to a recommendation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from voting.actions.drafts import blockers_to_editing
from voting.actions.overall_certainty import choose_critical
from voting.forms import CriticalForm
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
def critical_choose(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    form = CriticalForm(request.POST or None, recommendation=draft)
    if form.carried_out(choose_critical, by=request.user, recommendation=draft):
        messages.success(request, _("The critical outcomes are kept."))
        return redirect("overall_certainty", draft.guideline.slug, draft.ref)
    context = {
        "draft": draft,
        "guideline": draft.guideline,
        "form": form,
        "blockers": blockers_to_editing(draft),
    }
    return render(request, "voting/critical_choose.html", context, status=form.status)
