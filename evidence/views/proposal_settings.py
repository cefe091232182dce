"""How this guideline's proposals are made: every setting with its default and its source."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.proposals import set_proposals
from evidence.proposing.forms import ProposalSettingsForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "evidence.set_proposals",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def proposal_settings(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = ProposalSettingsForm(request.POST or None, guideline=guideline)
    if form.carried_out(set_proposals, by=request.user, guideline=guideline):
        messages.success(request, _("The settings of the proposals are saved."))
        return redirect("proposal_settings", guideline.slug)
    context = {"guideline": guideline, "form": form}
    return render(request, "evidence/proposal_settings.html", context, status=form.status)
