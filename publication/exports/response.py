"""An evidence profile as the answer to a request."""

from django.http import HttpResponse

from guideline.files import attachment
from guideline.models import Question
from publication.exports.formats import Format, file_name


def file_response(question: Question, wanted: Format) -> HttpResponse:
    """The file under a name of its own; browsers ask each time whether it is still the same."""
    name = file_name(question, wanted.ending)
    return attachment(wanted.make(question), wanted.media_type, name)
