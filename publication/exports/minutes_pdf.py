"""Minutes as a PDF, set by Typst: upright, tagged for screen readers."""

from dataclasses import asdict
from pathlib import Path

from publication.exports.pdf import set_by_typst
from publication.minutes.blocks import Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(minutes: Minutes) -> bytes:
    """The minutes; the same rounds give the same bytes on one machine."""
    language = minutes.language.partition("-")[0]
    return set_by_typst(TEMPLATE, asdict(minutes) | {"language": language})
