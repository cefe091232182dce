"""The synthetic files of tests/data/revman, and files made small for one test each."""

from __future__ import annotations

from pathlib import Path

from evidence.imports.revman.opening import read_path
from evidence.imports.revman.review import Outcome, Review
from evidence.imports.revman.rm5 import read_rm5

DATA = Path(__file__).parents[3] / "data" / "revman"
STUDIES = '<STUDY ID="S1" NAME="First 2001" YEAR="2001"/><STUDY ID="S2" NAME="Second 2002"/>'


def review_of(name: str) -> Review:
    """The review in a file that has nothing wrong with it."""
    review, problems = read_path(DATA / name)
    assert problems == ()
    assert review is not None
    return review


def outcome_of(name: str, id_: str) -> Outcome:
    """One of its outcomes."""
    return next(outcome for outcome in review_of(name).outcomes if outcome.id == id_)


def rm5(data: str, *, studies: str = STUDIES, head: str = "") -> bytes:
    """A small .rm5 file; the data stand on the third line, right below ANALYSES_AND_DATA."""
    return (
        f"{head}<COCHRANE_REVIEW><STUDIES_AND_REFERENCES><STUDIES>{studies}</STUDIES>"
        f"</STUDIES_AND_REFERENCES>\n<ANALYSES_AND_DATA>\n{data}\n</ANALYSES_AND_DATA>"
        "</COCHRANE_REVIEW>"
    ).encode()


def comparison(outcomes: str) -> bytes:
    """The same with one comparison."""
    return rm5(f'<COMPARISON ID="CMP-001" NO="1"><NAME>A or B</NAME>{outcomes}</COMPARISON>')


def read_outcome(element: str) -> tuple[Outcome, list[str]]:
    """The only outcome of such a file, and its problems as they are shown."""
    review, problems = read_rm5(comparison(element))
    assert review is not None
    return next(review.outcomes), [str(problem) for problem in problems]
