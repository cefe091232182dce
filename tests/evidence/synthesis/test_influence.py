"""Influence of single studies against metafor, and against fitting without each."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.influence import influence
from evidence.synthesis.inputs import InvalidInput

from .bcg import COLUMNS, METAFOR


def bcg(**options):
    given = {"measure": "RR", "method": "iv", "model": "random", "tau2": "reml"} | options
    return pool(COLUMNS, profile="general", **given)


# Ours and metafor's names.
NAMES = {
    "rstudent": "rstudent",
    "dffits": "dffits",
    "cook": "cook.d",
    "cov_ratio": "cov.r",
    "tau2": "tau2.del",
    "q": "QE.del",
    "hat": "hat",
    "dfbetas": "dfbetas",
}


def differing(got, expected):
    """Names of the columns (13,) that are not metafor's."""
    return [
        ours
        for ours, theirs in NAMES.items()
        if getattr(got, ours).tolist() != pytest.approx(expected[theirs], rel=1e-5, abs=1e-7)
    ]


@pytest.mark.parametrize("ci", ["wald", "hksj"])
@pytest.mark.parametrize("tau2", ["dl", "reml"])
def test_influence_reproduces_metafor(tau2, ci):
    expected = METAFOR["influence"][tau2][ci]

    got = influence(bcg(tau2=tau2, ci=ci))

    assert differing(got, expected) == []
    assert got.influential.tolist() == expected["influential"]


def test_influence_in_the_fixed_effect_model_reproduces_metafor():
    expected = METAFOR["influence_fixed"]

    got = influence(bcg(model="fixed"))

    # metafor prints a tau2 of 0 there; here there is none.
    assert differing(got, expected) == ["tau2"]
    assert got.influential.tolist() == expected["influential"]


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
