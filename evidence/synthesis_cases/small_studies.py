"""Kinds that ask whether small studies differ: egger, trim_and_fill."""

from __future__ import annotations

from evidence.synthesis.small_study_effects import begg, egger, peters
from evidence.synthesis.trim_and_fill import trim_and_fill

from .blocks import Block, listed
from .case import Case
from .options import Options
from .pairwise import pooled_of

PETERS = ("slope", "slope_se", "t", "df", "p", "limit_estimate", "residual_sd")
EGGER = ("intercept", "intercept_se", "t", "df", "p", "limit_estimate", "residual_sd")


def asymmetry(case: Case, options: Options) -> Block:
    """Egger's and (of counts) Peters' regressions, Begg's rank correlation; `enough_studies` is the rule of ten."""
    pooled = pooled_of(case, options)
    line, rank = egger(pooled), begg(pooled)
    block: Block = {name: getattr(line, name) if line else None for name in EGGER}
    block["begg"] = {
        "tau": rank.tau if rank else None,
        "p": rank.p if rank else None,
        "exact": rank.exact if rank else None,
    }
    size = peters(pooled)
    block["peters"] = {name: getattr(size, name) if size else None for name in PETERS}
    block["k"] = pooled.k
    block["enough_studies"] = line.enough_studies if line else False
    return block


def filled(case: Case, options: Options) -> Block:
    """How many studies seem to be missing on which side, and the result with them."""
    estimator, side = options.word("estimator", "L0"), options.word("side")
    got = trim_and_fill(pooled_of(case, options), estimator=estimator, side=side or None)
    if got is None:
        empty = ("k0", "se_k0", "side", "est", "se", "ci", "p", "tau2")
        return dict.fromkeys(empty) | {"filled_yi": [], "filled_se": []}
    return {
        "k0": got.k0,
        "se_k0": got.se_k0,
        "side": got.side,
        "est": got.pooled.estimate,
        "se": got.pooled.se,
        "ci": got.pooled.ci,
        "p": got.pooled.p,
        "tau2": got.pooled.tau2,
        "filled_yi": listed(got.filled_estimate),
        "filled_se": listed(got.filled_se),
    }
