"""From the recorded results of a body of evidence to its effect, and to whom it favours. Pure.

Both the models and the bundle's checks ask here, so that both mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evidence.grade.overall import KNOWN_DIRECTIONS, Direction, direction_of_effect

if TYPE_CHECKING:
    from evidence.synthesis.accuracy import AccuracyRows
    from evidence.synthesis.accuracy_fit import AccuracyFit
    from evidence.synthesis.analysis import Pooled

POOLED_TYPES = ("dichotomous", "continuous", "generic")

# What is computed when a body says nothing of its own: the choice stands in the result's recipe.
DEFAULT_SYNTHESIS = {
    "dichotomous": {"measure": "RR", "method": "mh", "model": "random", "tau2": "dl"},
    "continuous": {"measure": "MD", "method": "iv", "model": "random", "tau2": "dl"},
    "generic": {"measure": "GIV", "method": "iv", "model": "random", "tau2": "dl"},
}
COLUMNS = {
    "dichotomous": ("events_1", "total_1", "events_2", "total_2"),
    "continuous": ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2"),
    "generic": ("log_effect", "se"),
}
ACCURACY_COLUMNS = ("tp", "fp", "fn", "tn")
ACCURACY_SYNTHESIS = {"measure": "DTA", "method": "bivariate"}
RATIOS = ("RR", "OR", "HR", "PETO", "IRR", "ROM")


def pooled_effect(
    kind: str,
    synthesis: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    labels: Sequence[str],
) -> Pooled | None:
    """Pool the rows of a body of type `kind` as its synthesis says; None where nothing is pooled.

    `rows` are k mappings with the columns of the type. Raises `InvalidInput` naming the study.
    """
    if kind not in POOLED_TYPES or not rows:
        return None
    # slow import: numpy, only when something is pooled
    from evidence.synthesis.analysis import pool

    return pool(inputs_of(kind, rows), labels=labels, **(DEFAULT_SYNTHESIS[kind] | dict(synthesis)))


def inputs_of(kind: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The columns (k,) that a synthesis of rows of this kind reads."""
    names = ACCURACY_COLUMNS if kind == "diagnostic" else COLUMNS[kind]
    columns = {name: [row.get(name) for row in rows] for name in names}
    totals = {name: [row.get(name) for row in rows] for name in ("total_1", "total_2")}
    if kind == "generic" and None not in (*totals["total_1"], *totals["total_2"]):
        columns |= totals
    return columns


def accuracy(rows: Sequence[Mapping[str, Any]]) -> AccuracyRows | None:
    """Sensitivity and specificity of each row with exact limits; None without rows."""
    if not rows:
        return None
    from evidence.synthesis import accuracy as chapter  # slow import: numpy

    return chapter.rows(*([row[name] for row in rows] for name in ACCURACY_COLUMNS))


def accuracy_fit(
    synthesis: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], labels: Sequence[str]
) -> AccuracyFit:
    """Pool sensitivity and specificity of k rows by the exact bivariate model, or what they bear of it.

    Raises `InvalidInput` naming the study, or the option that is no bivariate model;
    `DidNotConverge`.
    """
    # slow import: numpy, only when something is pooled
    from evidence.synthesis.accuracy_analysis import fit
    from evidence.synthesis.inputs import InvalidInput

    for option, word in ACCURACY_SYNTHESIS.items():
        if synthesis.get(option, word) != word:
            text = f"{option} {synthesis[option]} does not pool sensitivity and specificity"
            raise InvalidInput("unknown-option", text, column=option)
    return fit(*inputs_of("diagnostic", rows).values(), labels=labels)


def direction(
    kind: str,
    favours: str,
    *,
    pooled: Pooled | None = None,
    reported: Mapping[str, Any] | None = None,
    narrative: Mapping[str, Any] | None = None,
) -> Direction | None:
    """Whom the point estimate of a body favours; None where that is not known.

    A pooled effect is read from its estimate, a reported one from the source's, anything else from
    what was recorded in words.
    """
    if pooled is not None and pooled.estimate is not None:
        return direction_of_effect(pooled.estimate, null=0, favours=favours)
    if kind == "reported" and reported and reported.get("estimate") is not None:
        null = 1 if reported.get("measure") in RATIOS else 0
        return direction_of_effect(reported["estimate"], null=null, favours=favours)
    recorded = (narrative or {}).get("direction")
    for known in (*KNOWN_DIRECTIONS, "no-difference"):
        if recorded == known:
            return known  # type: ignore[return-value]  # one of the words above
    return None


def has_evidence(
    rows: Sequence[object],
    reported: Mapping[str, Any] | None = None,
    narrative: Mapping[str, Any] | None = None,
) -> bool:
    """Whether a body holds any study at all: results, a reported synthesis, or studies in words."""
    if rows or reported:
        return True
    return bool(narrative and (narrative.get("studies") or narrative.get("text")))
