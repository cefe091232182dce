"""Influence of single studies against metafor, and against fitting without each."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.influence import influence
from evidence.synthesis.inputs import InvalidInput

from .bcg import COLUMNS


def bcg(**options):
    given = {"measure": "RR", "method": "iv", "model": "random", "tau2": "reml"} | options
    return pool(COLUMNS, profile="general", **given)


def test_influence_of_the_first_bcg_trial_as_metafor_tests_it():
    # metafor's own test of influence() on dat.bcg; tau2 there stops at 1e-5.
    got = influence(bcg())

    shown = {name: getattr(got, name)[0] for name in ("rstudent", "dffits", "cook", "cov_ratio")}
    expected = {
        "rstudent": -0.218142474344442,
        "dffits": -0.0407075604868486,
        "cook": 0.00171654236729195,
        "cov_ratio": 1.11644891104804,
    }
    assert shown == {name: pytest.approx(value, abs=2e-5) for name, value in expected.items()}
    assert got.tau2[0] == pytest.approx(0.336156745300306, abs=1e-5)
    assert got.q[0] == pytest.approx(151.582572747109, rel=1e-12)
    assert got.hat[0] == pytest.approx(0.0505948307931551, abs=1e-6)
    assert got.dfbetas[0] == pytest.approx(-0.0402659025974144, abs=2e-6)
    assert not got.influential[0]


def test_influential_trials_of_the_fixed_effect_model_as_metafor_counts_them():
    got = influence(bcg(model="fixed"))

    assert int(got.influential.sum()) == 3


@pytest.mark.parametrize("ci", ["wald", "hksj", "hksj_adhoc"])
@pytest.mark.parametrize("tau2", ["dl", "reml", "pm"])
def test_influence_is_fitting_without_each_study(ci, tau2):
    pooled = bcg(tau2=tau2, ci=ci)
    y, se = pooled.pooled_effects()

    got = influence(pooled)

    for i in range(len(y)):
        rest = {"estimate": np.delete(y, i), "se": np.delete(se, i)}
        other = pool(
            rest, measure="GIV", method="iv", model="random", tau2=tau2, ci=ci, profile="general"
        )
        spread = se[i] ** 2 + other.tau2
        weights = 1 / (rest["se"] ** 2 + other.tau2)
        scale = other.se**2 * weights.sum()
        move = pooled.estimate - other.estimate
        total = weights.sum() + 1 / spread
        expected = [
            (y[i] - other.estimate) / np.sqrt(scale * spread + other.se**2),
            move / np.sqrt(scale * got.hat[i] * spread),
            move**2 / pooled.se**2,
            other.se**2 / pooled.se**2,
            move / np.sqrt(scale / total),
        ]
        names = ("rstudent", "dffits", "cook", "cov_ratio", "dfbetas")
        assert [getattr(got, name)[i] for name in names] == pytest.approx(expected, rel=1e-8)


def test_hat_values_are_weights_and_sum_to_one():
    assert influence(bcg()).hat.sum() == pytest.approx(1, rel=1e-12)


def test_a_study_far_from_the_others_is_marked():
    columns = {"estimate": [0.1, 0.12, 0.09, 0.11, 0.4], "se": [0.1] * 4 + [0.06]}

    got = influence(pool(columns, measure="GIV", method="iv", model="fixed"))

    assert got.influential.tolist() == [False, False, False, False, True]
    assert int(np.argmax(np.abs(got.rstudent))) == 4


def test_a_study_that_is_not_estimable_sways_nothing():
    columns = {
        "events_1": [0, 4, 9],
        "total_1": [10, 50, 60],
        "events_2": [0, 9, 8],
        "total_2": [10, 50, 60],
    }

    got = influence(pool(columns, measure="RR", method="iv", model="random"))

    assert np.isnan(got.rstudent).tolist() == [True, False, False]
    assert not got.influential[0]


def test_one_study_alone_has_no_influence():
    got = influence(
        pool({"estimate": [0.1], "se": [0.2]}, measure="GIV", method="iv", model="random")
    )

    assert np.isnan(got.cook).all()
    assert got.influential.tolist() == [False]


def test_influence_refuses_weights_of_mantel_and_haenszel():
    with pytest.raises(InvalidInput):
        influence(pool(COLUMNS, measure="RR", method="mh", model="fixed"))
