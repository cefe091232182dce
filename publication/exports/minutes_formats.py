"""In which formats minutes leave the site, and who makes each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from guideline.files import attachment
from guideline.models import Guideline
from publication.exports.minutes_pdf import minutes_pdf
from publication.exports.minutes_word import minutes_word
from publication.minutes import Minutes, minutes_of
from voting.models import Round


@dataclass(frozen=True, slots=True)
class MinutesFormat:
    """One format: the ending of its files, its media type, its name, what makes it of minutes."""

    ending: str
    media_type: str
    name: Any
    make: Callable[[Minutes], bytes]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    each.ending: each
    for each in (
        MinutesFormat("docx", _WORD, _("Word"), minutes_word),
        MinutesFormat("pdf", "application/pdf", _("PDF"), minutes_pdf),
    )
}


def minutes_response(
    user: Any, guideline: Guideline, rounds: Sequence[Round], wanted: MinutesFormat
) -> HttpResponse:
    """The file as an answer, as far as this person may see the rounds."""
    name = f"{guideline.slug}-minutes.{wanted.ending}"
    content = wanted.make(minutes_of(user, guideline, rounds))
    return attachment(content, wanted.media_type, name, cache="private, no-store")
