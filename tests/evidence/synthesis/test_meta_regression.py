"""Meta-regression against published examples, and against the same model written with matrices."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.meta_regression import meta_regression

from .bcg import BCG, COLUMNS, LATITUDES, METAFOR

# Raudenbush 2009 (Handbook of Research Synthesis, 2nd edition; dat.raudenbush1985 of metadat): teacher expectancy, weeks of
# contact before (3 for more than 3), standardised mean difference, its variance.
RAUDENBUSH = [
    (2, 0.03, 0.0156),
    (3, 0.12, 0.0216),
    (3, -0.14, 0.0279),
    (0, 1.18, 0.1391),
    (0, 0.26, 0.1362),
    (3, -0.06, 0.0106),
    (3, -0.02, 0.0106),
    (3, -0.32, 0.0484),
    (0, 0.27, 0.0269),
    (1, 0.80, 0.0630),
    (0, 0.54, 0.0912),
    (0, 0.18, 0.0497),
    (1, -0.02, 0.0835),
    (2, 0.23, 0.0841),
    (3, -0.18, 0.0253),
    (3, -0.06, 0.0279),
    (1, 0.30, 0.0193),
    (2, 0.07, 0.0088),
    (3, -0.07, 0.0303),
]


def bcg(tau2="reml", ci="wald", model="random"):
    return pool(
        COLUMNS, measure="RR", method="iv", model=model, tau2=tau2, ci=ci, profile="general"
    )


def generic(y, v, **options):
    columns = {"estimate": y, "se": np.sqrt(v)}
    return pool(columns, measure="GIV", method="iv", model="random", profile="general", **options)


def figures(coefficient):
    return [
        coefficient.estimate,
        coefficient.se,
        coefficient.statistic,
        coefficient.p,
        coefficient.ci_lower,
        coefficient.ci_upper,
    ]


@pytest.mark.parametrize("ci", ["wald", "hksj"])
@pytest.mark.parametrize("tau2", ["dl", "reml", "ml", "pm"])
@pytest.mark.parametrize("data", ["bcg", "expectancy"])
def test_meta_regression_reproduces_metafor(data, tau2, ci):
    expected = METAFOR["meta_regression"][data][tau2][ci]
    if data == "bcg":
        got = meta_regression(bcg(tau2, ci), LATITUDES)
    else:
        weeks, y, v = (np.array(column) for column in zip(*RAUDENBUSH, strict=True))
        got = meta_regression(generic(y, v, tau2=tau2, ci=ci), weeks)

    assert figures(got.intercept) == pytest.approx(expected["intercept"], rel=1e-7, abs=1e-9)
    assert figures(got.slope) == pytest.approx(expected["slope"], rel=1e-7, abs=1e-9)
    names = ("tau2", "r2", "i2", "h2", "q", "q_p", "test_statistic")
    shown = {name: getattr(got, name) for name in names}
    assert shown == pytest.approx({name: expected[name] for name in names}, rel=1e-7, abs=1e-9)


def berkey(model="random"):
    """Log risk ratios with the variances smoothed over studies, latitude about its mean."""
    rows = np.array(BCG, dtype=float)
    a, b, c, d, latitude = rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 5]
    y = np.log(a / (a + b)) - np.log(c / (c + d))
    v = (b / a).sum() / (13 * (a + b)) + (d / c).sum() / (13 * (c + d))
    pooled = pool(
        {"estimate": y, "se": np.sqrt(v)},
        measure="GIV",
        method="iv",
        model=model,
        tau2="pm",
        profile="general",
    )
    return pooled, meta_regression(pooled, latitude - 33.46)


def test_berkey_1995_mixed_effects():
    # rma(yi, vi, mods = ~ I(ablat - 33.46), method = 'PM') of these variances: -0.6303238 (0.159052),
    # -0.02676116 (0.01101576), tau2 0.15718, R2 41.38; without the covariate -0.5429478 (0.1842145), 0.2681663.
    pooled, got = berkey()

    assert (round(pooled.estimate, 4), round(pooled.se, 4)) == (-0.5429, 0.1842)
    assert round(pooled.tau2, 3) == 0.268
    assert (round(got.intercept.estimate, 4), round(got.slope.estimate, 4)) == (-0.6303, -0.0268)
    assert (round(got.intercept.se, 4), round(got.slope.se, 4)) == (0.1591, 0.0110)
    assert (round(got.tau2, 3), round(got.r2)) == (0.157, 41)
    line = np.exp(got.predicted(np.array([0.0, 42 - 33.46]))[0])
    assert [round(each, 2) for each in line.tolist()] == [0.53, 0.42]


def test_berkey_1995_fixed_effect():
    # The same with method = 'FE': -0.5949281 (0.06961337), -0.02819007 (0.003987485).
    _pooled, got = berkey("fixed")

    assert (round(got.intercept.estimate, 4), round(got.slope.estimate, 4)) == (-0.5949, -0.0282)
    assert (round(got.intercept.se, 4), round(got.slope.se, 4)) == (0.0696, 0.0040)
    assert (got.tau2, got.r2, got.i2) == (None, None, None)


def test_raudenbush_2009_mixed_effects():
    # rma(yi, vi, mods = ~ pmin(weeks, 3), data = dat.raudenbush1985): tests/data/metafor/bcg.R.
    weeks, y, v = (np.array(column) for column in zip(*RAUDENBUSH, strict=True))

    got = meta_regression(generic(y, v, tau2="reml"), weeks)

    assert (round(got.intercept.estimate, 3), round(got.slope.estimate, 3)) == (0.407, -0.157)
    assert (round(got.intercept.statistic, 2), round(got.slope.statistic, 2)) == (4.68, -4.39)
    assert (round(got.tau2, 3), round(got.q, 2), got.r2) == (0, 16.57, 100)


@pytest.mark.parametrize(
    ("tau2", "model"),
    [
        ("ml", (0.013, 0.078, 0.047, 1.637, -0.015, 0.171)),
        ("reml", (0.019, 0.084, 0.052, 1.621, -0.018, 0.185)),
        ("dl", (0.026, 0.089, 0.056, 1.601, -0.020, 0.199)),
    ],
)
def test_raudenbush_2009_random_effects(tau2, model):
    # rma(yi, vi, data = dat.raudenbush1985, method = ...), to three decimals.
    _weeks, y, v = (np.array(column) for column in zip(*RAUDENBUSH, strict=True))

    got = generic(y, v, tau2=tau2)

    shown = (got.tau2, got.estimate, got.se, got.statistic, got.ci_lower, got.ci_upper)
    assert tuple(round(each, 3) for each in shown) == model


@pytest.mark.parametrize(
    ("tau2", "model"),
    [
        ("ml", (0.013, 0.078, 0.059, 1.311, -0.047, 0.202)),
        ("reml", (0.019, 0.084, 0.062, 1.359, -0.046, 0.213)),
        ("dl", (0.026, 0.089, 0.064, 1.405, -0.044, 0.223)),
    ],
)
def test_raudenbush_2009_knapp_and_hartung(tau2, model):
    # The same with test = 'knha'.
    _weeks, y, v = (np.array(column) for column in zip(*RAUDENBUSH, strict=True))

    got = generic(y, v, tau2=tau2, ci="hksj")

    shown = (got.tau2, got.estimate, got.se, got.statistic, got.ci_lower, got.ci_upper)
    assert tuple(round(each, 3) for each in shown) == model


def by_matrices(y, se, x, tau2, *, restricted=True):
    """Coefficients, covariance, residual scale and log likelihood of the model, with k x k matrices."""
    design = np.column_stack([np.ones(len(y)), x])
    weights = np.diag(1 / (se**2 + tau2))
    cov = np.linalg.inv(design.T @ weights @ design)
    beta = cov @ design.T @ weights @ y
    residual = y - design @ beta
    q = residual @ weights @ residual
    value = (np.log(np.diag(weights)).sum() - q) / 2
    if restricted:
        value -= np.linalg.slogdet(design.T @ weights @ design)[1] / 2
    return beta, cov, q / (len(y) - 2), value


@pytest.mark.parametrize("tau2", ["dl", "reml", "pm", "ml"])
@pytest.mark.parametrize("ci", ["wald", "hksj", "hksj_adhoc"])
def test_meta_regression_is_the_model_in_matrices(tau2, ci):
    pooled = bcg(tau2, ci)
    y, se = pooled.pooled_effects()
    x = np.array(LATITUDES, dtype=float)

    got = meta_regression(pooled, x)

    beta, cov, scale, _value = by_matrices(y, se, x, got.tau2)
    scale = {"wald": 1.0, "hksj": scale, "hksj_adhoc": max(1.0, scale)}[ci]
    assert [got.intercept.estimate, got.slope.estimate] == pytest.approx(beta.tolist(), rel=1e-10)
    errors = np.sqrt(scale * np.diag(cov))
    assert [got.intercept.se, got.slope.se] == pytest.approx(errors.tolist(), rel=1e-10)
    assert got.covariance == pytest.approx(scale * cov[0, 1], rel=1e-10)
    at = np.array([1.0, 20.0])
    line, lower, upper = got.predicted(np.array([20.0]))
    assert line[0] == pytest.approx(float(at @ beta), rel=1e-10)
    half = math.sqrt(scale * at @ cov @ at) * (
        1.959963984540054 if ci == "wald" else 2.200985160083
    )
    assert (upper - lower)[0] / 2 == pytest.approx(half, rel=1e-10)


@pytest.mark.parametrize("tau2", ["reml", "ml"])
def test_likelihood_is_highest_at_its_estimate(tau2):
    pooled = bcg(tau2)
    y, se = pooled.pooled_effects()
    x = np.array(LATITUDES, dtype=float)

    top = meta_regression(pooled, x).tau2

    def value(at):
        return by_matrices(y, se, x, at, restricted=tau2 == "reml")[3]

    assert all(value(top) > value(top + step) for step in (-1e-3, 1e-3, -top, 0.3))


def test_paule_mandel_leaves_the_degrees_of_freedom():
    pooled = bcg("pm")
    y, se = pooled.pooled_effects()
    x = np.array(LATITUDES, dtype=float)

    scale = by_matrices(y, se, x, meta_regression(pooled, x).tau2)[2]

    assert scale == pytest.approx(1, rel=1e-12)


def test_shifting_the_covariate_moves_the_intercept_only():
    x = np.array(LATITUDES, dtype=float)

    here, there = meta_regression(bcg(), x), meta_regression(bcg(), 1000 + 2 * x)

    assert there.slope.estimate == pytest.approx(here.slope.estimate / 2, rel=1e-9)
    assert there.slope.p == pytest.approx(here.slope.p, rel=1e-7)
    assert there.tau2 == pytest.approx(here.tau2, rel=1e-9)


def test_two_studies_or_one_value_make_no_regression():
    two = generic([0.1, 0.4], np.array([0.04, 0.09]), tau2="dl")

    assert meta_regression(two, [1, 2]) is None
    assert meta_regression(bcg(), [33] * 13) is None


def test_meta_regression_names_the_study_without_a_value():
    with pytest.raises(InvalidInput) as raised:
        meta_regression(bcg(), [math.nan, *LATITUDES[1:]])
    with pytest.raises(InvalidInput) as short:
        meta_regression(bcg(), LATITUDES[1:])

    assert (raised.value.code, raised.value.study) == ("not-a-number", "row 1")
    assert short.value.code == "lengths-differ"


def test_a_study_that_is_not_estimable_needs_no_value():
    columns = {
        "events_1": [0, 4, 9, 5],
        "total_1": [10, 50, 60, 55],
        "events_2": [0, 9, 8, 11],
        "total_2": [10, 50, 60, 55],
    }
    pooled = pool(columns, measure="RR", method="iv", model="random")

    assert meta_regression(pooled, [math.nan, 1, 2, 4]).k == 3
