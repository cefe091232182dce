"""The normal, t, chi-square and beta distributions from scipy.special, with types.

scipy.stats costs a second at import and far more a call; these are the same functions underneath.
"""

from __future__ import annotations

from scipy import special  # type: ignore[import-untyped]  # ships no types; met only here

from .inputs import FloatArray


def normal_quantile(level: float) -> float:
    """z of a two-sided interval: 1.959963984540054 for 0.95, not 1.96, as RevMan has it."""
    return float(special.ndtri(0.5 + level / 2))


def student_quantile(level: float, df: float) -> float:
    """t of a two-sided interval with `df` degrees of freedom."""
    return float(special.stdtrit(df, 0.5 + level / 2))


def normal_p(statistic: float) -> float:
    """Two-sided P of a standard normal statistic."""
    return float(2 * special.ndtr(-abs(statistic)))


def student_p(statistic: float, df: float) -> float:
    """Two-sided P of a t statistic with `df` degrees of freedom."""
    return float(2 * special.stdtr(df, -abs(statistic)))


def chi2_p(statistic: float, df: float) -> float:
    """Upper tail of the chi-square distribution with `df` degrees of freedom."""
    return float(special.chdtrc(df, statistic))


def chi2_quantile(upper_tail: float, df: float) -> float:
    """The chi-square value that leaves `upper_tail` above it."""
    return float(special.chdtri(df, upper_tail))


def beta_quantile(a: FloatArray, b: FloatArray, lower_tail: float) -> FloatArray:
    """Quantiles of beta distributions with parameters a, b above zero, each (k,)."""
    quantile: FloatArray = special.betaincinv(a, b, lower_tail)
    return quantile


def log_gamma(x: FloatArray) -> FloatArray:
    """ln Γ(x) for x above zero, (k,)."""
    value: FloatArray = special.gammaln(x)
    return value
