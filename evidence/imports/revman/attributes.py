"""Numbers, yes and no, and codes from the words of a file; what cannot be read becomes a problem."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from .problems import Place, Problem
from .review import Figure

# Python would also take 1_000, and digits of other scripts.
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
# What RevMan writes where it computed nothing.
_UNDEFINED = frozenset({"", "nan", "infinity", "-infinity", "+infinity"})
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")
COUNTS = frozenset({"events_1", "total_1", "events_2", "total_2", "tp", "fp", "fn", "tn"})
NOT_BELOW_ZERO = COUNTS | {"sd_1", "sd_2", "se", "V"}
_AMONG = (("events_1", "total_1"), ("events_2", "total_2"))

MEASURES = {
    "rr": "RR",
    "risk_ratio": "RR",
    "or": "OR",
    "odds_ratio": "OR",
    "odds_ratio_non_event": "OR",
    "rd": "RD",
    "risk_difference": "RD",
    "peto_or": "PETO",
    "peto_odds_ratio": "PETO",
    "md": "MD",
    "mean_difference": "MD",
    "smd": "SMD",
    "std_mean_difference": "SMD",
    "standardized_mean_difference": "SMD",
    "standardised_mean_difference": "SMD",
    "hr": "HR",
    "hazard_ratio": "HR",
}
METHODS = {
    "mh": "mh",
    "m_h": "mh",
    "mantel_haenszel": "mh",
    "iv": "iv",
    "inverse_variance": "iv",
    "peto": "peto",
    "exp_o_e_v": "peto",
    "exp_o_e_var": "peto",
}


def number(text: str) -> float | None:
    """A finite number; None for anything else."""
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped):
        return None
    value = float(stripped)
    return value if math.isfinite(value) else None


def stored(given: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Figure]:
    """The figures that RevMan computed, by our `names`; what it left undefined is left out."""
    found = ((ours, number(given.get(theirs, ""))) for ours, theirs in names.items())
    return {name: Figure(value) for name, value in found if value is not None}


def figures(
    given: Mapping[str, str], names: Mapping[str, str], place: Place, problems: list[Problem]
) -> dict[str, float]:
    """The entered figures of a row by our `names`, each that is wrong told."""
    found: dict[str, float] = {}
    for ours, theirs in names.items():
        text = given.get(theirs, "").strip()
        value = number(text)
        if value is not None:
            found[ours] = value
        elif text:
            problems.append(Problem("not-a-number", place, f"{theirs} {text}"))
    problems += _impossible(found, names, place)
    return found


def missing(
    found: Mapping[str, float], needed: Iterable[str], names: Mapping[str, str], place: Place
) -> list[Problem]:
    """A problem for each needed figure that a row lacks."""
    return [Problem("missing-figure", place, names[name]) for name in needed if name not in found]


def _impossible(
    found: Mapping[str, float], names: Mapping[str, str], place: Place
) -> list[Problem]:
    told = []
    for name, value in found.items():
        if name in NOT_BELOW_ZERO and value < 0:
            told.append(Problem("negative", place, f"{names[name]} {value:g}"))
        elif name in COUNTS and value != int(value):
            told.append(Problem("not-whole", place, f"{names[name]} {value:g}"))
    for part, whole in _AMONG:
        if part in found and whole in found and found[part] > found[whole]:
            text = f"{names[part]} {found[part]:g}, {names[whole]} {found[whole]:g}"
            told.append(Problem("events-above-total", place, text))
    return told


def is_undefined(text: str) -> bool:
    """Whether RevMan wrote that there is no figure."""
    return text.strip().lower() in _UNDEFINED


def yes(text: str, default: bool) -> bool:
    """YES or TRUE, NO or FALSE; the default for anything else."""
    word = text.strip().upper()
    if word in ("YES", "TRUE", "Y", "1"):
        return True
    return False if word in ("NO", "FALSE", "N", "0") else default


def maybe(text: str) -> bool | None:
    """YES or NO, None where neither is said."""
    word = text.strip().upper()
    return word == "YES" if word in ("YES", "NO") else None


def plainly(text: str) -> str:
    """A word without case and signs, so that 'Odds Ratio' and 'ODDS_RATIO' are the same."""
    return re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")


def level(text: str, default: float = 0.95) -> float:
    """A confidence level from percent or a fraction; the default where there is none."""
    said = number(text.strip().rstrip("%"))
    if said is None or not 0 < said < 100:
        return default
    return said if said < 1 else said / 100


def year(text: str) -> int | None:
    """A year of four digits anywhere in the text, such as '2006.' or '2003a'."""
    found = re.search(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)", text)
    return int(found.group()) if found else None


def unescaped(id_: str) -> str:
    """An id as people write it: STD-MRC_x002d_1 is STD-MRC-1."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), id_)
