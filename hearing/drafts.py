"""The draft that a hearing lays open: frozen when it opens, read from there ever after.

Putting it together needs the whole chain, which stands on the top floor; `publication` registers
the function that does it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from audit.chain import digest
from hearing.paragraphs import places_in

Draft = dict[str, Any]
_MAKERS: list[Callable[[Any], Draft]] = []


def drafts_made_by(maker: Callable[[Any], Draft]) -> Callable[[Any], Draft]:
    """Register the function that puts a guideline's draft together as plain data."""
    _MAKERS[:] = [maker]
    return maker


def draft_of(guideline: Any) -> Draft:
    """The guideline's draft as it stands now."""
    return _MAKERS[0](guideline)


def hash_of(draft: Draft) -> str:
    """SHA-256 of a draft in canonical form."""
    return digest(draft)


def laid_open(draft: Draft, *, moment: str, asked: Iterable[str]) -> Draft:
    """The draft as a hearing lays it open, its paragraphs numbered for good.

    `asked` are the hearing's own questions. A hearing on the evidence, before the vote, shows no
    recommendation: nobody has decided on one yet.
    """
    shown = dict(draft)
    if moment == "evidence":
        shown["questions"] = [each | {"recommendations": []} for each in draft.get("questions", [])]
        shown.pop("totals", None)
    questions = [{"id": f"asked-{n}", "text": text} for n, text in enumerate(asked, start=1)]
    if questions:
        shown["asked"] = questions
    shown["paragraphs"] = [list(place) for place in places_in(shown)]
    return shown


def parts_of(draft: Draft) -> dict[str, str]:
    """What may be commented on, by the name of the part: the whole, a question, a recommendation."""
    parts = {"document": ""}
    parts.update({f"section:{each['id']}": each["id"] for each in draft.get("asked", [])})
    for question in draft.get("questions", []):
        parts[f"section:{question['id']}"] = question["id"]
        parts.update({each["id"]: each["id"] for each in question["recommendations"]})
    return parts
