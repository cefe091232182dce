"""A methodologist signs for the evidence of a question as it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from evidence.actions.signing import sign_profile
from guideline.models import Question
from guideline.queries import question_by_ref


@verb("evidence.sign_profile", load=question_by_ref, unseen="guideline.view_guideline")
def evidence_sign(request: HttpRequest, question: Question) -> HttpResponse:
    # A form without it was not ours: nobody signs for what they were not shown.
    seen = request.POST.get("seen") or "nothing"
    with refusals_told(request):
        sign_profile(by=request.user, question=question, seen=seen)
        messages.success(request, _("You have signed for this evidence."))
    return redirect("question_evidence", question.guideline.slug, question.ref)
