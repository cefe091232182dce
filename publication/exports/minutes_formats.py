"""In which formats minutes leave the site, and who makes each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from guideline.files import attachment
from publication.exports.minutes_pdf import minutes_pdf
from publication.exports.minutes_word import minutes_word
from publication.minutes.blocks import Minutes


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


def minutes_response(minutes: Minutes, wanted: MinutesFormat, name: str) -> HttpResponse:
    """The file as an answer; `name` is the file's, without its ending."""
    return attachment(
        wanted.make(minutes),
        wanted.media_type,
        f"{name}.{wanted.ending}",
        cache="private, no-store",
    )
