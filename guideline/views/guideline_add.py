"""A guideline begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.creating import create_guideline
from guideline.creating_forms import GuidelineForm


@page("guideline.create_guideline", methods=("GET", "HEAD", "POST"))
def guideline_add(request: HttpRequest) -> HttpResponse:
    form = GuidelineForm(request.POST or None)
    if form.carried_out(create_guideline, by=request.user):
        messages.success(
            request, _("The guideline has begun. Next: its panel, its topics, its questions.")
        )
        return redirect("panel", form.cleaned_data["slug"])
    return render(request, "guideline/guideline_add.html", {"form": form}, status=form.status)
