"""In which formats an evidence profile leaves the site, and who makes each."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evidence.fingerprint import hash_of_loaded
from evidence.profile import outcomes_of
from evidence.profiles.memory import remembered_table
from evidence.profiles.table import ProfileTable, as_data
from guideline.models import Question
from publication.exports.cells import csv_bytes
from publication.exports.flat import HEADINGS, flat_rows
from publication.exports.pdf import pdf
from publication.exports.reproducible import Reproduction
from publication.exports.spreadsheet import xlsx
from publication.exports.word import word

SCHEMA = "plenary-evidence-profile/1"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the ending of its files, its media type, its name, what makes it of a loaded question."""

    ending: str
    media_type: str
    name: str
    make: Callable[[Question], bytes]


def _table(question: Question) -> ProfileTable:
    """The profile as its page shows it, built again only where something changed."""
    return remembered_table(question, hash_of_loaded(question))


def _word(question: Question) -> bytes:
    return word(_table(question))


def _pdf(question: Question) -> bytes:
    return pdf(_table(question))


def _xlsx(question: Question) -> bytes:
    return xlsx(_table(question), outcomes_of(question))


def _csv(question: Question) -> bytes:
    return csv_bytes([list(HEADINGS), *flat_rows(_table(question))])


def _json(question: Question) -> bytes:
    data = {"schema": SCHEMA} | as_data(_table(question))
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _zip(question: Question) -> bytes:
    return Reproduction(question).zipped({"profile.csv": _csv, "profile.json": _json})


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    each.ending: each
    for each in (
        Format("docx", f"{_OPEN_XML}.wordprocessingml.document", _("Word"), _word),
        Format("pdf", "application/pdf", _("PDF"), _pdf),
        Format("xlsx", f"{_OPEN_XML}.spreadsheetml.sheet", _("Excel"), _xlsx),
        Format("csv", "text/csv; charset=utf-8", _("CSV"), _csv),
        Format("json", "application/json", _("JSON"), _json),
        Format("zip", "application/zip", _("everything, to compute it again"), _zip),
    )
}


def file_name(question: Question, ending: str) -> str:
    """`liver-metastases-2021-q1-evidence.docx`"""
    return f"{question.guideline.slug}-{question.ref}-evidence.{ending}"
