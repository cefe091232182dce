"""Taking an invitation to a hearing back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from hearing.actions.guests import revoke_guest
from hearing.models import Guest


def guest_by_pk(slug: str, ref: str, pk: int) -> Guest:
    """An invitation of this hearing, or 404."""
    rows = Guest.objects.select_related("hearing__guideline")
    return get_object_or_404(rows, pk=pk, hearing__ref=ref, hearing__guideline__slug=slug)


@verb("hearing.open_hearing", load=guest_by_pk, unseen="guideline.view_guideline")
def guest_revoke(request: HttpRequest, guest: Guest) -> HttpResponse:
    revoke_guest(by=request.user, guest=guest)
    messages.success(request, _("The invitation is taken back; its link opens nothing any more."))
    return redirect("hearing_guests", guest.guideline.slug, guest.hearing.ref)
