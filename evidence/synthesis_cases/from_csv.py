"""A case from the columns of a spreadsheet and the options of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.imports.impossible_figures import impossible_figures
from evidence.imports.results_csv import CellProblem, ResultsTable, read_results

from .case import Case
from .computing import Problem


def read_csv(
    content: bytes, id_: str, options: Mapping[str, Any], *, file: str = ""
) -> tuple[Case, list[Problem]]:
    """One case of all rows, of the kind that `options` names or that the columns suggest.

    With it everything wrong with its cells: what cannot be read and what no study can have, told of
    the `file` (else of the case) by row, heading and study.
    """
    table, found = read_results(content)
    chosen = dict(options)
    kind = chosen.pop("kind", "") or kind_for(table)
    measure = measure_for(table)
    if kind not in ("proportion", "dta_rows", "dta_bivariate", "dta_moses"):
        chosen = {"measure": measure} | chosen
        if {"estimate", "O_E", "ratio"} & set(table.figures):
            chosen.setdefault("method", "peto" if "O_E" in table.figures else "iv")
    if kind == "dta_bivariate":
        chosen.setdefault("fall_back", True)
    subgroup = table.subgroups if kind in ("subgroup", "revman5_stored") else None
    case = Case(id_, kind, chosen, table.figures, table.studies, subgroup)
    found = sorted([*found, *impossible_figures(table, kind.lower())], key=lambda each: each.row)
    return case, [_problem(file or id_, table, each) for each in found]


def kind_for(table: ResultsTable) -> str:
    """The kind whose columns the table has."""
    if "TP" in table.figures:
        return "dta_bivariate"
    if "events" in table.figures:
        return "proportion"
    return "subgroup" if table.subgroups else "pairwise"


def measure_for(table: ResultsTable) -> str:
    """The measure where none is named: RR of counts, MD of means, HR of O − E or a ratio, else generic."""
    given = table.figures
    if "O_E" in given or "ratio" in given:
        return "HR"
    if "estimate" in given:
        return "GIV"
    return "MD" if "mean_1" in given else "RR"


def _problem(of: str, table: ResultsTable, found: CellProblem) -> Problem:
    study = ""
    if table.studies and found.row in table.rows:
        study = table.studies[table.rows.index(found.row)]
    text = f"{study + ', ' if study else ''}{found}"
    return Problem(of, found.code, text, study, found.column)
