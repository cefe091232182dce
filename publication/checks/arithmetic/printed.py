"""The figures in a text as a source prints it: '10% (95% CI: 9%-28%, P = .32)'."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBER = r"[-−–]?\d*\.?\d+"
_INTERVAL = re.compile(
    rf"CI\b\s*[:,=]?\s*[(\[]?\s*({_NUMBER})\s*(%?)\s*(?:to|,|;|-|–|−)\s*({_NUMBER})\s*%?",
    re.IGNORECASE,
)
_P = re.compile(r"\bP\s*([=<>])\s*(\d*\.\d+)", re.IGNORECASE)
_ANY = re.compile(r"\d*\.?\d+")
_LEVEL = re.compile(r"\b\d{2}(?:\.\d)?\s*%?\s*(?=(?:confidence|CI)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """An effect as printed; numbers keep their digits. None is 'not printed'."""

    low: str
    high: str
    is_percent: bool
    estimate: str | None = None
    p: str | None = None
    comparison: str = "="


def printed_effect(text: str) -> Printed | None:
    """The interval of a text with its estimate and P value; None where no interval is printed."""
    found = _INTERVAL.search(text)
    if found is None:
        return None
    before = _ANY.findall(_LEVEL.sub("", text[: found.end()])[: -len(found[0])])
    p = _P.search(text)
    return Printed(
        low=_plain(found[1]),
        high=_plain(found[3]),
        is_percent=bool(found[2]),
        estimate=before[-1] if before else None,
        p=p[2] if p else None,
        comparison=p[1] if p else "=",
    )


def not_printed(stored: Iterable[float], text: str) -> list[float]:
    """The stored figures that no number of the text can be, as a share, a percentage or as it is.

    A number stands for what would be rounded to it. Signs are passed over: in print they get lost,
    and a hyphen may be a minus or a 'to'.
    """
    printed = _ANY.findall(_LEVEL.sub("", text))
    return [value for value in stored if not any(_is(abs(value), number) for number in printed)]


def _is(value: float, number: str) -> bool:
    decimals = len(number.partition(".")[2])
    slack = 0.5 * 10.0**-decimals * (1 + 1e-9)
    return any(abs(each - float(number)) <= slack for each in (value, 100 * value))


def _plain(number: str) -> str:
    return number.replace("−", "-").replace("–", "-")
