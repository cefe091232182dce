"""Published worked examples, at the digits they print."""

from __future__ import annotations

import math

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.spread import spread

# Viechtbauer 2010 (J Stat Softw 36(3)), section 3.1: thirteen trials of BCG vaccine after Colditz
# 1994: cases and others among the vaccinated, cases and others among the controls.
BCG = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]


COLUMNS = {
    "events_1": [row[0] for row in BCG],
    "total_1": [row[0] + row[1] for row in BCG],
    "events_2": [row[2] for row in BCG],
    "total_2": [row[2] + row[3] for row in BCG],
}


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
    # Stat Med 21:589-624, section 3.
    pooled = bcg("OR", model="random", tau2="ml")

    assert (round(pooled.estimate, 3), round(pooled.se, 3)) == (-0.742, 0.178)
    assert round(pooled.tau2, 3) == 0.302


def test_mantel_haenszel_risk_ratio_of_bcg_as_metafor_tests_it():
    pooled = bcg("RR", "mh", model="fixed")

    got = (pooled.natural, *pooled.ci_natural)
    assert [round(each, 4) for each in got] == [0.6353, 0.5881, 0.6862]
