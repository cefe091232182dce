"""How important an outcome is to those who decide: scores, their middle and spread, the class. Pure.

Scores run from 1 to 9: 7 to 9 critical, 4 to 6 important, 1 to 3 of limited importance (Guyatt et al.,
GRADE guidelines 2, J Clin Epidemiol 2011;64:395). A panel's importance is the median of its scores.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Class = Literal["critical", "important", "limited"]

# From the most to the least important.
CLASSES: tuple[Class, ...] = ("critical", "important", "limited")
LEAST, MOST = 1, 9
SCORES = range(LEAST, MOST + 1)
# What a diagnostic outcome leads to, each with consequences of its own (Schünemann et al., BMJ
# 2008;336:1106): people are treated, spared, missed or treated in vain.
ITEMS = ("tp", "fn", "fp", "tn")
# Medians that lie between two classes: a person decides, with a reason.
BETWEEN: Mapping[float, tuple[Class, Class]] = {
    6.5: ("critical", "important"),
    3.5: ("important", "limited"),
}

# Nine numbers: how many gave 1, 2, ... 9.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one outcome together; quartiles as R's `quantile(type = 7)` has them."""

    n: int
    median: float
    lower: float
    upper: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Rated:
    """An importance: the figure, and its class; None where nobody has decided between two."""

    value: float
    importance_class: Class | None

    @property
    def is_undecided(self) -> bool:
        """Whether the figure lies between two classes and the decision is missing."""
        return self.importance_class is None


def counts_of(scores: Iterable[int]) -> Counts:
    """How often each score was given; ValueError for one that is none."""
    counts = [0] * len(SCORES)
    for score in scores:
        if score not in SCORES:
            raise ValueError(f"no score from 1 to 9: {score!r}")
        counts[score - LEAST] += 1
    return tuple(counts)


def spread_of(counts: Sequence[int]) -> Spread | None:
    """Middle and spread of nine counts; None where nobody answered."""
    n = sum(counts)
    if not n:
        return None
    return Spread(
        n=n,
        median=_quantile(counts, 1, 2),
        lower=_quantile(counts, 1, 4),
        upper=_quantile(counts, 3, 4),
        least=_at(counts, 0),
        most=_at(counts, n - 1),
    )


def class_of(median: float, decided: Class | None = None) -> Class | None:
    """The class of a median of whole scores; between two classes the one decided, None before.

    Other halves lie inside a class. ValueError for what cannot be such a median, and for a decision
    that is none of the two.
    """
    if not LEAST <= median <= MOST or (2 * median) % 1:
        raise ValueError(f"no median of scores from 1 to 9: {median!r}")
    if median in BETWEEN:
        if decided is not None and decided not in BETWEEN[median]:
            raise ValueError(f"{median} lies between {' and '.join(BETWEEN[median])}")
        return decided
    return "critical" if median >= 7 else "important" if median >= 4 else "limited"


def of_parts(parts: Iterable[Rated]) -> Rated | None:
    """The importance of an outcome from its true and false positives and negatives: the highest.

    Its evidence bears on all four; were one of them critical and the outcome not, the certainty of
    what matters most would not count.
    """
    known = list(parts)
    if not known:
        return None
    value = max(part.value for part in known)
    classes = [part.importance_class for part in known if part.importance_class]
    highest = min(classes, key=CLASSES.index, default=None)
    undecided = [BETWEEN[part.value][0] for part in known if part.is_undecided]
    # A missing decision matters only where it could still raise the class.
    if highest is None or any(CLASSES.index(each) < CLASSES.index(highest) for each in undecided):
        return Rated(value, None)
    return Rated(value, highest)


def entered(score: int | None, parts: Mapping[str, int] | None = None) -> Rated | None:
    """The importance that somebody entered: of the outcome, else the highest of its four parts."""
    if score is not None:
        return Rated(score, class_of(score))
    return of_parts(Rated(each, class_of(each)) for each in (parts or {}).values())


def surveyed(
    counts: Mapping[str, Sequence[int]], decided: Mapping[str, Class] | None = None
) -> dict[str, Rated]:
    """What a closed survey says of an outcome, by part ('' for the whole), from its counts.

    A decision counts only while the median lies between the two classes that it chose from.
    """
    found: dict[str, Rated] = {}
    for item, each in counts.items():
        spread = spread_of(each)
        if spread is not None:
            choice = (decided or {}).get(item)
            fitting = choice if choice in BETWEEN.get(spread.median, ()) else None
            found[item] = Rated(spread.median, class_of(spread.median, fitting))
    return found


def _quantile(counts: Sequence[int], part: int, of: int) -> float:
    """Type 7 of Hyndman and Fan (1996), in whole numbers until the last division."""
    whole, rest = divmod((sum(counts) - 1) * part, of)
    below = _at(counts, whole)
    step = _at(counts, whole + 1) - below if rest else 0
    return below + step * rest / of


def _at(counts: Sequence[int], place: int) -> int:
    """The score at a place, from 0, when all scores stand in order."""
    seen = 0
    for score, n in zip(SCORES, counts, strict=True):
        seen += n
        if place < seen:
            return score
    raise IndexError(place)
