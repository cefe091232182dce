"""Kinds of diagnostic accuracy: dta_rows, dta_moses, dta_bivariate."""

from __future__ import annotations

import numpy as np

from evidence.synthesis.inputs import Column, InvalidInput
from evidence.synthesis.moses_littenberg import summary_curve

from .blocks import Block, listed
from .case import Case
from .options import Options

COUNTS = ("TP", "FP", "FN", "TN")
SPECIFICITIES = (0.7, 0.8, 0.9)


def counts_of(case: Case) -> list[Column]:
    """The columns TP, FP, FN, TN in this order, whatever their case; InvalidInput where one is missing."""
    given = {name.upper(): values for name, values in case.columns.items()}
    for name in COUNTS:
        if name not in given:
            raise InvalidInput("missing-column", f"column {name} is missing", column=name)
    return [given[name] for name in COUNTS]


def rows(case: Case, options: Options) -> Block:
    """Sensitivity and specificity of each study with exact limits."""
    from evidence.synthesis.accuracy import rows as accuracy_rows  # a case of one kind pays for it

    exact = options.text("ci", "clopper-pearson")
    if exact != "clopper-pearson":
        raise InvalidInput("unknown-option", f"ci {exact!r} is not clopper-pearson", column="ci")
    got = accuracy_rows(*counts_of(case), labels=case.labels, level=options.number("level", 0.95))
    sens = zip(listed(got.sens_lower), listed(got.sens_upper), strict=True)
    spec = zip(listed(got.spec_lower), listed(got.spec_upper), strict=True)
    columns = (listed(got.sens), sens, listed(got.spec), spec)
    names = ("sens", "sens_ci", "spec", "spec_ci")
    found = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    for row in found:
        for side in ("sens", "spec"):
            row[f"{side}_ci"] = None if row[side] is None else row[f"{side}_ci"]
    return {"rows": found}


def moses(case: Case, options: Options) -> Block:
    """The summary curve of Moses and Littenberg; all None where it is not defined."""
    zero_only = "only" in options.text("correction_rule", "every study").lower()
    weighted = options.flag("weighted")
    if options.number("correction", 0.5) != 0.5:
        raise InvalidInput("unknown-option", "correction is not 0.5", column="correction")
    correction = "zero" if zero_only else "all"
    got = summary_curve(
        *counts_of(case), correction=correction, weighted=weighted, labels=case.labels
    )
    block: Block = {"correction": correction, "weighted": weighted, "k": got.k if got else None}
    for name, attribute in (
        ("a", "a"),
        ("b", "b"),
        ("se_a", "se_a"),
        ("se_b", "se_b"),
        ("p_b", "p_b"),
        ("AUC", "auc"),
        ("Q_star", "q_star"),
    ):
        block[name] = getattr(got, attribute) if got else None
    curve = got.sensitivity_at(np.array(SPECIFICITIES)) if got else None
    block["sens_at_spec"] = {
        str(specificity): None if curve is None else float(curve[i])
        for i, specificity in enumerate(SPECIFICITIES)
    }
    return block
