"""What a sentence claims that data can contradict: a range, an effect, a number of trials, a level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = {word: number for number, word in enumerate(_WORDS, start=1)}
_FIGURE = r"\d+(?:\.\d+)?"
_TO = r"\s*%?\s*(?:-|–|to|and)\s*"
_RANGE = re.compile(
    rf"\b(sensitivity|specificity)\b[^.;,%\d]{{0,40}}({_FIGURE}){_TO}({_FIGURE})\s*%",
    re.IGNORECASE,
)
_EFFECT = re.compile(rf"\b(RR|OR|HR|RD|MD|SMD)\b\s*(?:of|is|was|=|:)?\s*(-?{_FIGURE})")
_I2 = re.compile(rf"\bI(?:2|²)\s*(?:of|is|was|=|:)?\s*({_FIGURE})\s*%")
_TRIALS = re.compile(
    rf"\b(\d+|{'|'.join(_WORDS)})\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:randomi[sz]ed(?:\s+[\w-]+){0,3}?\s+trials?|RCTs?)\b",
    re.IGNORECASE,
)
_LEVEL = r"(very[ -]low|low|moderate|high)"
_LEVELS = (
    re.compile(
        rf"\b{_LEVEL}(?:[ -](?:quality|certainty))(?:\s+of)?(?:\s+the)?\s+evidence\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:evidence|certainty|quality)(?:\s+of\s+the\s+evidence)?\s+(?:is|was)\s+{_LEVEL}\b",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class RangeClaim:
    """'sensitivity 61-91 %': limits in percent as printed."""

    what: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """'RR 0.65' or 'I2 40 %': a figure as printed."""

    what: str
    figure: str


def ranges_in(text: str) -> list[RangeClaim]:
    """The ranges of sensitivity and specificity that a text names."""
    return [RangeClaim(found[1].lower(), found[2], found[3]) for found in _RANGE.finditer(text)]


def figures_in(text: str) -> list[FigureClaim]:
    """The effects and I² that a text names with their measure."""
    effects = [FigureClaim(found[1], found[2]) for found in _EFFECT.finditer(text)]
    return effects + [FigureClaim("I2", found[1]) for found in _I2.finditer(text)]


def trials_in(text: str) -> list[int]:
    """How many randomised trials a text speaks of, wherever it gives a number."""
    counts = [_COUNT.get(found[1].lower()) or _whole(found[1]) for found in _TRIALS.finditer(text)]
    return [count for count in counts if count > 0]


def levels_in(text: str) -> list[str]:
    """The levels of certainty that a text gives the evidence, as codes."""
    found = [match for pattern in _LEVELS for match in pattern.finditer(text)]
    found.sort(key=lambda match: match.start())
    return [match[1].lower().replace(" ", "-") for match in found]


def range_differs(claim: RangeClaim, values: Sequence[float]) -> bool:
    """Whether the smallest or the largest value (in percent) is not what would be printed so."""
    return not (stands_for(claim.low, min(values)) and stands_for(claim.high, max(values)))


def stands_for(figure: str, value: float) -> bool:
    """Whether a value is printed as this figure, rounded either way at the half."""
    decimals = len(figure.partition(".")[2])
    return abs(value - float(figure)) <= 0.5 * 10.0**-decimals * (1 + 1e-9)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0
