"""A hearing's draft as a PDF with the numbers of its page."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import PUBLIC, page
from guideline.files import attachment
from hearing.guests import guest_of, may_read
from hearing.models import Hearing
from hearing.queries import hearing_by_ref
from publication.exports import hearing_pdf as made


@page(PUBLIC, load=hearing_by_ref)
def hearing_pdf(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    laid_open = hearing.draft and (hearing.is_open or hearing.is_over)
    if not laid_open or not may_read(request, hearing, guest_of(request, hearing)):
        raise Http404
    name = f"{hearing.guideline.slug}-{hearing.ref}.pdf"
    return attachment(made.hearing_pdf(hearing), "application/pdf", name)
