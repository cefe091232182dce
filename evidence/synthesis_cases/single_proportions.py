"""The kind `proportion`: one proportion a study, transformed or by the binomial-normal model."""

from __future__ import annotations

import numpy as np

from evidence.synthesis.accuracy import clopper_pearson, proportion
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.proportions import checked_proportions, pool_proportions
from evidence.synthesis.spread import spread

from .blocks import Block, listed, pooled_block, spread_block
from .case import Case
from .options import Options, model

# Where a case may name the model with the exact likelihood.
NAMED_IN = ("transform", "method", "model", "likelihood")


def proportions(case: Case, options: Options) -> Block:
    """The pooled proportion on its transformed scale and between 0 and 1; exact limits of studies."""
    for name in ("events", "total"):
        if name not in case.columns:
            raise InvalidInput("missing-column", f"column {name} is missing", column=name)
    if any(options.text(name).lower().startswith("binomial") for name in NAMED_IN):
        return _exact(case, options)
    got = pool_proportions(
        case.columns["events"],
        case.columns["total"],
        transform=(options.word("transform", "logit").lower().split() or [""])[0],
        model=model(options),
        tau2=options.word("tau2", "dl"),
        ci=options.word("ci", "wald"),
        level=options.number("level", 0.95),
        labels=case.labels,
    )
    block = pooled_block(got.pooled, "natural") | spread_block(spread(got.pooled))
    del block["est_natural"], block["ci_natural"]
    studies = {
        "est": listed(got.pooled.studies.estimate),
        "se": listed(got.pooled.studies.se),
        "prop": listed(got.study_prop),
        "ci_lo": listed(got.study_lower),
        "ci_hi": listed(got.study_upper),
        "weight_pct": listed(got.pooled.studies.weight_pct),
    }
    limits = None if got.ci_lower is None else (got.ci_lower, got.ci_upper)
    return block | {"prop": got.prop, "prop_ci": limits, "studies": studies}


def _exact(case: Case, options: Options) -> Block:
    from evidence.synthesis.binomial_normal import binomial_normal  # only this model needs it

    level = options.number("level", 0.95)
    got = binomial_normal(
        case.columns["events"], case.columns["total"], level=level, labels=case.labels
    )
    test = got.logit
    x, n, _names = checked_proportions(case.columns["events"], case.columns["total"], case.labels)
    lower, upper = clopper_pearson(x, n, level=level)
    return {
        "k": got.k,
        "estimable": test is not None,
        "reason": got.reason,
        "est": got.estimate,
        "se": test.se if test else None,
        "ci": (test.ci_lower, test.ci_upper) if test else None,
        "stat": test.statistic if test else None,
        "stat_dist": "z" if test else None,
        "df": None,
        "p": test.p if test else None,
        "tau2": got.tau2,
        "loglik": got.log_likelihood,
        "prop": got.prop,
        "prop_ci": None if test is None else (got.prop_lower, got.prop_upper),
        "studies": {
            "prop": listed(np.asarray(proportion(x, n))),
            "ci_lo": listed(lower),
            "ci_hi": listed(upper),
        },
    }
