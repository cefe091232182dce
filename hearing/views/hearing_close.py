"""Ending a hearing that has no closing time, or ending it early."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions.hearings import close_hearing
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb("hearing.open_hearing", load=hearing_by_ref, unseen="guideline.view_guideline")
def hearing_close(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    with refusals_told(request):
        close_hearing(by=request.user, hearing=hearing)
        messages.success(request, _("The hearing is closed. Its comments can be answered now."))
    return redirect("hearing_inbox", slug=hearing.guideline.slug, ref=hearing.ref)
