"""One interest of the body that issues the guideline: corrected, or taken out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from guideline.actions.society_interests import edit_society_interest, remove_society_interest
from guideline.interest_forms import RemovalForm, SocietyInterestForm
from guideline.models import SocietyInterest
from guideline.queries import society_interest_by_pk

PERMISSION, UNSEEN = "guideline.edit_guideline", "guideline.view_guideline"
METHODS = ("GET", "HEAD", "POST")


@page(PERMISSION, load=society_interest_by_pk, methods=METHODS, unseen=UNSEEN)
def society_interest(request: HttpRequest, row: SocietyInterest) -> HttpResponse:
    form = SocietyInterestForm(request.POST or None, row=row)
    if form.carried_out(edit_society_interest, by=request.user, row=row):
        messages.success(request, _("The interest is saved."))
        return redirect("society_interests", row.guideline.slug)
    return _page(request, row, form, RemovalForm(prefix="remove"))


@verb(PERMISSION, load=society_interest_by_pk, unseen=UNSEEN)
def society_interest_remove(request: HttpRequest, row: SocietyInterest) -> HttpResponse:
    form = RemovalForm(request.POST, prefix="remove")
    if form.carried_out(remove_society_interest, by=request.user, row=row):
        messages.success(request, _("The interest is taken out."))
        return redirect("society_interests", row.guideline.slug)
    return _page(request, row, SocietyInterestForm(row=row), form)


def _page(
    request: HttpRequest, row: SocietyInterest, form: SocietyInterestForm, remove: RemovalForm
) -> HttpResponse:
    context = {"guideline": row.guideline, "row": row, "form": form, "remove": remove}
    status = max(form.status, remove.status)
    return render(request, "guideline/society_interest.html", context, status=status)
