"""Which choices made a result: kept with it, so that a published number can be computed again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .inputs import Column, InvalidInput, one_of
from .measures import MEASURES

# Raised whenever a change alters a number; stored with every result.
VERSION = "1.1"
METHODS = ("iv", "mh", "peto")
MODELS = ("fixed", "random")
TAU2_ESTIMATORS = ("dl", "reml", "pm", "ml")
CI_METHODS = ("wald", "hksj", "hksj_adhoc")
MANTEL_HAENSZEL_MEASURES = ("RR", "OR", "RD")
PROFILES = ("revman5", "general", "metafor")
ZERO_CELLS = "0.5 to all cells of a study with a zero cell; none for Peto"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The options of an analysis in their canonical spelling; `tau2` is None in a fixed-effect model."""

    measure: str
    method: str
    model: str
    tau2: str | None
    ci: str
    profile: str
    level: float
    version: str = VERSION
    zero_cells: str = ZERO_CELLS


@lru_cache(maxsize=256)  # a thousand analyses have a few recipes
def recipe(
    *, measure: str, method: str, model: str, tau2: str, ci: str, profile: str, level: float
) -> Recipe:
    """The options checked one by one and against each other; InvalidInput for what does not exist."""
    measure, method = one_of(measure, MEASURES, "measure"), one_of(method, METHODS, "method")
    model, profile = one_of(model, MODELS, "model"), one_of(profile, PROFILES, "profile")
    tau2, ci = one_of(tau2, TAU2_ESTIMATORS, "tau2"), one_of(ci, CI_METHODS, "ci")
    if not 0 < level < 1:
        raise InvalidInput("level-outside-0-1", f"level {level} is not between 0 and 1")
    if measure == "OR" and method == "peto":
        measure = "PETO"
    _refuse_combination(measure, method, model, ci)
    return Recipe(measure, method, model, tau2 if model == "random" else None, ci, profile, level)


def _refuse_combination(measure: str, method: str, model: str, ci: str) -> None:
    """Mantel-Haenszel is for RR, OR, RD; Peto for PETO and HR and fixed; other intervals for random."""
    if method == "mh" and measure not in MANTEL_HAENSZEL_MEASURES:
        raise InvalidInput("unknown-option", f"{measure} has no Mantel-Haenszel method")
    if method == "peto" and (measure not in ("PETO", "HR") or model != "fixed"):
        raise InvalidInput("unknown-option", f"Peto's method has no {model} model for {measure}")
    if model == "fixed" and ci != "wald":
        raise InvalidInput("unknown-option", f"{ci} needs the random-effects model")


def fingerprint(columns: Mapping[str, Column]) -> str:
    """SHA-256 of the figures, independent of the order of columns: another hash means other inputs."""
    digest = hashlib.sha256()
    for name in sorted(columns):
        values = np.ascontiguousarray(columns[name], dtype="<f8")
        digest.update(f"{name}:{len(values)}:".encode())
        digest.update(values.tobytes())
    return digest.hexdigest()
