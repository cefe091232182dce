"""Kinds that look at the same studies again: cumulative, influence, meta_regression, funnel."""

from __future__ import annotations

from evidence.synthesis.analysis import scale_of
from evidence.synthesis.cumulative import cumulative
from evidence.synthesis.funnel import Contour, funnel
from evidence.synthesis.influence import influence
from evidence.synthesis.inputs import Column, InvalidInput
from evidence.synthesis.meta_regression import Coefficient, meta_regression

from .blocks import Block, listed, natural
from .case import Case
from .options import Options, pooling, scale
from .pairwise import pooled_of


def added(case: Case, options: Options) -> Block:
    """One block after each study, in the order of the column `year` or of the data."""
    got = cumulative(case.columns, case.columns.get("year"), labels=case.labels, **pooling(options))
    shown = scale(options, scale_of(got.recipe.measure))
    columns = {
        "k": [int(each) for each in got.k],
        "est": listed(got.estimate),
        "se": listed(got.se),
        "ci_lo": listed(got.ci_lower),
        "ci_hi": listed(got.ci_upper),
        "p": listed(got.p),
        "tau2": listed(got.tau2),
        "Q": listed(got.q),
        "I2_Q": listed(got.i2),
        "est_natural": [natural(each, shown) for each in listed(got.estimate)],
    }
    rows = zip(*columns.values(), strict=True)
    return {
        "added": [
            {"study": label} | dict(zip(columns, row, strict=True))
            for label, row in zip(got.labels, rows, strict=True)
        ]
    }


def swayed(case: Case, options: Options) -> Block:
    """The influence of each study, columns in the data's order."""
    got = influence(pooled_of(case, options))
    return {
        "rstudent": listed(got.rstudent),
        "dffits": listed(got.dffits),
        "cook_d": listed(got.cook),
        "cov_r": listed(got.cov_ratio),
        "tau2_del": listed(got.tau2),
        "QE_del": listed(got.q),
        "hat": listed(got.hat),
        "dfbetas": listed(got.dfbetas),
        "influential": got.influential.tolist(),
    }


def regressed(case: Case, options: Options) -> Block:
    """Effect on the column `moderator`; `coefficients` is empty where there is no line."""
    got = meta_regression(pooled_of(case, options), _column(case, "moderator"))
    if got is None:
        return {"k": None, "coefficients": {}}
    return {
        "k": got.k,
        "coefficients": {
            "intercept": _coefficient(got.intercept),
            "slope": _coefficient(got.slope),
        },
        "df": got.df,
        "QM": got.test_statistic,
        "QM_p": got.slope.p,
        "tau2": got.tau2,
        "R2": got.r2,
        "QE": got.q,
        "QE_df": got.q_df,
        "QE_p": got.q_p,
        "I2": got.i2,
        "H2": got.h2,
    }


def _column(case: Case, name: str) -> Column:
    if name not in case.columns:
        raise InvalidInput("missing-column", f"column {name} is missing", column=name)
    return case.columns[name]


def _coefficient(given: Coefficient) -> Block:
    return {
        "est": given.estimate,
        "se": given.se,
        "ci": (given.ci_lower, given.ci_upper),
        "stat": given.statistic,
        "p": given.p,
    }


def drawn(case: Case, options: Options) -> Block:
    """Points and lines of the contour-enhanced funnel plot, on the analysis scale."""
    got = funnel(pooled_of(case, options))
    return {
        "studies": {
            "est": listed(got.estimate),
            "se": listed(got.se),
            "beyond": [int(each) for each in got.beyond],
        },
        "labels": list(got.labels),
        "se_limit": got.se_limit,
        "centre": got.centre,
        "pseudo": None if got.pseudo is None else _contour(got.pseudo),
        "contours": [_contour(each) for each in got.contours],
    }


def _contour(given: Contour) -> Block:
    return {"level": given.level, "lower": listed(given.lower), "upper": listed(given.upper)}
