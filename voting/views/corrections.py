"""Editorial corrections of a wording that was voted on: proposed by one, confirmed by another."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocker
from accounts.told import refusals_told
from voting.actions.corrections import (
    PERMISSION,
    blockers_to_confirming,
    blockers_to_correcting,
    confirm_correction,
    propose_correction,
    withdraw_correction,
)
from voting.drafts.differences import Difference, text_differences
from voting.drafts.forms import CorrectionForm
from voting.models import Correction, Recommendation
from voting.queries import correction_by_number, recommendation_by_ref
from voting.recusal import why_refused

UNSEEN = "guideline.view_guideline"


@dataclass(frozen=True)
class Shown:
    """A correction with what it changes, and what keeps this person from confirming it."""

    correction: Correction
    differences: list[Difference]
    blockers: list[Blocker]


@page(
    "voting.view_round",
    load=recommendation_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen=UNSEEN,
    why=why_refused,
)
def corrections(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    may_correct = request.user.has_perm(PERMISSION, draft)
    if request.method == "POST" and not may_correct:
        raise PermissionDenied(why_refused(request.user, draft))
    form = CorrectionForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.carried_out(
        propose_correction, by=request.user, recommendation=draft
    ):
        messages.success(request, _("The correction is proposed; somebody else has to confirm it."))
        return _back(draft)
    shown = [_shown(each, request.user) for each in _of(draft)]
    context: dict[str, Any] = {
        "draft": draft,
        "guideline": draft.guideline,
        "question": draft.question,
        "form": form,
        "may_correct": may_correct,
        "proposed": [each for each in shown if each.correction.is_proposed],
        "over": [each for each in shown if not each.correction.is_proposed],
        "blockers": blockers_to_correcting(draft),
    }
    return render(request, "voting/corrections.html", context, status=form.status)


@verb(PERMISSION, load=correction_by_number, unseen=UNSEEN, why=why_refused)
def correction_confirm(request: HttpRequest, correction: Correction) -> HttpResponse:
    with refusals_told(request):
        confirm_correction(by=request.user, correction=correction)
        messages.success(request, _("The wording is corrected; the vote stands."))
    return _back(correction.recommendation)


@verb(PERMISSION, load=correction_by_number, unseen=UNSEEN, why=why_refused)
def correction_withdraw(request: HttpRequest, correction: Correction) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        withdraw_correction(by=request.user, correction=correction, reason=reason)
        messages.success(request, _("The correction is withdrawn; the wording stays as it is."))
    return _back(correction.recommendation)


def _of(draft: Recommendation) -> list[Correction]:
    rows = draft.corrections.select_related(
        "proposed_by__user", "confirmed_by__user", "proposed_user", "round"
    )
    return list(rows.order_by("-number"))


def _shown(correction: Correction, user: Any) -> Shown:
    found = text_differences(correction.before, correction.after)
    return Shown(correction, found, blockers_to_confirming(correction, user))


def _back(draft: Recommendation) -> HttpResponse:
    return redirect("corrections", draft.guideline.slug, draft.ref)
