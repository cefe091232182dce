"""In which formats an evidence profile leaves the site, and who makes each."""

from collections.abc import Callable
from dataclasses import dataclass

from guideline.models import Question
from publication.exports.reproducible import Reproduction


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the ending of its files, its media type, and what makes it of a loaded question."""

    ending: str
    media_type: str
    make: Callable[[Question], bytes]


FORMATS = {
    each.ending: each
    for each in (
        Format("zip", "application/zip", lambda question: Reproduction(question).zipped()),
    )
}


def file_name(question: Question, ending: str) -> str:
    """`liver-metastases-2021-q1-evidence.docx`"""
    return f"{question.guideline.slug}-{question.ref}-evidence.{ending}"
