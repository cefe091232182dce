"""The panel gets one more place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.panel import add_member
from guideline.forms import MemberForm
from guideline.models import Guideline
from guideline.panel_sheet import SUGGESTED
from guideline.queries import guideline_by_slug


@page(
    "guideline.manage_panel",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def member_add(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = MemberForm(request.POST or None, initial={"role": "member"})
    if form.carried_out(add_member, by=request.user, guideline=guideline):
        messages.success(request, _("The place is added."))
        return redirect("panel", guideline.slug)
    context = {"guideline": guideline, "form": form, "perspectives": SUGGESTED}
    return render(request, "guideline/member_add.html", context, status=form.status)
