"""The interests of the body that issues the guideline: listed, and one more entered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.society_interests import add_society_interest
from guideline.interest_forms import SocietyInterestForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "guideline.edit_guideline",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def society_interests(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = SocietyInterestForm(request.POST or None)
    if form.carried_out(add_society_interest, by=request.user, guideline=guideline):
        messages.success(request, _("The interest is entered."))
        return redirect("society_interests", guideline.slug)
    context = {"guideline": guideline, "rows": guideline.society_interests.all(), "form": form}
    return render(request, "guideline/society_interests.html", context, status=form.status)
