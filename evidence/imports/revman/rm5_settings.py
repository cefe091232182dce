"""How RevMan 5 analyses an outcome, from the attributes of its element."""

from __future__ import annotations

from .attributes import MEASURES, METHODS, level, number, plainly, yes
from .elements import Element
from .problems import Place, Problem
from .review import Settings

# Where the file does not say: what RevMan 5 offers first for the kind of data.
_MEASURE = {"dichotomous": "RR", "continuous": "MD", "oe": "HR"}
_METHOD = {"dichotomous": "mh", "continuous": "iv", "oe": "peto", "generic": "iv", "other": "iv"}


def settings_of(element: Element, kind: str, place: Place, problems: list[Problem]) -> Settings:
    """The settings of an outcome; a measure or method that is not known is told and left empty."""
    given = element.attributes
    log_data = yes(given.get("LOG_DATA", ""), False)
    measure_text = given.get("EFFECT_MEASURE") or element.words("EFFECT_MEASURE")
    measure = _measure(measure_text, kind, log_data, place, problems)
    model = "random" if yes(given.get("RANDOM", ""), False) else "fixed"
    totals = given.get("TOTALS", "YES").strip().upper()
    return Settings(
        measure=measure,
        method=_method(given.get("METHOD", ""), kind, measure, model, place, problems),
        model=model,
        measure_text=measure_text,
        level=level(given.get("CI_TOTAL", "")),
        study_level=level(given.get("CI_STUDY", "")),
        totals=totals == "YES",
        subtotals=totals in ("YES", "SUB"),
        subgroup_test=yes(given.get("SUBGROUP_TEST", ""), True),
        swap_events=yes(given.get("SWAP_EVENTS", ""), False),
        log_data=log_data or kind == "oe",
        units=given.get("UNITS", "") or element.words("UNITS"),
        scale=number(given.get("SCALE", "")),
        sort_by=given.get("SORT_BY", ""),
        group_labels=(element.words("GROUP_LABEL_1"), element.words("GROUP_LABEL_2")),
        favours=(element.words("GRAPH_LABEL_1"), element.words("GRAPH_LABEL_2")),
    )


def _measure(text: str, kind: str, log_data: bool, place: Place, problems: list[Problem]) -> str:
    if kind in ("generic", "oe", "other"):
        return generic_measure(text, log_data or kind == "oe")
    if not text:
        return _MEASURE[kind]
    known = MEASURES.get(plainly(text), "")
    fits = known in (("MD", "SMD") if kind == "continuous" else ("RR", "OR", "RD", "PETO"))
    if fits:
        return known
    problems.append(Problem("unknown-word", place, f"EFFECT_MEASURE {text}"))
    return ""


def generic_measure(text: str, log_data: bool) -> str:
    """The measure of generic data from free text: a ratio that is known, HR for O − E, else GIV."""
    known = MEASURES.get(plainly(text), "")
    if log_data:
        return known if known in ("RR", "OR", "PETO", "HR") else "GIV"
    return known if known in ("RD", "MD", "SMD") else "GIV"


def _method(
    text: str, kind: str, measure: str, model: str, place: Place, problems: list[Problem]
) -> str:
    if kind in ("generic", "continuous", "other"):
        return "iv"
    if kind == "oe":
        return "peto" if model == "fixed" else "iv"
    if measure == "PETO":
        return "peto"
    known = METHODS.get(plainly(text), "") if text else _METHOD[kind]
    if not known:
        problems.append(Problem("unknown-word", place, f"METHOD {text}"))
    return known
