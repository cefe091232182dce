"""What a guideline may set about its proposals, and an outcome about its information size. Pure.

Stored is only what somebody set; everything else follows the defaults of `Settings` and `SizeInputs`,
which name their sources here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence.grade.proposals.settings import DEFAULTS, Settings, SizeInputs


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one setting may be: words, or a number within limits (both included), and its source.

    `convention`: the source asks the question, and the usual answer is general practice or ours.
    """

    source: str
    words: tuple[str, ...] = ()
    lowest: float = 0
    highest: float = 0
    whole: bool = False
    convention: bool = False


_CORE_2 = "Core GRADE 2, BMJ 2025;389:e081904"
_CORE_3 = "Core GRADE 3, BMJ 2025;389:e081905"
_CORE_4 = "Core GRADE 4, BMJ 2025;389:e083864"
_SIX = "GRADE guidelines 6, J Clin Epidemiol 2011;64:1283"

SETTINGS: Mapping[str, Allowed] = {
    "imprecision": Allowed(f"{_SIX}; {_CORE_2}", ("classic", "core-2025")),
    "core_target": Allowed(_CORE_2, ("threshold", "null")),
    "appreciable_below": Allowed(_SIX, lowest=0.01, highest=1),
    "appreciable_above": Allowed(_SIX, lowest=1, highest=100),
    "appreciable_sd": Allowed("GRADE Handbook 5.2.4", lowest=0.01, highest=10),
    "few_events": Allowed(_SIX, lowest=0, highest=1_000_000, whole=True, convention=True),
    "few_participants": Allowed(_SIX, lowest=0, highest=1_000_000, whole=True, convention=True),
    "large_sample": Allowed(_SIX, lowest=1, highest=1_000_000, whole=True, convention=True),
    "implausible_change": Allowed(_CORE_2, lowest=0.01, highest=1),
    "implausible_sd": Allowed(
        f"{_CORE_2}; Cohen 1988, Statistical Power Analysis",
        lowest=0.01,
        highest=10,
        convention=True,
    ),
    "continuous_size": Allowed(_CORE_2, lowest=1, highest=1_000_000, whole=True),
    "apart_limit": Allowed(_CORE_3, lowest=0, highest=100, convention=True),
    "other_side_limit": Allowed(_CORE_3, lowest=0, highest=50, convention=True),
    "subgroup_p": Allowed(_CORE_3, lowest=0.0001, highest=1),
    "prediction_from": Allowed(
        "IntHout 2016, BMJ Open 6:e010247", lowest=3, highest=1000, whole=True, convention=True
    ),
    "dominating": Allowed(_CORE_4, lowest=0, highest=100),
    "some_concerns_as": Allowed(_CORE_4, ("low", "high"), convention=True),
    "groups_differ_p": Allowed(_CORE_4, lowest=0.0001, highest=1, convention=True),
    "small_study": Allowed(_CORE_4, lowest=1, highest=1_000_000, whole=True, convention=True),
    "asymmetry_p": Allowed("Egger 1997, BMJ 315:629", lowest=0.0001, highest=1, convention=True),
}

_SIZE = "Core GRADE 2, BMJ 2025;389:e081904; Pocock 1983, Clinical Trials, chapter 9"
INFORMATION_SIZE: Mapping[str, Allowed] = {
    "alpha": Allowed(_SIZE, lowest=0.0001, highest=0.5),
    "beta": Allowed(_SIZE, lowest=0.0001, highest=0.5),
    "relative_change": Allowed(_SIZE, lowest=0.01, highest=1),
    "control_risk": Allowed(_SIZE, lowest=0.0001, highest=0.9999),
    "difference": Allowed(_SIZE, lowest=0.000001, highest=1_000_000),
    "sd": Allowed(_SIZE, lowest=0.000001, highest=1_000_000),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with one value.

    Codes: unknown (no such setting), word, number, whole (not a whole number), range.
    """

    key: str
    code: str


def misfits(values: Mapping[str, Any], allowed: Mapping[str, Allowed]) -> list[Misfit]:
    """Everything wrong with these values, in the order given; None is 'not set'."""
    found = ((key, _code(value, allowed.get(key))) for key, value in values.items())
    return [Misfit(key, code) for key, code in found if code]


def own_values(values: Mapping[str, Any], allowed: Mapping[str, Allowed]) -> dict[str, Any]:
    """What is set, in the table's order; what is not set is left out."""
    return {key: values[key] for key in allowed if values.get(key) is not None}


def defaults() -> dict[str, Any]:
    """The default of each setting of a guideline; imprecision None follows the edition."""
    shown = {key: getattr(DEFAULTS, key) for key in SETTINGS if hasattr(DEFAULTS, key)}
    below, above = DEFAULTS.appreciable
    return shown | {"appreciable_below": below, "appreciable_above": above}


def settings_from(
    own: Mapping[str, Any],
    *,
    i2_limit: float | None = None,
    size: Mapping[str, Any] | None = None,
    against_null: bool = False,
) -> Settings:
    """The settings of the rules; `against_null` is an outcome whose target is no effect at all."""
    values = {**defaults(), **own_values(own, SETTINGS)}
    appreciable = values.pop("appreciable_below"), values.pop("appreciable_above")
    if against_null:
        values["core_target"] = "null"
    inputs = SizeInputs(**own_values(size or {}, INFORMATION_SIZE))
    return Settings(**values, appreciable=appreciable, i2_limit=i2_limit, size=inputs)


def _code(value: Any, allowed: Allowed | None) -> str:
    if allowed is None:
        return "unknown"
    if value is None:
        return ""
    if allowed.words:
        return "" if value in allowed.words else "word"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "number"
    if allowed.whole and value != int(value):
        return "whole"
    return "" if allowed.lowest <= value <= allowed.highest else "range"
