"""How RevMan Web analyses an outcome, from a line of overall-estimates-and-settings."""

from __future__ import annotations

from collections.abc import Sequence

from .attributes import MEASURES, METHODS, level, number, plainly, yes
from .problems import Problem
from .review import Settings
from .rm5_settings import generic_measure
from .tables import Line

_KINDS = {
    "dichotomous": "dichotomous",
    "continuous": "continuous",
    "o_e_and_variance": "oe",
    "o_e_variance": "oe",
    "contrast_level": "generic",
    "generic_inverse_variance": "generic",
    "other": "other",
}


def kind_of(settings: Line | None, rows: Sequence[Line]) -> str:
    """The kind of data: as the settings say, else the one whose columns hold something.

    Version 1 fills unused columns with 0, so a column of zeros holds nothing.
    """
    said = "" if settings is None else _KINDS.get(plainly(settings.get("data_type")), "")
    if said:
        return said
    measure = "" if settings is None else MEASURES.get(plainly(settings.get("effect_measure")), "")
    if _filled(rows, "variance"):
        return "oe"
    if measure in ("MD", "SMD") and _filled(rows, "experimental_sd", "control_sd"):
        return "continuous"
    if _filled(rows, "giv_se"):
        return "generic"
    if measure in ("", "MD", "SMD") and _filled(rows, "experimental_sd", "control_sd"):
        return "continuous"
    return "dichotomous"


def _filled(rows: Sequence[Line], *headings: str) -> bool:
    return any(number(row.get(heading)) for row in rows for heading in headings)


def settings_of(line: Line | None, kind: str, problems: list[Problem]) -> Settings:
    """The settings; without a line of them nothing is known, and nothing can be computed."""
    if line is None:
        return Settings(measure="", method="", model="", totals=False, subtotals=False)
    # Only version 2 names the method of intervals; only since then I² is taken from τ².
    is_second = "ci_method" in line.cells
    model = "random" if plainly(line.get("analysis_model")).startswith("random") else "fixed"
    log_data = yes(line.get("log_scale_data"), False)
    said = line.get("ci_pi_level") or line.get("estimate_ci")
    return Settings(
        measure=_measure(line, kind, log_data, problems),
        method=_method(line, kind, model, problems),
        model=model,
        measure_text=line.get("effect_measure"),
        tau2=_estimator(line.get("heterogeneity_estimator")),
        ci=_interval(line.get("ci_method")),
        level=level(said),
        study_level=level(line.get("study_ci") or said),
        totals=yes(line.get("overall_estimates"), True),
        subtotals=yes(line.get("subgroup_estimates"), True),
        subgroup_test=yes(line.get("test_for_subgroup_differences"), True),
        swap_events=yes(line.get("swap_event_and_non_event"), False),
        log_data=log_data or kind == "oe",
        i2_from_tau2=is_second and model == "random",
        units=line.get("unit") or line.get("unit_of_effect_measure"),
        group_labels=(line.get("experimental_group_label"), line.get("control_group_label")),
        favours=(line.get("graph_label_left"), line.get("graph_label_right")),
    )


def _measure(line: Line, kind: str, log_data: bool, problems: list[Problem]) -> str:
    text = line.get("effect_measure")
    if kind in ("generic", "oe", "other"):
        return generic_measure(text, log_data or kind == "oe")
    known = MEASURES.get(plainly(text), "")
    if known in (("MD", "SMD") if kind == "continuous" else ("RR", "OR", "RD", "PETO")):
        return known
    problems.append(Problem("unknown-word", line.place, f"Effect measure {text}"))
    return ""


def _method(line: Line, kind: str, model: str, problems: list[Problem]) -> str:
    if kind in ("generic", "continuous", "other"):
        return "iv"
    if kind == "oe":
        return "peto" if model == "fixed" else "iv"
    text = line.get("statistical_method")
    known = METHODS.get(plainly(text), "")
    if not known:
        problems.append(Problem("unknown-word", line.place, f"Statistical method {text}"))
    return known


def _estimator(text: str) -> str:
    word = plainly(text)
    return "reml" if "reml" in word or "restricted" in word else "dl"


def _interval(text: str) -> str:
    word = plainly(text)
    return "hksj" if any(name in word for name in ("hksj", "hartung", "knapp")) else "wald"
