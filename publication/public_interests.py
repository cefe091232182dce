"""Declared interests as the public reads them: who, what kind, with whom, and what followed.

Amounts as bands; no reason, no exact figure, no interest that is not decided on yet. What is somebody
else's (a family member's) says so and names nobody. Pure, but for words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guideline.words import words

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublicInterest:
    """One line: an interest and what followed from it, on these questions (empty: on all)."""

    what: str
    party: Any
    whose: str
    amount: str
    years: str
    action: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicPerson:
    """A place of the panel with what its holder declared; nothing declared is said as well."""

    name: str
    role: str
    affiliation: Any
    interests: tuple[PublicInterest, ...]
    has_declared: bool


def people_of(bundle: Data) -> list[PublicPerson]:
    """The panel of a bundle in its order, as far as its places take part in deciding or advising."""
    questions = {
        each["id"]: str(each.get("number") or each["id"]) for each in bundle.get("questions", [])
    }
    return [
        PublicPerson(
            name=place.get("name") or place["id"],
            role=place["role"],
            affiliation=place.get("affiliation"),
            interests=tuple(_merged(place.get("conflicts", []), questions)),
            has_declared=bool(place.get("declared") or place.get("conflicts")),
        )
        for place in bundle.get("panel", [])
        if place["role"] != "observer"
    ]


def society_of(bundle: Data) -> list[Data]:
    """The interests of the issuing body; all of it is public, its amounts are bands already."""
    return [
        {
            **each,
            "what": _what(each),
            "years": _years(each),
            "amount": words(each.get("amount_band")),
        }
        for each in bundle.get("society_interests", [])
    ]


def _merged(conflicts: Iterable[Data], questions: Mapping[str, str]) -> Iterable[PublicInterest]:
    """Rows of one interest with the same outcome as one line, with the questions it holds for."""
    lines: dict[tuple[str, ...], tuple[PublicInterest, list[str]]] = {}
    for each in conflicts:
        action = each.get("action", "not-reported")
        line = PublicInterest(
            what=_what(each),
            party=each.get("party"),
            whose=each.get("whose", "own"),
            amount=words(each.get("amount_band")),
            years=_years(each) or each.get("years", ""),
            action=action,
            questions=(),
        )
        key = (line.what, repr(line.party), line.whose, line.amount, line.years, line.action)
        about = lines.setdefault(key, (line, []))[1]
        if each.get("question"):
            about.append(questions.get(each["question"], each["question"]))
    for line, about in lines.values():
        yield PublicInterest(
            line.what, line.party, line.whose, line.amount, line.years, line.action, tuple(about)
        )


def _what(said: Data) -> str:
    """The kind; the holder's own words only where there is no kind, or it is another one."""
    kind = said.get("kind", "")
    own = said.get("interest", "")
    if not kind:
        return own
    return f"{words(kind)}: {own}" if kind == "other" and own else words(kind)


def _years(said: Data) -> str:
    first, last = said.get("year_from"), said.get("year_to")
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    return f"{first}–" if first else f"–{last}" if last else ""
