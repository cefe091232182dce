"""Two ratings become one that counts: filled in where they agree, empty where they differ."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.reconciling import blockers_to_reconciling, reconcile_certainty
from evidence.codes import RATING_PARTS
from evidence.models import Body
from evidence.queries import body_by_pk
from evidence.raters.form import ReconcilingForm
from evidence.raters.pairs import pair_of, viewer_of


@page(
    "evidence.rate_certainty",
    load=body_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def certainty_reconcile(request: HttpRequest, body: Body) -> HttpResponse:
    part = request.GET.get("part", "")
    if part not in {"", *RATING_PARTS}:
        raise Http404
    pair = pair_of(body, part, viewer_of(request.user, body.guideline))
    blockers = blockers_to_reconciling(pair)
    form = None if blockers else ReconcilingForm(request.POST or None, pair=pair)
    if form and form.carried_out(reconcile_certainty, by=request.user, body=body, part=part):
        messages.success(request, _("The two ratings are reconciled; this one counts."))
        return redirect(
            "certainty_compare", body.guideline.slug, body.question.ref, body.outcome.ref
        )
    context = {
        "guideline": body.guideline,
        "question": body.question,
        "outcome": body.outcome,
        "pair": pair,
        "form": form,
        "blockers": blockers,
    }
    status = form.status if form else 409 if request.method == "POST" else 200
    return render(request, "evidence/certainty_reconcile.html", context, status=status)
