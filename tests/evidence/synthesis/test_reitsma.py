"""The bivariate normal model against mada."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.accuracy_analysis import fit
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.reitsma import corrected_logits, fit_normal, log_likelihood
from evidence.synthesis.tau2 import maximum_likelihood, restricted_maximum_likelihood

from .accuracy_tables import accuracy_block, figure_2, sides
from .reference import disagreements
from .test_bivariate import BIVARIATE, DESCRIBES_THE_FIT

NORMAL = {
    name: case for name, case in BIVARIATE.items() if case["options"]["likelihood"] == "normal"
}
RULES = {
    "every study if any study has a zero cell": "all",
    "only studies with a zero cell": "single",
}


@pytest.mark.parametrize("case", NORMAL.values(), ids=NORMAL)
def test_normal_model_reproduces_mada(case):
    data, options = case["data"], case["options"]

    got = fit(
        *(data[cell] for cell in ("TP", "FP", "FN", "TN")),
        likelihood="normal",
        estimator=options["estimator"],
        correction=RULES[options["correction_rule"]],
    )

    wanted = {k: v for k, v in case["expected"].items() if k not in DESCRIBES_THE_FIT}
    assert got.model == "bivariate"
    assert disagreements(accuracy_block(got), wanted, case["tolerance"]) == []


@pytest.mark.parametrize("restricted", [True, False])
@pytest.mark.parametrize("factor", [(0.8, -0.5, 0.6), (1.5, 0.4, 0.0), (0.0, 0.0, 0.7)])
def test_gradient_is_the_slope_of_the_likelihood(restricted, factor):
    logits, variances = corrected_logits(*sides(figure_2("MRI")), "all")
    point, h = np.array(factor), 1e-6

    def value(points):
        return log_likelihood(points, logits, variances, restricted=restricted)

    shifts = h * np.eye(3)
    slope = (value(point + shifts)[0] - value(point - shifts)[0]) / (2 * h)
    assert value(point[np.newaxis])[1][0] == pytest.approx(slope, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("estimator", "univariate"),
    [("reml", restricted_maximum_likelihood), ("ml", maximum_likelihood)],
)
def test_one_side_is_an_ordinary_meta_analysis(estimator, univariate):
    logits, variances = corrected_logits(*sides(figure_2("CT")), "all")

    got = fit_normal(logits[:, :1], variances[:, :1], estimator=estimator, spread="sens-only")

    tau2 = univariate(logits[:, 0], np.sqrt(variances[:, 0]))
    weight = 1 / (variances[:, 0] + tau2)
    assert got.between[0, 0] == pytest.approx(tau2, rel=1e-6)
    assert got.beta == pytest.approx([weight @ logits[:, 0] / weight.sum()], rel=1e-7)
    assert got.beta_cov == pytest.approx(np.array([[1 / weight.sum()]]), rel=1e-6)


def test_correction_goes_to_all_studies_to_those_with_a_zero_or_to_none():
    events, total = np.array([[9.0, 8], [5, 6]]), np.array([[9.0, 9], [8, 9]])

    everywhere, single = (corrected_logits(events, total, rule)[0] for rule in ("all", "single"))

    assert everywhere[:, 0] == pytest.approx(np.log([9.5 / 0.5, 5.5 / 3.5]))
    assert single[:, 0] == pytest.approx(np.log([9.5 / 0.5, 5 / 3]))
    assert single[0, 1] == pytest.approx(np.log(8.5 / 1.5))


def test_nothing_is_added_where_no_cell_is_zero():
    events, total = np.array([[8.0, 8], [5, 6]]), np.array([[9.0, 9], [8, 9]])

    rules = [corrected_logits(events, total, rule)[0].tolist() for rule in ("all", "none")]

    assert rules[0] == rules[1]


def test_a_zero_cell_without_correction_is_named():
    with pytest.raises(InvalidInput) as raised:
        fit(
            [9, 8], [0, 1], [1, 1], [9, 9],
            likelihood="normal", correction="none", labels=["Adams 1999", "Brown 2001"],
        )  # fmt: skip

    assert (raised.value.code, raised.value.study, raised.value.column) == (
        "zero-cell",
        "Adams 1999",
        "fp",
    )
