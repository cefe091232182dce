"""Two tests compared within one model."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.bivariate import fit_bivariate
from evidence.synthesis.comparing import compare
from evidence.synthesis.inputs import InvalidInput

from .accuracy_tables import figure_2, sides

CT, MRI = figure_2("CT"), figure_2("MRI")
TESTS = ["CT"] * 11 + ["MRI"] * 12
BOTH = [ct + mri for ct, mri in zip(CT, MRI, strict=True)]
STUDIES = [f"row {i}" for i in range(23)]


def compared(**options):
    return compare(TESTS, *BOTH, studies=STUDIES, points=5, **options)


def test_joint_test_is_twice_the_difference_of_log_likelihoods():
    got = compared()

    without = fit_bivariate(*sides(BOTH), points=5)
    statistic = 2 * (got.fit.loglik - without.loglik)
    assert got.p_lr == pytest.approx(math.exp(-statistic / 2), rel=1e-5)


def test_wald_test_takes_both_differences_together():
    got = compared()

    delta, cov = got.fit.beta[2:], got.fit.beta_cov[2:, 2:]
    statistic = delta @ np.linalg.inv(cov) @ delta
    assert got.p_wald == pytest.approx(math.exp(-statistic / 2), rel=1e-9)
    assert (got.sens.logit_difference, got.spec.logit_difference) == tuple(delta)


def test_differences_and_ratios_are_those_of_the_two_tests():
    sens = compared().sens

    assert sens.difference.value == pytest.approx(sens.second.value - sens.first.value)
    assert sens.ratio.value == pytest.approx(sens.second.value / sens.first.value)
    assert sens.difference.lower < sens.difference.value < sens.difference.upper


def test_changing_places_changes_signs():
    one, other = compared(first="CT"), compared(first="MRI")

    assert (one.tests, other.tests) == (("CT", "MRI"), ("MRI", "CT"))
    assert one.sens.logit_difference == pytest.approx(-other.sens.logit_difference, rel=1e-5)
    assert one.spec.difference.lower == pytest.approx(-other.spec.difference.upper, rel=1e-4)
    assert one.p_lr == pytest.approx(other.p_lr, rel=1e-5)


def test_a_test_does_not_differ_from_itself():
    twice = [column + column for column in CT]
    got = compare(["A"] * 11 + ["B"] * 11, *twice, studies=STUDIES[:11] * 2, points=5)

    assert got.sens.logit_difference == pytest.approx(0, abs=1e-6)
    assert got.p_lr == pytest.approx(1, abs=1e-6)


def test_shared_study_effects_compare_within_studies():
    # Ten studies far apart, the second test always a little better in the same study.
    found = [12, 20, 31, 39, 48, 55, 64, 72, 81, 88]
    better = [each + 6 for each in found]
    tp, fn = found + better, [100 - each for each in found + better]
    studies = [f"S{i}" for i in range(10)] * 2
    rows = ["A"] * 10 + ["B"] * 10

    apart = compare(rows, tp, tp, fn, fn, studies=studies, points=3)
    within = compare(rows, tp, tp, fn, fn, studies=studies, points=3, pairing="shared")

    assert within.sens.se < apart.sens.se / 3
    assert (apart.paired, apart.studies) == (10, 10)


def test_assumptions_are_stated():
    assert compared().assumptions == ("same-spread-for-both-tests", "pairing-ignored")
    assert compared(pairing="shared").assumptions == (
        "same-spread-for-both-tests",
        "study-effects-shared-by-tests",
    )


def test_a_correlation_at_its_limit_is_left_out_and_said():
    hits, misses = [90, 70, 50, 30, 10, 20], [10, 30, 50, 70, 90, 80]
    got = compare(["A", "B"] * 3, hits, hits, misses, misses, studies=list("abcdef"), points=3)

    assert got.assumptions[-1] == "no-correlation"
    assert got.fit.between[0, 1] == 0


def test_nothing_is_compared_where_a_logit_is_infinite():
    got = compare(
        ["A", "A", "B", "B"], [9, 8, 7, 6], [1, 2, 3, 2], [1, 2, 0, 0], [9, 8, 7, 9], studies=list("abcd")
    )  # fmt: skip

    assert (got.reason, got.sens, got.p_lr) == ("sens-all-or-none", None, None)


def test_one_study_of_a_test_is_not_compared():
    got = compare(["A", "A", "B"], [9, 8, 7], [1, 2, 3], [1, 2, 2], [9, 8, 7], studies=list("abc"))

    assert got.reason == "fewer-than-two-studies"


@pytest.mark.parametrize(
    ("tests", "code"),
    [(["A", "A"], "not-two-tests"), (["A", "B", "C"], "lengths-differ"), (["A"], "lengths-differ")],
)
def test_anything_but_two_tests_is_refused(tests, code):
    with pytest.raises(InvalidInput) as raised:
        compare(tests, [9, 8], [1, 2], [1, 2], [9, 8], studies=["a", "b"])

    assert raised.value.code == code


def test_an_unknown_first_test_is_refused():
    with pytest.raises(InvalidInput):
        compared(first="PET")
