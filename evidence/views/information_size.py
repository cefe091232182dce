"""The inputs of an outcome's optimal information size, beside what follows from them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.proposals import set_information_size
from evidence.profile import BodyChain
from evidence.proposing.forms import InformationSizeForm
from evidence.proposing.information_size import information_size_shown, usual_inputs
from evidence.queries import outcome_with_evidence, primary_body
from guideline.models import Outcome


@page(
    "evidence.rate_certainty",
    load=outcome_with_evidence,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def information_size(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    body = primary_body(outcome)
    chain = BodyChain(body, outcome) if body else None
    form = InformationSizeForm(request.POST or None, outcome=outcome, usual=usual_inputs())
    if form.carried_out(set_information_size, by=request.user, outcome=outcome):
        messages.success(request, _("The inputs of the information size are saved."))
        return redirect("certainty_rate", outcome.guideline.slug, outcome.question.ref, outcome.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "size": information_size_shown(chain) if chain else None,
        "form": form,
    }
    return render(request, "evidence/information_size.html", context, status=form.status)
