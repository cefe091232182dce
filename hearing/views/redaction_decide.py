"""The second person's word on a redaction: black it out, or leave the words as they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions.publishing import redaction_page
from hearing.actions.redactions import confirm_redaction, drop_redaction
from hearing.models import Redaction


def redaction_by_number(slug: str, ref: str, number: int, pk: int) -> Redaction:
    """A redaction of this comment, or 404."""
    rows = Redaction.objects.select_related("comment__hearing__guideline")
    return get_object_or_404(
        rows,
        pk=pk,
        comment__number=number,
        comment__hearing__ref=ref,
        comment__hearing__guideline__slug=slug,
    )


@verb("hearing.redact_comment", load=redaction_by_number, unseen="guideline.view_guideline")
def redaction_confirm(request: HttpRequest, redaction: Redaction) -> HttpResponse:
    with refusals_told(request):
        confirm_redaction(by=request.user, redaction=redaction)
        messages.success(request, _("Nobody reads these words any more."))
    return redirect(redaction_page(redaction.comment))


@verb("hearing.redact_comment", load=redaction_by_number, unseen="guideline.view_guideline")
def redaction_drop(request: HttpRequest, redaction: Redaction) -> HttpResponse:
    with refusals_told(request):
        drop_redaction(by=request.user, redaction=redaction)
        messages.success(request, _("The words stay as they are."))
    return redirect(redaction_page(redaction.comment))
