"""Counts that must agree: totals across outcomes, weights by risk of bias, sizes, names of studies."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

# Fewer than this share of the usual size is far from it (Core GRADE 2, BMJ 2025;389:e081904).
FAR = 0.30
FEW_EVENTS, FEW_PEOPLE = 300, 400
# At least a 2-fold change one step, a 5-fold change two (GRADE guidelines 9, 2011).
LARGE, VERY_LARGE = 2.0, 5.0
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")

Totals = tuple[int, int]


def totals_that_differ(by_outcome: Mapping[str, Totals]) -> list[tuple[str, str]]:
    """Pairs of outcomes in which a study has other totals: each against the first that is given."""
    outcomes = list(by_outcome)
    return [
        (outcomes[0], other)
        for other in outcomes[1:]
        if by_outcome[other] != by_outcome[outcomes[0]]
    ]


def weight_at(high: Sequence[bool], weights: Sequence[float]) -> float:
    """Percent of the weight that lies with the rows marked `high`; 0 without any weight."""
    total = sum(weights)
    found = sum(weight for weight, is_high in zip(weights, high, strict=True) if is_high)
    return 100 * found / total if total else 0.0


def is_far_from_size(events: int | None, people: int | None) -> bool:
    """Whether a body is far from 300 events, or from 400 people where no events are counted.

    False where neither is known.
    """
    if events is not None:
        return events < FAR * FEW_EVENTS
    return people is not None and people < FAR * FEW_PEOPLE


def steps_for_size(ratio: float) -> int:
    """Steps up that a relative risk supports: 1 over 2 or under 0.5, 2 over 5 or under 0.2."""
    change = ratio if ratio >= 1 else (1 / ratio if ratio > 0 else float("inf"))
    return (change > LARGE) + (change > VERY_LARGE)


def label_differs(label: str, citation: str, year: int | None) -> tuple[str, ...]:
    """What a study's label says otherwise than its citation: `name`, `year`.

    Only a label that is built as 'Name 2012' is judged, and a name only against a citation.
    """
    years = _YEAR.findall(label)
    name = _plain(re.split(r"[\s,(]*\b(?:19|20)\d{2}\b|\s+et al", label)[0])
    cited = _plain(citation)
    wrong = []
    if years and cited and name and not cited.startswith(name):
        wrong.append("name")
    if years and year is not None and str(year) not in years:
        wrong.append("year")
    return tuple(wrong)


def repeated(keys: Iterable[str]) -> list[str]:
    """The keys that occur twice or more, each once; empty keys are no keys."""
    seen: dict[str, int] = {}
    for key in keys:
        if key:
            seen[key] = seen.get(key, 0) + 1
    return [key for key, count in seen.items() if count > 1]


def _plain(text: str) -> str:
    """Letters only, without accents or case."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts.casefold() if letter.isalnum())
