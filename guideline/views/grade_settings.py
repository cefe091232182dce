"""How a guideline uses GRADE: edition, limit for I², words of its own; and what a change means."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.grade_settings import edit_grade_settings
from guideline.grade_settings_form import GradeSettingsForm
from guideline.models import Guideline
from guideline.queries import editions_followed, guideline_by_slug


@page(
    "guideline.edit_grade_settings",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def grade_settings(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = GradeSettingsForm(request.POST or None, row=guideline)
    if form.carried_out(edit_grade_settings, by=request.user, guideline=guideline):
        messages.success(request, _("The settings are saved."))
        return redirect(guideline)
    context = {"guideline": guideline, "form": form, "followed": editions_followed(guideline)}
    return render(request, "guideline/grade_settings.html", context, status=form.status)
