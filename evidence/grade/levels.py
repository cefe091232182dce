"""The four levels of certainty and their order."""

from collections.abc import Iterable
from typing import Literal

Level = Literal["high", "moderate", "low", "very-low"]

# From the most to the least certain, as pages and totals list them (Cochrane Handbook, chapter 14).
LEVELS: tuple[Level, ...] = ("high", "moderate", "low", "very-low")

# One step of rating up or down moves a body of evidence by one rung.
RUNGS: dict[Level, int] = {"very-low": 0, "low": 1, "moderate": 2, "high": 3}
TOP_RUNG = max(RUNGS.values())


def level_from(word: str) -> Level:
    """Return `word` as a level; ValueError if it is none."""
    for level in LEVELS:
        if word == level:
            return level
    raise ValueError(f"unknown level of certainty: {word!r}")


def rung_of(level: Level) -> int:
    """Return the rung of a level, 0 (very low) to 3 (high)."""
    return RUNGS[level]


def level_at(rung: int) -> Level:
    """Return the level at a rung, clamped to very low and high."""
    return LEVELS[TOP_RUNG - min(max(rung, 0), TOP_RUNG)]


def lowest(levels: Iterable[Level]) -> Level:
    """Return the least certain of some levels; ValueError if there are none."""
    return min(levels, key=rung_of)


def highest(levels: Iterable[Level]) -> Level:
    """Return the most certain of some levels; ValueError if there are none."""
    return max(levels, key=rung_of)
