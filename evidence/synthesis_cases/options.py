"""The options of a case, in the words of the reference or of the package itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TypedDict

from evidence.synthesis.inputs import InvalidInput, one_of
from evidence.synthesis.recipe import MANTEL_HAENSZEL_MEASURES

OUTCOMES = ("dichotomous", "continuous", "giv", "oe")
SCALES = ("log", "natural")
LARGEST = sys.float_info.max
MODELS = {"fe": "fixed", "re": "random", "ee": "fixed", "fixed": "fixed", "random": "random"}
# What a case may say about itself without changing a figure.
DESCRIPTIVE = frozenset({"outcome", "scale", "smd", "study_ci", "note", "comment", "title", "unit"})


class Pooling(TypedDict):
    """The keyword arguments that `pool` and its relatives share."""

    measure: str
    method: str
    model: str
    tau2: str
    ci: str
    profile: str
    level: float


class Options:
    """Options read by name; knows which were never asked for, so that they can be told."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given
        self._read: set[str] = set()

    def unread(self) -> list[str]:
        """Names of the options that nothing asked for, in the order given."""
        return [name for name in self._given if name not in self._read | DESCRIPTIVE]

    def text(self, name: str, default: str = "") -> str:
        """The whole text of an option; InvalidInput where it is none."""
        value = self._value(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise InvalidInput("unknown-option", f"{name} {value!r} is not a word", column=name)
        return value.strip()

    def word(self, name: str, default: str = "") -> str:
        """The option up to its first comma: 'DL, one per subgroup' is DL."""
        return self.text(name, default).partition(",")[0].strip()

    def number(self, name: str, default: float) -> float:
        """A number; InvalidInput for anything else."""
        value = self._value(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidInput("unknown-option", f"{name} {value!r} is not a number", column=name)
        if not abs(value) <= LARGEST:
            raise InvalidInput("unknown-option", f"{name} is not a finite number", column=name)
        return float(value)

    def whole(self, name: str, default: int) -> int:
        """A whole number; InvalidInput for anything else."""
        value = self.number(name, default)
        if value % 1:
            raise InvalidInput("unknown-option", f"{name} {value} is no whole number", column=name)
        return int(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false; InvalidInput for anything else."""
        value = self._value(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            text = f"{name} {value!r} is neither true nor false"
            raise InvalidInput("unknown-option", text, column=name)
        return value

    def _value(self, name: str) -> object:
        self._read.add(name)
        return self._given.get(name)


def pooling(options: Options, *, measure: str = "") -> Pooling:
    """The options of pooling; without `measure` HR for O − E, else generic estimates.

    Without `method` Peto for O − E and Peto's measure, Mantel-Haenszel where the measure has it,
    else inverse variance; without `model` random, but fixed with Peto's method.
    """
    kind = options.word("outcome", "giv" if not measure else "")
    kind = one_of(kind, OUTCOMES, "outcome") if kind else ""
    measure = options.word("measure", measure or ("HR" if kind == "oe" else "GIV")).upper()
    method = options.word("method") or _usual_method(measure, kind)
    peto = method.lower() == "peto"
    return {
        "measure": measure,
        "method": method,
        "model": model(options, "fixed" if peto else "random"),
        "tau2": options.word("tau2", "dl"),
        "ci": options.word("ci", "wald"),
        "profile": options.word("profile", "revman5"),
        "level": options.number("level", 0.95),
    }


def _usual_method(measure: str, kind: str) -> str:
    if measure == "PETO" or kind == "oe":
        return "peto"
    return "mh" if measure in MANTEL_HAENSZEL_MEASURES and kind != "giv" else "iv"


def model(options: Options, default: str = "random") -> str:
    """`fixed` or `random` from FE, EE, RE or those words; InvalidInput for another."""
    given = options.word("model", default)
    return MODELS.get(given.lower(), given)


def scale(options: Options, otherwise: str) -> str:
    """The scale that the case says it is on; generic estimates do not say it themselves."""
    return one_of(options.word("scale", otherwise), SCALES, "scale")
