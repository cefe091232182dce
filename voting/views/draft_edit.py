"""The wording of a recommendation, in each of the guideline's languages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.languages import wording_in
from voting.actions.drafts import blockers_to_editing, edit_draft
from voting.drafts.forms import DraftForm
from voting.drafts.wordings import offered
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
    form = DraftForm(request.POST or None, draft=draft)
    wordings = _wordings(draft, form.governing)
    form = DraftForm(
        request.POST or None, draft=draft, start=wordings.get(request.GET.get("wording", ""), "")
    )
    if not blockers and form.carried_out(edit_draft, by=request.user, recommendation=draft):
        messages.success(request, _("The draft is kept."))
        return redirect(draft.question)
    if form.is_bound:
        form.began_anew()
    return render(
        request,
        "voting/draft_edit.html",
        {
            "draft": draft,
            "guideline": draft.guideline,
            "form": form,
            "blockers": blockers,
            "wordings": wordings,
            "voted": draft.rounds.filter(status="closed").order_by("number").last(),
        },
        status=409 if request.method == "POST" and blockers else form.status,
    )


def _wordings(draft: Recommendation, language: str) -> dict[str, str]:
    """The usual wordings, filled with the question's own words."""
    question = draft.question

    def said(*texts: Any) -> str:
        return next(filter(None, (wording_in(text, language, language) for text in texts)), "")

    return offered(
        language,
        intervention=said(question.intervention, question.index_test),
        comparator=said(question.comparator, question.comparator_test),
        population=said(draft.population, question.population),
    )
