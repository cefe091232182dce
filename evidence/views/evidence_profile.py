"""The evidence profile of a question, or its summary of findings: one table in two views."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from evidence.actions.signing import blockers_to_signing
from evidence.changes.history import lapse_of
from evidence.fingerprint import content_of, signature_state
from evidence.profile import outcomes_of
from evidence.profiles.memory import remembered_table
from evidence.queries import question_with_evidence
from guideline.models import Question

VIEWS = ("profile", "findings")


@page("evidence.view_evidence", load=question_with_evidence, unseen="guideline.view_guideline")
def evidence_profile(request: HttpRequest, question: Question) -> HttpResponse:
    signature = signature_state(question, content_of(question))
    asked = request.GET.get("view", "")
    may_sign = request.user.has_perm("evidence.sign_profile", question)
    asks_to_sign = may_sign and signature.state != "holds"
    context = {
        "guideline": question.guideline,
        "question": question,
        "table": remembered_table(question, signature.evidence_hash),
        "view": asked if asked in VIEWS else VIEWS[0],
        "signature": signature,
        "lapse": lapse_of(question, signature),
        "may_see_history": request.user.has_perm("evidence.view_history", question),
        "may_edit": request.user.has_perm("guideline.edit_question", question),
        "may_sign": may_sign,
        "signing_blockers": blockers_to_signing(question, outcomes_of(question))
        if asks_to_sign
        else [],
    }
    return render(request, "evidence/evidence_profile.html", context)
