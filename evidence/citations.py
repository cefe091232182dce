"""Citations pasted one per line. Pure: text in, citations and problems out, each with its line.

A line is `title <tab> source <tab> year <tab> DOI <tab> PubMed id`, whatever of it there is; a line
without a tab is a reference as printed, from which DOI, PubMed id and year are taken where they stand.
"""

import re
from dataclasses import dataclass

LONGEST_LINE = 5000
MOST_LINES = 5000
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation and the line it stood on; `year` None and text empty where nothing was said."""

    line: int
    title: str
    source: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with a line; codes `no-title`, `no-year`, `no-pmid`, `too-long`, `too-many`, `nothing`."""

    line: int
    code: str
    found: str = ""


def read_citations(text: str) -> tuple[list[Citation], list[LineProblem]]:
    """The citations of a text and everything wrong with it; empty lines are passed over."""
    lines = [(n, line.strip("\r\n ")) for n, line in enumerate(text.splitlines(), start=1)]
    filled = [(n, line) for n, line in lines if line.strip()]
    if not filled:
        return [], [LineProblem(1, "nothing")]
    if len(filled) > MOST_LINES:
        return [], [LineProblem(filled[MOST_LINES][0], "too-many", str(MOST_LINES))]
    problems: list[LineProblem] = []
    citations = []
    for number, line in filled:
        found = _in_columns(number, line) if "\t" in line else _as_printed(number, line)
        wrong = _problems_in(number, line, found)
        problems += wrong
        if not wrong:
            citations.append(found[0])
    return citations, problems


# A citation, and its year and PubMed id as they were written.
_Found = tuple[Citation, str, str]


def _in_columns(number: int, line: str) -> _Found:
    title, source, year, doi, pmid = (*(cell.strip() for cell in line.split("\t")), *[""] * 5)[:5]
    match = _DOI.search(doi)
    citation = Citation(
        number,
        title,
        source,
        int(year) if _YEAR.fullmatch(year) else None,
        match.group(1) if match else doi,
        pmid,
    )
    return citation, year, pmid


def _as_printed(number: int, line: str) -> _Found:
    doi, pmid = _DOI.search(line), _PMID.search(line)
    rest = _PMID.sub("", _DOI.sub("", line)).strip(" .;,") if doi or pmid else line
    years = _YEAR.findall(rest)
    citation = Citation(
        number,
        rest,
        year=int(years[-1]) if years else None,
        doi=doi.group(1).rstrip(".,;)") if doi else "",
        pmid=pmid.group(1) if pmid else "",
    )
    return citation, "", ""


def _problems_in(number: int, line: str, found: _Found) -> list[LineProblem]:
    citation, year, pmid = found
    checks = (
        ("too-long", len(line) > LONGEST_LINE or len(citation.source) > 200, str(LONGEST_LINE)),
        ("too-long", len(citation.doi) > 200, citation.doi[:40]),
        ("no-title", not citation.title, ""),
        ("no-year", bool(year) and citation.year is None, year),
        ("no-pmid", bool(pmid) and not re.fullmatch(r"\d{1,9}", pmid), pmid),
    )
    return [LineProblem(number, code, shown) for code, wrong, shown in checks if wrong]
