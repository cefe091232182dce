"""The evidence profile of a question as a file: Word, PDF, spreadsheets, JSON, or all to compute it again."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import page
from evidence.queries import question_with_evidence
from guideline.models import Question
from publication.exports.formats import FORMATS
from publication.exports.response import file_response


def question_to_export(slug: str, ref: str, format: str) -> Question:
    """The question with its evidence, or 404; `format` belongs to the view."""
    return question_with_evidence(slug, ref)


@page("evidence.view_evidence", load=question_to_export, unseen="guideline.view_guideline")
def profile_export(request: HttpRequest, question: Question) -> HttpResponse:
    wanted = FORMATS.get(request.resolver_match.kwargs["format"])
    if wanted is None:
        raise Http404
    return file_response(question, wanted)
