"""Deeks' regression against R's lm.

zero <- tp == 0 | fp == 0 | fn == 0 | tn == 0
y <- log((tp + zero/2) * (tn + zero/2) / ((fp + zero/2) * (fn + zero/2)))
ess <- 4 * (tp + fn) * (fp + tn) / (tp + fn + fp + tn)
fit <- summary(lm(y ~ I(1 / sqrt(ess)), weights = ess)); fit$coefficients; fit$sigma
"""

import pytest

from evidence.synthesis.accuracy_asymmetry import deeks
from evidence.synthesis.inputs import InvalidInput

from .accuracy_tables import figure_2

# R 4: intercept, slope, its error, t and P, residual deviation, k.
R = {
    "MRI": (
        5.89453337346733,
        -8.28913727899521,
        10.92432967405712,
        -0.758777657422779,
        0.465493867682284845,
        14.8062480731716,
        12,
    ),
    "CT": (
        2.86960782550040,
        -3.52943965994818,
        12.64579169199093,
        -0.279099936636115,
        0.7864755187139231,
        15.5331880935706,
        11,
    ),
}


@pytest.mark.parametrize("test", R)
def test_regression_reproduces_r(test):
    intercept, slope, error, t, p, residual, k = R[test]

    got = deeks(*figure_2(test))

    assert (got.limit_estimate, got.slope, got.slope_se) == pytest.approx((intercept, slope, error))
    assert (got.t, got.p, got.residual_sd) == pytest.approx((t, p, residual))
    assert (got.k, got.df, got.enough_studies) == (k, k - 2, True)


def test_order_of_studies_and_of_the_two_sides_does_not_matter():
    tp, fp, fn, tn = figure_2("CT")
    there = deeks(tp, fp, fn, tn)

    back = deeks(*(list(reversed(column)) for column in (tp, fp, fn, tn)))
    mirrored = deeks(tn, fn, fp, tp)

    assert back.slope == pytest.approx(there.slope, rel=1e-12)
    assert mirrored.p == pytest.approx(there.p, rel=1e-12)


def test_studies_of_one_accuracy_show_no_asymmetry():
    sizes = (40, 80, 160, 320)
    got = deeks(
        [0.9 * n for n in sizes],
        [0.2 * n for n in sizes],
        [0.1 * n for n in sizes],
        [0.8 * n for n in sizes],
    )

    assert got.slope == pytest.approx(0, abs=1e-9)
    assert got.limit_estimate == pytest.approx(3.58351893845611)  # ln 36


def test_only_studies_with_both_kinds_of_people_take_part():
    tp, fp, fn, tn = [30, 40, 9, 12], [3, 0, 2, 0], [5, 2, 0, 3], [50, 20, 11, 0]

    got = deeks(tp, fp, fn, tn)

    assert (got.k, got.df, got.enough_studies) == (3, 1, False)
    assert got.slope == deeks(tp[:3], fp[:3], fn[:3], tn[:3]).slope


@pytest.mark.parametrize(
    "columns",
    [
        [[30, 40], [3, 5], [5, 2], [50, 20]],
        [[30, 25, 20], [10, 8, 6], [10, 15, 20], [30, 32, 34]],
        [[], [], [], []],
    ],
    ids=["two studies", "one size", "none"],
)
def test_without_a_line_there_is_no_test(columns):
    assert deeks(*columns) is None


@pytest.mark.parametrize("cell", [None, -1])
def test_count_that_is_none_is_refused_by_name(cell):
    with pytest.raises(InvalidInput, match="Doe 2001"):
        deeks([30, cell], [3, 5], [5, 2], [50, 20], labels=["Roe 2000", "Doe 2001"])
