"""The studies of an .rm5 file with their references."""

from __future__ import annotations

from .attributes import unescaped, year, yes
from .elements import Element
from .problems import Place, Problem
from .review import Reference, Study

_CITED = ("AU", "TI", "SO", "YR", "VL", "NO", "PG")


def studies_of(branch: Element | None, problems: list[Problem]) -> dict[str, Study]:
    """Every study of the review by its id, included or not; the same id twice is told."""
    studies: dict[str, Study] = {}
    for element in branch.below() if branch is not None else ():
        if element.name != "STUDY":
            continue
        id_ = element.attributes.get("ID", "")
        place = Place(element.line, "STUDY", study=id_)
        if not id_:
            problems.append(Problem("no-id", place))
        elif id_ in studies:
            problems.append(Problem("id-twice", place, id_))
        else:
            studies[id_] = _study(id_, element)
    return studies


def _study(id_: str, element: Element) -> Study:
    name = " ".join(element.attributes.get("NAME", "").split())
    return Study(
        id=id_,
        name=name or unescaped(id_).removeprefix("STD-").replace("-", " "),
        year=year(element.attributes.get("YEAR", "")) or year(name),
        references=tuple(_reference(each) for each in element.all("REFERENCE")),
    )


def _reference(element: Element) -> Reference:
    parts = (element.words(name).rstrip(".") for name in _CITED)
    identifiers = {
        each.attributes.get("TYPE", "").upper(): each.attributes.get("VALUE", "").strip()
        for each in element.below()
        if each.name == "IDENTIFIER"
    }
    pmid = identifiers.get("PUBMED") or identifiers.get("MEDLINE") or ""
    return Reference(
        text=". ".join(part for part in parts if part),
        year=year(element.words("YR")),
        doi=identifiers.get("DOI", ""),
        pmid=pmid.removeprefix("PMID:").strip(),
        primary=yes(element.attributes.get("PRIMARY", ""), False),
    )
