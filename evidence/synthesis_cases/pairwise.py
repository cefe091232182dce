"""Kinds that compare two arms: pairwise, subgroup, leave_one_out, revman5_stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from evidence.synthesis.analysis import Pooled, pool
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.shared_controls import shared_controls
from evidence.synthesis.spread import spread

from .blocks import (
    Block,
    listed,
    natural,
    natural_pair,
    pooled_block,
    spread_block,
    studies_block,
    test_block,
)
from .case import Case
from .options import Options, pooling, scale

if TYPE_CHECKING:
    from evidence.synthesis.subgroups import Subgroups


def pairwise(case: Case, options: Options) -> Block:
    """The whole analysis: pooled effect, heterogeneity, prediction intervals, studies.

    Where studies have names, `shared_controls` are rows (from 0) that count a control group twice.
    """
    pooled = pooled_of(case, options)
    block = pooled_block(pooled, scale(options, pooled.scale))
    block |= spread_block(spread(pooled))
    if case.labels is not None:
        shared = shared_controls(case.labels, case.columns)
        block["shared_controls"] = [{"study": e.study, "rows": list(e.rows)} for e in shared]
    block["studies"] = studies_block(pooled)
    return block


def pooled_of(case: Case, options: Options) -> Pooled:
    """The case's studies pooled by its options."""
    return pool(case.columns, labels=case.labels, **pooling(options))


def subgroups_of(case: Case, options: Options) -> Subgroups:
    """The case's studies pooled within the values of its column `subgroup`."""
    if case.subgroup is None:
        raise InvalidInput("missing-column", "column subgroup is missing", column="subgroup")
    from evidence.synthesis.subgroups import by_subgroup  # most files have no such case

    return by_subgroup(case.columns, case.subgroup, labels=case.labels, **pooling(options))


def subgroup(case: Case, options: Options) -> Block:
    """All studies together, each subgroup in order of first appearance, and the test between them."""
    got = subgroups_of(case, options)
    shown = scale(options, got.overall.scale)
    overall = pooled_block(got.overall, shown) | {"studies": studies_block(got.overall)}
    blocks = [
        {"subgroup": name} | pooled_block(pooled, shown) | {"studies": studies_block(pooled)}
        for name, pooled in zip(got.names, got.pooled, strict=True)
    ]
    return {
        "overall": overall,
        "subgroups": blocks,
        "subgroup_weight_pct": listed(got.weight_pct),
        "subgroup_test": test_block(got.test),
    }


def omitted(case: Case, options: Options) -> Block:
    """One block for each study left out, in the data's order."""
    from evidence.synthesis.leave_one_out import leave_one_out  # most files have no such case

    pooled = pooled_of(case, options)
    got, shown = leave_one_out(pooled), scale(options, pooled.scale)
    columns = (got.estimate, got.se, got.ci_lower, got.ci_upper, got.p, got.tau2, got.q, got.i2)
    rows = zip(*(listed(column) for column in columns), strict=True)
    return {"omitted": [_omitted_block(*row, scale=shown) for row in rows]}


def _omitted_block(
    estimate: float | None,
    se: float | None,
    lower: float | None,
    upper: float | None,
    p: float | None,
    tau2: float | None,
    q: float | None,
    i2: float | None,
    *,
    scale: str,
) -> Block:
    limits = None if lower is None or upper is None else (lower, upper)
    return {
        "est": estimate,
        "se": se,
        "ci": limits,
        "p": p,
        "tau2": tau2,
        "Q": q,
        "I2_Q": i2,
        "est_natural": natural(estimate, scale),
        "ci_natural": natural_pair(limits, scale),
    }


def stored(case: Case, options: Options) -> Block:
    """What RevMan 5 stores in its files: ratios as ratios, Z with the sign of the effect."""
    if case.subgroup is None:
        pooled = pooled_of(case, options)
        return _stored_block(pooled, 100.0 if pooled.estimable else 0.0)
    got = subgroups_of(case, options)
    parts = zip(got.names, got.pooled, got.weight_pct.tolist(), strict=True)
    blocks = [{"subgroup": name} | _stored_block(pooled, share) for name, pooled, share in parts]
    whole = _stored_block(got.overall, 100.0 if got.overall.estimable else 0.0)
    return whole | {"subgroups": blocks, "subgroup_test": test_block(got.test)}


def _stored_block(pooled: Pooled, weight: float) -> Block:
    scale_of = pooled.scale
    return {
        "k": pooled.k,
        "estimable": pooled.estimable,
        "est_natural": natural(pooled.estimate, scale_of),
        "ci_natural": natural_pair(pooled.ci, scale_of),
        "stat": pooled.statistic,
        "p": pooled.p,
        "Q": pooled.q,
        "Q_df": pooled.q_df,
        "Q_p": pooled.q_p,
        "I2_Q": pooled.i2,
        "tau2": pooled.tau2,
        "weight_pct": weight,
        "studies": _stored_studies(pooled),
    }


def _stored_studies(pooled: Pooled) -> Block:
    studies = pooled.studies
    with np.errstate(over="ignore"):
        shown = [
            listed(pooled.studies_natural(column))
            for column in (studies.estimate, studies.ci_lower, studies.ci_upper)
        ]
    return {
        "est_natural": shown[0],
        "se": listed(studies.se),
        "ci_lo_natural": shown[1],
        "ci_hi_natural": shown[2],
        "weight_pct": listed(studies.weight_pct),
        "estimable": studies.estimable.tolist(),
    }
