"""A file of RevMan 5 (.rm5): studies, comparisons, tests, and what RevMan stored beside them.

Source: public files of RevMan 5.0 to 5.4; the data of diagnostic reviews and of O − E outcomes as other
readers of the format take them.
"""

from __future__ import annotations

from .attributes import yes
from .elements import Element, read_xml
from .problems import Problem, Refused, told
from .review import Review
from .rm5_outcomes import comparisons_of
from .rm5_studies import studies_of
from .rm5_tests import tests_of

ROOT = "COCHRANE_REVIEW"


def read_rm5(content: bytes) -> tuple[Review | None, tuple[Problem, ...]]:
    """The review in an .rm5 file with everything wrong with it; None where it is no review."""
    try:
        root = read_xml(content, root=ROOT)
    except Refused as refused:
        return None, (refused.problem,)
    problems: list[Problem] = []
    return _review(root, problems), told(problems)


def _review(root: Element, problems: list[Problem]) -> Review:
    studies = studies_of(root.one("STUDIES_AND_REFERENCES"), problems)
    data = root.one("ANALYSES_AND_DATA")
    if data is None:
        data = Element("ANALYSES_AND_DATA", 0, {})
    cover = root.one("COVER_SHEET")
    return Review(
        source="rm5",
        title="" if cover is None else cover.words("TITLE"),
        version=root.attributes.get("REVMAN_VERSION", ""),
        calculated=yes(data.attributes.get("CALCULATED_DATA", ""), True),
        studies=studies,
        comparisons=comparisons_of(data, studies, problems),
        tests=tests_of(data, studies, problems),
    )
