"""An interest of one's own: said anew, ended, taken up again; what it was before stays readable."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.actions.interests import edit_interest, end_interest, take_up_interest
from guideline.declared import declared_interests
from guideline.interest_forms import EndForm, InterestEditForm
from guideline.models import Conflict
from guideline.queries import conflict_by_pk, conflicts_of, with_history

UNSEEN = "guideline.view_guideline"


@page(
    "guideline.declare_conflict",
    load=conflict_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen=UNSEEN,
)
def interest_edit(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    first = conflict.first or conflict
    form = InterestEditForm(request.POST or None, conflict=first)
    if form.carried_out(edit_interest, by=request.user, conflict=first):
        messages.success(request, _("Your interest is saved; what it said before is kept."))
        return redirect("conflict_declare", conflict.guideline.slug)
    return _page(request, first, form, EndForm(prefix="end"))


@verb("guideline.declare_conflict", load=conflict_by_pk, unseen=UNSEEN)
def interest_end(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    first = conflict.first or conflict
    form = EndForm(request.POST, prefix="end")
    if form.carried_out(end_interest, by=request.user, conflict=first):
        messages.success(request, _("Your interest has ended; others decide what follows."))
        return redirect("conflict_declare", conflict.guideline.slug)
    return _page(request, first, InterestEditForm(conflict=first), form)


@verb("guideline.declare_conflict", load=conflict_by_pk, unseen=UNSEEN)
def interest_take_up(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    with refusals_told(request):
        take_up_interest(by=request.user, conflict=conflict)
        messages.success(request, _("Your interest goes on."))
    return redirect("conflict_declare", conflict.guideline.slug)


def _page(
    request: HttpRequest, first: Conflict, form: InterestEditForm, end: EndForm
) -> HttpResponse:
    guideline = first.guideline
    own = with_history(conflicts_of(guideline).filter(member=first.member))
    each = next(one for one in declared_interests(own) if one.first.pk == first.pk)
    context = {"guideline": guideline, "each": each, "first": first, "form": form, "end": end}
    status = max(form.status, end.status)
    return render(request, "guideline/interest_edit.html", context, status=status)
