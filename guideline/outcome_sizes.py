"""What may be said of an outcome's thresholds, baseline risks, prevalences and scores of parts. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from guideline.importance import ITEMS, SCORES

SIZES = ("small", "moderate", "large")
# What the certainty is rated in: that there is an effect, or one of at least this size.
TARGETS = ("null-effect", *SIZES)


@dataclass(frozen=True, slots=True)
class SizeProblem:
    """One thing wrong; `number` counts rows from 1, `word` is the size or part concerned."""

    code: Literal[
        "unknown-target",
        "negative-size",
        "sizes-do-not-rise",
        "target-without-size",
        "no-share",
        "no-risk",
        "no-score",
        "no-parts",
    ]
    word: str = ""
    number: int = 0


def threshold_problems(thresholds: Mapping[str, Any]) -> Iterator[SizeProblem]:
    """Sizes are not negative and rise from small to large; the target among them has its size."""
    target = thresholds.get("target")
    if target is not None and target not in TARGETS:
        yield SizeProblem("unknown-target", str(target))
    given = [(name, thresholds[name]) for name in SIZES if thresholds.get(name) is not None]
    for name, size in given:
        if size < 0:
            yield SizeProblem("negative-size", name)
    if any(one >= other for (_, one), (_, other) in pairwise(given)):
        yield SizeProblem("sizes-do-not-rise")
    if target in SIZES and thresholds.get(target) is None:
        yield SizeProblem("target-without-size", str(target))


def prevalence_problems(prevalences: Sequence[float]) -> Iterator[SizeProblem]:
    """A prevalence is a share from 0 to 1."""
    for number, share in enumerate(prevalences, start=1):
        if not 0 <= share <= 1:
            yield SizeProblem("no-share", number=number)


def baseline_problems(rows: Sequence[Mapping[str, Any]]) -> Iterator[SizeProblem]:
    """A baseline risk is a share from 0 to 1; a row with words and without a risk says nothing."""
    for number, row in enumerate(rows, start=1):
        risk = row.get("risk")
        if risk is None or not 0 <= risk <= 1:
            yield SizeProblem("no-risk", number=number)


def part_problems(kind: str, scores: Mapping[str, Any]) -> Iterator[SizeProblem]:
    """Only a diagnostic outcome has the four parts, each from 1 to 9."""
    if scores and kind != "diagnostic":
        yield SizeProblem("no-parts")
        return
    for item, score in scores.items():
        if item not in ITEMS or type(score) is not int or score not in SCORES:
            yield SizeProblem("no-score", item)
