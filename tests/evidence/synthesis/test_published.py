"""Published worked examples, at the digits they print; Viechtbauer 2010 is J Stat Softw 36(3)."""

from __future__ import annotations

import math

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.spread import spread

from .bcg import COLUMNS


def bcg(measure="RR", method="iv", **options):
    return pool(COLUMNS, measure=measure, method=method, **options)


def test_viechtbauer_2010_random_effects_of_bcg():
    pooled = bcg(model="random", tau2="reml", profile="general")

    got = (pooled.estimate, pooled.se, pooled.statistic, pooled.ci_lower, pooled.ci_upper)
    assert [round(each, 4) for each in got] == [-0.7145, 0.1798, -3.9744, -1.0669, -0.3622]
    assert (round(pooled.tau2, 4), round(pooled.q, 4), pooled.q_df) == (0.3132, 152.2330, 12)


def test_viechtbauer_2010_heterogeneity_of_bcg():
    result = spread(bcg(model="random", tau2="reml", profile="general"))

    assert (round(result.i2_tau2, 2), round(result.h2_tau2, 2)) == (92.22, 12.86)
    assert [round(each, 4) for each in result.tau2_ci] == [0.1197, 1.1115]
    # Printed from a root found to 1e-4 in tau2; the limit itself is 81.9206.
    assert result.i2_ci == (pytest.approx(81.9177, abs=0.005), pytest.approx(97.6781, abs=0.005))


def test_viechtbauer_2010_prediction_of_bcg():
    result = spread(bcg(model="random", tau2="reml", profile="general"))

    limits = [math.exp(each) for each in result.prediction_metafor]
    assert limits == [pytest.approx(0.1546, abs=5e-5), pytest.approx(1.5490, abs=5e-5)]


def test_van_houwelingen_2002_maximum_likelihood_of_bcg():
    # rma(measure = 'OR', ..., data = dat.bcg, method = 'ML'): -0.7419668, 0.1779534, 0.3024566.
    pooled = bcg("OR", model="random", tau2="ml")

    assert (round(pooled.estimate, 3), round(pooled.se, 3)) == (-0.742, 0.178)
    assert round(pooled.tau2, 3) == 0.302


def test_mantel_haenszel_risk_ratio_of_bcg_as_metafor_tests_it():
    pooled = bcg("RR", "mh", model="fixed")

    got = (pooled.natural, *pooled.ci_natural)
    assert [round(each, 4) for each in got] == [0.6353, 0.5881, 0.6862]
