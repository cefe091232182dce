"""The published table of comments and answers as a file; before publication there is none."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, page
from hearing.models import Hearing
from hearing.queries import hearing_by_ref
from hearing.views.hearing_answers import first_asked
from publication.exports.comments_formats import ENDINGS, table_response


def hearing_of_file(slug: str, ref: str, ending: str) -> Hearing:
    """The hearing, or 404; `ending` belongs to the view."""
    return hearing_by_ref(slug, ref)


@page(PUBLIC, load=hearing_of_file)
def hearing_answers_file(request: HttpRequest, hearing: Hearing) -> HttpResponseBase:
    ending = request.resolver_match.kwargs["ending"]
    if ending not in ENDINGS or not hearing.is_published:
        raise Http404(_("The table is published with the guideline, as CSV, XLSX, DOCX and PDF."))
    return table_response(hearing, ending, first_asked(request))
