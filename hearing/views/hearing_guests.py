"""Who is invited to comment: the list, and inviting more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import page
from hearing.actions.guests import invite_guests
from hearing.guest_form import GuestForm
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@page(
    "hearing.open_hearing",
    load=hearing_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def hearing_guests(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.carried_out(
        invite_guests, by=request.user, hearing=hearing
    ):
        n = len(form.cleaned_data["people"])
        said = ngettext("{n} invitation goes out by mail.", "{n} invitations go out by mail.", n)
        messages.success(request, said.format(n=n))
        return redirect("hearing_guests", hearing.guideline.slug, hearing.ref)
    context = {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "form": form,
        "guests": hearing.guests.all(),
        "may_invite": not hearing.is_over,
    }
    return render(request, "hearing/hearing_guests.html", context, status=form.status)
