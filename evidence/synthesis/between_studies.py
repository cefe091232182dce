"""How logit sensitivity and logit specificity vary between studies: a covariance and its limits.

The covariance is Λ·Λ′ with Λ = [[t₁, 0], [t₂, t₃]], so that no t gives a negative variance
(Pinheiro JC, Bates DM. Stat Comput 1996;6:289-96, section 2.1, as lme4 does). At the limits, variance
zero and correlation ±1, some t is zero and the likelihood stays smooth there.
"""

from __future__ import annotations

import numpy as np

from .inputs import FloatArray

# A standard deviation this small on the logit scale is zero; a correlation this near to 1 is 1.
NO_SPREAD = 1e-4
AT_LIMIT = 1e-6
# Beyond this standard deviation of logits the studies are all or nothing and the model runs away.
ENDLESS = 15.0


def covariance(factor: FloatArray) -> FloatArray:
    """Λ·Λ′ (2, 2) of t (3,); a variance below NO_SPREAD² is put to zero with its covariance."""
    t1, t2, t3 = factor
    matrix = np.array([[t1 * t1, t1 * t2], [t1 * t2, t2 * t2 + t3 * t3]])
    none = np.diag(matrix) < NO_SPREAD**2
    matrix[none, :] = 0.0
    matrix[:, none] = 0.0
    return matrix


def correlation(matrix: FloatArray) -> float | None:
    """The correlation of a covariance (2, 2), None where a variance is zero; exactly ±1 at its limit."""
    spread = float(np.sqrt(matrix[0, 0] * matrix[1, 1]))
    if spread == 0:
        return None
    value = float(matrix[0, 1]) / spread
    return float(np.sign(value)) if abs(value) > 1 - AT_LIMIT else value


def limit(matrix: FloatArray) -> str:
    """Which limit the covariance (2, 2) sits at, or an empty word.

    `no-spread`, `no-spread-sens`, `no-spread-spec`, `endless-spread`, `correlation-at-limit`.
    """
    sens, spec = np.diag(matrix)
    if max(sens, spec) > ENDLESS**2:
        return "endless-spread"
    if sens == 0 or spec == 0:
        return "no-spread" if sens == spec else f"no-spread-{'sens' if sens == 0 else 'spec'}"
    return "correlation-at-limit" if abs(correlation(matrix) or 0) == 1 else ""


def starting_factor(logits: FloatArray, variances: FloatArray) -> FloatArray:
    """A first t (3,) by moments: the spread of the logits (k, 2) less that within studies (k, 2).

    Variances start no lower than 0.05 and correlations within ±0.9: the limits themselves are
    points where a climb can rest without being at the top.
    """
    if len(logits) < 2:
        return np.array([0.5, 0.0, 0.5])
    total = np.cov(logits.T)
    spread = np.sqrt(np.clip(np.diag(total) - variances.mean(axis=0), 0.05, 9.0))
    together = float(np.clip(total[0, 1] / (spread[0] * spread[1]), -0.9, 0.9))
    return np.array([spread[0], together * spread[1], spread[1] * np.sqrt(1 - together**2)])
