"""Two-by-two tables for the tests of diagnostic accuracy."""

from __future__ import annotations

import csv

import numpy as np
from hypothesis import strategies as st

from .reference import DATA

CELLS = ("tp", "fp", "fn", "tn")

count = st.integers(0, 40)
table = st.tuples(count, count, count, count)
tables = st.lists(table, min_size=0, max_size=9)


def figure_2(test):
    """The columns TP, FP, FN, TN of one test in figure 2 of Yamamoto 2021."""
    with (DATA / "figure_2.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["test"] == test]
    return [[int(row[cell]) for row in rows] for cell in CELLS]


def sides(columns):
    """Events and totals (k, 2) of columns TP, FP, FN, TN: TP of diseased, TN of healthy."""
    tp, fp, fn, tn = (np.array(column, dtype=float) for column in columns)
    return np.stack([tp, tn], axis=1), np.stack([tp + fn, tn + fp], axis=1)


def columns_of(rows):
    """Rows of tables as four columns."""
    return [[row[i] for row in rows] for i in range(4)]


def accuracy_block(fitted):
    """A fit in the words of the reference."""
    ratios, errors = fitted.ratios, np.sqrt(np.diag(fitted.mean_cov))
    figures = {
        "logit_sens": fitted.mean[0],
        "logit_spec": fitted.mean[1],
        "se_logit_sens": errors[0],
        "se_logit_spec": errors[1],
        "cov_estimates": fitted.mean_cov[0, 1],
        "var_logit_sens": fitted.between[0, 0],
        "var_logit_spec": fitted.between[1, 1],
        "cov_logits": fitted.between[0, 1],
        "corr_logits": fitted.corr_logits,
        "loglik": fitted.loglik,
        "AUC_sroc_rutter_gatsonis": fitted.hsroc.area_by_mada(),
        "partial_AUC": fitted.hsroc.area_by_mada(*fitted.observed_fpr),
    }
    read = {
        "sens": fitted.sens,
        "spec": fitted.spec,
        "LR_pos": ratios.lr_pos,
        "LR_neg": ratios.lr_neg,
        "DOR": ratios.dor,
    }
    for name, estimate in read.items():
        figures[name] = estimate.value
        figures[f"{name}_ci"] = [estimate.lower, estimate.upper]
    return figures
