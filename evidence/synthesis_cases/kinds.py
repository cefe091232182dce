"""Which function computes which kind of case; modules load when a kind is first met."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TypeAlias

from evidence.synthesis.inputs import one_of

from .blocks import Block
from .case import Case
from .options import Options

Kind: TypeAlias = Callable[[Case, Options], Block]

KINDS = {
    "pairwise": "pairwise.pairwise",
    "subgroup": "pairwise.subgroup",
    "leave_one_out": "pairwise.omitted",
    "revman5_stored": "pairwise.stored",
    "cumulative": "robustness.added",
    "influence": "robustness.swayed",
    "meta_regression": "robustness.regressed",
    "funnel": "robustness.drawn",
    "egger": "small_studies.asymmetry",
    "trim_and_fill": "small_studies.filled",
    "proportion": "single_proportions.proportions",
    "dta_rows": "accuracy_tables.rows",
    "dta_bivariate": "accuracy_models.bivariate",
    "dta_moses": "accuracy_tables.moses",
}


@cache
def kind_of(name: str) -> Kind:
    """The function of a kind; InvalidInput for an unknown one."""
    module, _, function = KINDS[one_of(name, tuple(KINDS), "kind")].partition(".")
    found: Kind = getattr(import_module(f".{module}", __package__), function)
    return found
