"""How far true effects spread around the pooled one: prediction intervals, limits of τ² and I².

Sources: [HTS] Higgins JPT, Thompson SG, Spiegelhalter DJ. J R Stat Soc A 2009;172:137-59.
[V7] Viechtbauer W. Stat Med 2007;26:37-52. [HT] Higgins JPT, Thompson SG. Stat Med 2002;21:1539-58.
"""

from __future__ import annotations

from dataclasses import dataclass

from .analysis import Pooled
from .heterogeneity import h2_from_tau2, i2_from_tau2, typical_variance
from .intervals import prediction, q_profile_tau2

Limits = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Figures on the analysis scale; None for one study, a fixed-effect model or too few studies.

    `i2_tau2` (percent) and `h2_tau2` come from τ², `tau2_ci` and `i2_ci` from the Q-profile. The
    prediction intervals use the normal, t(k−1) and t(k−2) distributions.
    """

    i2_tau2: float | None
    h2_tau2: float | None
    tau2_ci: Limits
    i2_ci: Limits
    prediction_z: Limits
    prediction_t_k1: Limits
    prediction_t_k2: Limits
    prediction_metafor: Limits


NOTHING = Spread(None, None, None, None, None, None, None, None)


def spread(pooled: Pooled) -> Spread:
    """The spread of a random-effects result at the level of its recipe.

    `prediction_metafor` is normal after a Wald interval and t(k−1) after Hartung-Knapp, as metafor
    chooses; [HTS] use k − 2 degrees of freedom, which is `prediction_t_k2`. Sources of the limits: [V7]; of I²: [HT].
    """
    tau2, estimate, se = pooled.tau2, pooled.estimate, pooled.se
    if tau2 is None or estimate is None or se is None:
        return NOTHING
    level, k = pooled.recipe.level, pooled.k
    y, errors = pooled.pooled_effects()
    typical, limits = typical_variance(errors), q_profile_tau2(y, errors, level=level)
    i2_ci = None
    if limits is not None and typical is not None:
        i2_ci = i2_from_tau2(limits[0], typical), i2_from_tau2(limits[1], typical)
    z = prediction(estimate, se, tau2, level=level)
    t_k1 = prediction(estimate, se, tau2, df=k - 1, level=level)
    return Spread(
        i2_tau2=None if typical is None else i2_from_tau2(tau2, typical),
        h2_tau2=None if typical is None else h2_from_tau2(tau2, typical),
        tau2_ci=limits,
        i2_ci=i2_ci,
        prediction_z=z,
        prediction_t_k1=t_k1,
        prediction_t_k2=prediction(estimate, se, tau2, df=k - 2, level=level),
        prediction_metafor=z if pooled.df is None else t_k1,
    )
