"""The diagnostic tests of an .rm5 file: rows of TP, FP, FN and TN.

No element of a diagnostic review is taken by its name alone: whatever below ANALYSES_AND_DATA names a
study and holds all four counts is a row, of the test that its TEST_ID names or that stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .attributes import figures, missing
from .elements import Element
from .problems import Place, Problem
from .review import DiagnosticTest, Row, Study

COUNTS = {"tp": "TP", "fp": "FP", "fn": "FN", "tn": "TN"}


def tests_of(
    data: Element, studies: Mapping[str, Study], problems: list[Problem]
) -> tuple[DiagnosticTest, ...]:
    """Every test that has a row, in the file's order."""
    named = {
        each.attributes["ID"]: each
        for each in data.below()
        if each.name == "TEST" and each.attributes.get("ID")
    }
    rows: dict[str, list[Row]] = {}
    for element, above in _rows(data, None):
        id_ = element.attributes.get("TEST_ID") or _id(above)
        rows.setdefault(id_, []).append(_row(element, id_, studies, problems))
    return tuple(_test(id_, named.get(id_), tuple(given)) for id_, given in rows.items())


def _rows(element: Element, test: Element | None) -> Iterator[tuple[Element, Element | None]]:
    for child in element.children:
        if "STUDY_ID" in child.attributes and set(COUNTS.values()) <= set(child.attributes):
            yield child, test
        else:
            yield from _rows(child, child if child.name == "TEST" else test)


def _id(test: Element | None) -> str:
    return "" if test is None else test.attributes.get("ID", "")


def _test(id_: str, element: Element | None, rows: tuple[Row, ...]) -> DiagnosticTest:
    line, name = (0, "") if element is None else (element.line, element.words("NAME"))
    return DiagnosticTest(id_, name or id_, Place(line, "TEST", outcome=id_), rows)


def _row(element: Element, test: str, studies: Mapping[str, Study], problems: list[Problem]) -> Row:
    study = element.attributes["STUDY_ID"]
    place = Place(element.line, element.name, outcome=test, study=study)
    if study not in studies:
        problems.append(Problem("unknown-study", place, study))
    found = figures(element.attributes, COUNTS, place, problems)
    problems += missing(found, COUNTS, COUNTS, place)
    return Row(study, place, found)
