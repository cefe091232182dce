"""One call from tables to summary: what is used, what is left and why, and that nothing is silent."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesis.accuracy import rows
from evidence.synthesis.accuracy_analysis import fit
from evidence.synthesis.inputs import InvalidInput

from .accuracy_tables import columns_of, figure_2, tables

# A few points keep hundreds of fits fast; the reference cases have fifteen.
QUICK = {"points": 3}
LIKELIHOODS = st.sampled_from(["binomial", "normal"])


def attempts(fitted):
    return [(each.model, each.outcome) for each in fitted.attempts]


def figures(thing):
    """Every number within a result."""
    if isinstance(thing, np.ndarray):
        return [float(each) for each in thing.ravel()]
    if isinstance(thing, bool | str) or thing is None:
        return []
    if isinstance(thing, int | float):
        return [float(thing)]
    if isinstance(thing, tuple):
        return [figure for each in thing for figure in figures(each)]
    return [f for field in dataclasses.fields(thing) for f in figures(getattr(thing, field.name))]


@given(rows=tables, likelihood=LIKELIHOODS, fall_back=st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_table_gives_a_silent_nan(rows, likelihood, fall_back):
    got = fit(*columns_of(rows), likelihood=likelihood, fall_back=fall_back, **QUICK)

    assert np.isfinite(figures(got)).all()
    assert got.model == got.attempts[-1].model
    assert (got.attempts[-1].outcome in ("used", "used-at-limit")) == (got.model != "not-estimable")


@given(rows=tables, likelihood=LIKELIHOODS, seed=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_studies_does_not_matter(rows, likelihood, seed):
    shuffled = list(rows)
    seed.shuffle(shuffled)

    one, other = (fit(*columns_of(r), likelihood=likelihood, **QUICK) for r in (rows, shuffled))

    assert attempts(one) == attempts(other)
    assert figures((one.sens, one.spec)) == pytest.approx(
        figures((other.sens, other.spec)), rel=1e-3
    )
    assert (one.loglik is None) == (other.loglik is None)
    assert one.loglik is None or one.loglik == pytest.approx(other.loglik, rel=1e-6, abs=1e-6)


@given(rows=tables, likelihood=LIKELIHOODS)
@settings(max_examples=25, deadline=None)
def test_diseased_and_healthy_mirror_each_other(rows, likelihood):
    tp, fp, fn, tn = columns_of(rows)

    one = fit(tp, fp, fn, tn, likelihood=likelihood, **QUICK)
    other = fit(tn, fn, fp, tp, likelihood=likelihood, **QUICK)

    assert one.model == other.model
    assert figures((one.sens, one.spec)) == pytest.approx(
        figures((other.spec, other.sens)), rel=1e-3
    )
    assert one.loglik is None or one.loglik == pytest.approx(other.loglik, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("likelihood", ["binomial", "normal"])
def test_mirroring_a_well_behaved_review_is_exact(likelihood):
    tp, fp, fn, tn = figure_2("MRI")

    one, other = (fit(*c, likelihood=likelihood) for c in ((tp, fp, fn, tn), (tn, fn, fp, tp)))

    assert one.mean == pytest.approx(other.mean[::-1], rel=1e-6)
    assert one.mean_cov == pytest.approx(other.mean_cov[::-1, ::-1], rel=1e-5)
    assert one.between == pytest.approx(other.between[::-1, ::-1], rel=1e-5)
    assert one.ratios.dor.value == pytest.approx(other.ratios.dor.value, rel=1e-6)


# Pooled by this model itself; the guideline's own figure 3 prints no numbers for them.
FIGURE_2 = {
    "CT": ((0.821, 0.739, 0.881), (0.735, 0.537, 0.869)),
    "MRI": ((0.927, 0.868, 0.961), (0.917, 0.830, 0.962)),
}


@pytest.mark.parametrize("test", FIGURE_2)
def test_figure_2_of_yamamoto_2021_is_pooled(test):
    got = fit(*figure_2(test))

    read = [tuple(round(f, 3) for f in figures(each)) for each in (got.sens, got.spec)]
    assert (got.model, tuple(read)) == ("bivariate", FIGURE_2[test])


def test_a_review_is_pooled_with_everything_that_follows():
    got = fit(*figure_2("CT"))

    inside, around = got.confidence_region(), got.prediction_region()
    assert np.ptp(inside.sens) < np.ptp(around.sens)
    assert 0.5 < got.auc < 1
    assert got.at_prevalences([0.3])[0].tp.value == pytest.approx(300 * got.sens.value)
    assert (got.recipe.likelihood, got.recipe.points, got.recipe.estimator) == (
        "binomial",
        15,
        None,
    )


FELL_BACK = {
    "three studies": (
        ([9, 28, 15], [3, 1, 6], [5, 2, 9], [20, 41, 11]),
        [("bivariate", "fewer-than-four-studies"), ("uncorrelated", "used")],
    ),
    "no spread in sensitivity": (
        ([8, 16, 24], [3, 1, 16], [2, 4, 6], [20, 41, 11]),
        [
            ("bivariate", "fewer-than-four-studies"),
            ("uncorrelated", "sens-no-spread"),
            ("univariate", "used"),
        ],
    ),
    "everybody found": (
        ([8, 16, 24, 12], [3, 1, 16, 4], [0, 0, 0, 0], [20, 41, 11, 30]),
        [
            ("bivariate", "sens-all-or-none"),
            ("uncorrelated", "sens-all-or-none"),
            ("univariate", "used"),
        ],
    ),
    "no spread at all": (
        ([8, 16, 24, 40], [1, 2, 3, 4], [2, 4, 6, 10], [9, 18, 27, 36]),
        [
            ("bivariate", "no-spread"),
            ("uncorrelated", "sens-no-spread"),
            ("univariate", "spec-no-spread"),
            ("fixed", "used"),
        ],
    ),
    "correlation at its limit": (
        ([90, 70, 50, 30, 10], [10, 30, 50, 70, 90], [10, 30, 50, 70, 90], [90, 70, 50, 30, 10]),
        [("bivariate", "correlation-at-limit"), ("uncorrelated", "used")],
    ),
    "one study": (
        ([8], [1], [2], [9]),
        [
            ("bivariate", "fewer-than-four-studies"),
            ("uncorrelated", "sens-one-study"),
            ("univariate", "spec-one-study"),
            ("single-study", "used"),
        ],
    ),
    "no study": (
        ([], [], [], []),
        [
            ("bivariate", "fewer-than-four-studies"),
            ("uncorrelated", "sens-no-studies"),
            ("univariate", "spec-no-studies"),
            ("not-estimable", "spec-no-studies"),
        ],
    ),
    "all or nothing": (
        ([0, 9, 0, 9, 9], [3, 1, 6, 2, 1], [9, 0, 9, 0, 0], [20, 41, 11, 9, 30]),
        [
            ("bivariate", "endless-spread"),
            ("uncorrelated", "sens-endless-spread"),
            ("univariate", "used"),
        ],
    ),
}


@pytest.mark.parametrize(("columns", "expected"), FELL_BACK.values(), ids=FELL_BACK)
def test_every_step_down_is_said(columns, expected):
    assert attempts(fit(*columns)) == expected


def test_a_single_study_keeps_its_exact_limits():
    got, exact = fit([8], [0], [2], [9]), rows([8], [0], [2], [9])

    assert figures(got.sens) == [0.8, exact.sens_lower[0], exact.sens_upper[0]]
    assert figures(got.spec) == [1.0, exact.spec_lower[0], 1.0]
    assert (got.mean, got.ratios, got.loglik) == (None, None, None)


def test_a_side_that_everybody_passes_has_exact_limits_of_all_counts():
    got, exact = fit(*FELL_BACK["everybody found"][0]), rows([60], [0], [0], [1])

    assert figures(got.sens) == [1.0, exact.sens_lower[0], 1.0]
    assert 0 < got.spec.lower < got.spec.value < got.spec.upper < 1
    assert (got.hsroc, got.confidence_region(), got.prediction_region()) == (None, None, None)


def test_a_side_of_all_or_nothing_has_no_estimate():
    got = fit(*FELL_BACK["all or nothing"][0])

    assert got.sens is None
    assert got.spec is not None
    assert got.at_prevalences([0.3]) == ()


def test_no_spread_pools_the_counts():
    got = fit(*FELL_BACK["no spread at all"][0])

    assert (got.sens.value, got.spec.value) == (pytest.approx(0.8), pytest.approx(0.9))
    assert (got.corr_logits, got.auc) == (None, None)
    assert got.between.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_a_fit_at_its_limit_stands_where_falling_back_is_forbidden():
    columns = FELL_BACK["correlation at its limit"][0]

    got, plainer = fit(*columns, fall_back=False), fit(*columns)

    assert attempts(got) == [("bivariate", "used-at-limit")]
    assert (got.corr_logits, plainer.corr_logits) == (1.0, 0.0)
    assert plainer.bivariate.loglik == got.loglik
    assert got.loglik > plainer.loglik


def test_studies_that_take_no_part_are_named():
    columns = ([9, 28, 15, 0], [3, 0, 6, 0], [5, 2, 9, 0], [20, 0, 11, 0])
    names = ["Adams 1999", "Brown 2001", "Clark 2004", "Davis 2008"]

    exact, normal = (fit(*columns, likelihood=x, labels=names) for x in ("binomial", "normal"))

    assert (exact.k, exact.left_out) == (3, ("Davis 2008",))
    assert (normal.k, normal.left_out) == (2, ("Brown 2001", "Davis 2008"))


@pytest.mark.parametrize(
    "options",
    [
        {"likelihood": "poisson"},
        {"integration": "monte carlo"},
        {"points": 0},
        {"level": 1.0},
        {"estimator": "dl"},
        {"correction": "some"},
    ],
)
def test_unknown_options_are_refused(options):
    with pytest.raises(InvalidInput):
        fit([9, 8], [1, 2], [1, 2], [9, 8], **options)


def test_a_wrong_count_is_named():
    with pytest.raises(InvalidInput) as raised:
        fit([9, -8], [1, 2], [1, 2], [9, 8], labels=["Adams 1999", "Brown 2001"])

    assert (raised.value.study, raised.value.column) == ("Brown 2001", "tp")
