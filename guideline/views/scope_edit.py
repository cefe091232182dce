"""The scope of a guideline: what it is about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.scope import edit_scope
from guideline.forms import ScopeForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "guideline.edit_guideline",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def scope_edit(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = ScopeForm(request.POST or None, row=guideline)
    if form.carried_out(edit_scope, by=request.user, guideline=guideline):
        messages.success(request, _("The scope is saved."))
        return redirect(guideline)
    context = {"guideline": guideline, "form": form}
    return render(request, "guideline/scope_edit.html", context, status=form.status)
