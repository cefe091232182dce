"""Results in the words of the reference: dictionaries of figures, None where nothing is defined."""

from __future__ import annotations

import math
from typing import TypeAlias

from evidence.synthesis.analysis import Pooled
from evidence.synthesis.heterogeneity import Heterogeneity
from evidence.synthesis.inputs import FloatArray
from evidence.synthesis.spread import Spread

Block: TypeAlias = dict[str, object]
# The largest power of e that is a number.
LARGEST = 709.0


def listed(values: FloatArray) -> list[float | None]:
    """A column (k,) as a list, None for NaN."""
    return [None if value != value else value for value in values.tolist()]


def natural(value: float | None, scale: str) -> float | None:
    """A figure of the analysis scale as people read it; None where it has no float."""
    if value is None or scale == "natural":
        return value
    return math.exp(value) if value <= LARGEST else None


def natural_pair(pair: tuple[float, float] | None, scale: str) -> list[float | None] | None:
    """Limits as people read them."""
    return None if pair is None else [natural(each, scale) for each in pair]


def pooled_block(pooled: Pooled, scale: str) -> Block:
    """The pooled effect with its test and heterogeneity, I² in percent."""
    return {
        "k": pooled.k,
        "estimable": pooled.estimable,
        "reason": pooled.reason,
        "est": pooled.estimate,
        "se": pooled.se,
        "ci": pooled.ci,
        "stat": pooled.statistic,
        "stat_dist": None if not pooled.estimable else "z" if pooled.df is None else "t",
        "df": pooled.df,
        "p": pooled.p,
        "tau2": pooled.tau2,
        "Q": pooled.q,
        "Q_df": pooled.q_df,
        "Q_p": pooled.q_p,
        "I2_Q": pooled.i2,
        "H_Q": pooled.h,
        "est_natural": natural(pooled.estimate, scale),
        "ci_natural": natural_pair(pooled.ci, scale),
    }


def spread_block(result: Spread) -> Block:
    """What follows from τ² and the Q-profile, and the prediction intervals."""
    return {
        "I2_tau2": result.i2_tau2,
        "H2_tau2": result.h2_tau2,
        "tau2_ci_qprofile": result.tau2_ci,
        "I2_tau2_ci": result.i2_ci,
        "pi_z": result.prediction_z,
        "pi_t_k1": result.prediction_t_k1,
        "pi_t_k2": result.prediction_t_k2,
        "pi_metafor": result.prediction_metafor,
    }


def studies_block(pooled: Pooled) -> Block:
    """The rows of the forest plot on the analysis scale."""
    studies = pooled.studies
    return {
        "est": listed(studies.estimate),
        "se": listed(studies.se),
        "ci_lo": listed(studies.ci_lower),
        "ci_hi": listed(studies.ci_upper),
        "estimable": studies.estimable.tolist(),
        "weight_pct": listed(studies.weight_pct),
    }


def test_block(test: Heterogeneity | None) -> Block:
    """A test of differences between subgroups."""
    if test is None:
        return {"Q": None, "df": None, "p": None, "I2": None}
    return {"Q": test.q, "df": test.df, "p": test.p, "I2": test.i2}
