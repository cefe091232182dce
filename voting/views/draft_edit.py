"""The wording of a recommendation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from voting.actions.drafts import blockers_to_editing, edit_draft
from voting.forms import DraftForm
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
def draft_edit(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    blockers = blockers_to_editing(draft)
    form = DraftForm.of(draft, request.POST or None)
    if request.method == "POST" and not blockers and form.is_valid():
        reason = form.cleaned_data["reason"]
        edit_draft(by=request.user, recommendation=draft, reason=reason, **form.texts(draft))
        messages.success(request, _("The draft is kept."))
        return redirect(draft.question)
    return render(
        request,
        "voting/draft_edit.html",
        {"draft": draft, "guideline": draft.guideline, "form": form, "blockers": blockers},
        status=409 if request.method == "POST" and blockers else 200,
    )
