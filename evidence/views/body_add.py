"""Bodies of evidence kept apart: one is added, or made the one that counts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import verb
from evidence.actions.bodies import add_body, make_primary
from evidence.models import Body
from evidence.queries import body_by_pk, outcome_with_evidence
from evidence.synthesis_forms import BodyForm, PrimaryForm
from evidence.views.synthesis_edit import synthesis_context
from guideline.models import Outcome


@verb("evidence.edit_evidence", load=outcome_with_evidence, unseen="guideline.view_guideline")
def body_add(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    form = BodyForm(request.POST, outcome=outcome, prefix="body")
    if form.carried_out(add_body, by=request.user, outcome=outcome):
        messages.success(request, _("The body of evidence is added; results can be entered."))
        return redirect(_address(outcome))
    body = next(iter(outcome.bodies.all()), None)
    context = synthesis_context(request, outcome, body, adding=form)
    return render(request, "evidence/synthesis_edit.html", context, status=form.status)


@verb("evidence.edit_evidence", load=body_by_pk, unseen="guideline.view_guideline")
def body_make_primary(request: HttpRequest, body: Body) -> HttpResponse:
    form = PrimaryForm(request.POST, prefix="primary")
    if form.carried_out(make_primary, by=request.user, body=body):
        messages.success(request, _("This body of evidence sets the outcome's certainty now."))
        return redirect(f"{_address(body.outcome)}?body={body.pk}")
    context = synthesis_context(request, body.outcome, body, primary=form)
    return render(request, "evidence/synthesis_edit.html", context, status=form.status)


def _address(outcome: Outcome) -> str:
    place = (outcome.guideline.slug, outcome.question.ref, outcome.ref)
    return reverse("synthesis_edit", args=place)
