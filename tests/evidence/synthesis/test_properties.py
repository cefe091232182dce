"""What must hold for every analysis, whatever its figures."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.analysis import pool
from evidence.synthesis.recipe import fingerprint

arm = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
tables = st.lists(st.tuples(arm, arm), max_size=8)
COUNTS = ("events_1", "total_1", "events_2", "total_2")
CHOICES = [
    {"measure": measure, "method": method, "model": model, "tau2": tau2, "ci": ci}
    for measure in ("RR", "OR", "RD")
    for method in ("mh", "iv")
    for model, tau2, ci in (
        ("fixed", "dl", "wald"),
        ("random", "dl", "wald"),
        ("random", "reml", "hksj"),
        ("random", "pm", "hksj_adhoc"),
        ("random", "ml", "wald"),
    )
] + [{"measure": "PETO", "method": "peto", "model": "fixed"}]


def columns_of(rows):
    flat = [(*one, *two) for one, two in rows]
    return {name: [row[i] for row in flat] for i, name in enumerate(COUNTS)}


def figures(pooled):
    return [
        pooled.estimate,
        pooled.se,
        pooled.ci_lower,
        pooled.ci_upper,
        pooled.statistic,
        pooled.p,
        pooled.tau2,
        pooled.q,
        pooled.q_p,
        pooled.i2,
    ]


@given(rows=tables, options=st.sampled_from(CHOICES))
def test_no_input_gives_a_silent_nan(rows, options):
    pooled = pool(columns_of(rows), **options)

    assert all(value is None or np.isfinite(value) for value in figures(pooled))
    assert pooled.estimable == (pooled.estimate is not None) == (pooled.reason == "")
    assert np.isfinite(pooled.studies.weight_pct).all()
    if pooled.estimable:
        assert pooled.studies.weight_pct.sum() == pytest.approx(100, rel=1e-12)


@given(rows=tables, options=st.sampled_from(CHOICES))
def test_results_do_not_depend_on_the_order_of_studies(rows, options):
    here, there = (
        figures(pool(columns_of(each), **options)) for each in (rows, list(reversed(rows)))
    )

    assert [v is None for v in here] == [v is None for v in there]
    np.testing.assert_allclose(
        [v for v in here if v is not None],
        [v for v in there if v is not None],
        rtol=1e-7,
        atol=1e-9,
    )


@given(rows=tables, options=st.sampled_from(CHOICES))
def test_swapping_the_arms_mirrors_the_result(rows, options):
    here = pool(columns_of(rows), **options)
    there = pool(columns_of([(two, one) for one, two in rows]), **options)

    assert (here.k, here.reason) == (there.k, there.reason)
    if here.estimable:
        assert here.estimate == pytest.approx(-there.estimate, rel=1e-7, abs=1e-9)
        assert here.ci_lower == pytest.approx(-there.ci_upper, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("tau2", ["dl", "reml", "pm", "ml"])
def test_scaling_the_outcome_scales_the_result(tau2):
    estimate, se = np.array([0.1, 0.9, -0.4, 2.0]), np.array([0.2, 0.3, 0.1, 0.5])
    options = {"measure": "GIV", "method": "iv", "model": "random", "tau2": tau2, "ci": "hksj"}

    here = pool({"estimate": estimate, "se": se}, **options)
    there = pool({"estimate": 1000 * estimate, "se": 1000 * se}, **options)

    assert there.estimate == pytest.approx(1000 * here.estimate, rel=1e-10)
    assert there.tau2 == pytest.approx(1e6 * here.tau2, rel=1e-10)
    assert there.i2 == pytest.approx(here.i2, rel=1e-12)


def test_splitting_a_study_of_generic_data_leaves_the_fixed_effect():
    whole = pool(
        {"estimate": [0.4, 0.1], "se": [0.1, 0.2]}, measure="GIV", method="iv", model="fixed"
    )
    halves = {"estimate": [0.4, 0.4, 0.1], "se": [0.1 * 2**0.5, 0.1 * 2**0.5, 0.2]}

    split = pool(halves, measure="GIV", method="iv", model="fixed")

    assert split.estimate == pytest.approx(whole.estimate, rel=1e-14)
    assert split.se == pytest.approx(whole.se, rel=1e-14)
    assert split.q == pytest.approx(whole.q, rel=1e-12)


def test_ten_thousand_studies_are_no_burden():
    rng = np.random.default_rng(3)
    se = rng.uniform(0.1, 1, 10_000)
    columns = {"estimate": rng.normal(0.3, 0.5, 10_000) + rng.normal(size=10_000) * se, "se": se}

    pooled = pool(columns, measure="GIV", method="iv", model="random", tau2="reml", ci="hksj")

    assert pooled.tau2 == pytest.approx(0.25, abs=0.02)
    assert pooled.estimate == pytest.approx(0.3, abs=0.03)


def test_fingerprint_sees_figures_and_not_the_order_of_columns():
    here = fingerprint({"events_1": [1, 2], "total_1": [10, 20]})

    assert here == fingerprint({"total_1": [10.0, 20.0], "events_1": [1, 2]})
    assert here != fingerprint({"events_1": [1, 3], "total_1": [10, 20]})
    assert here != fingerprint({"events_1": [1, 2, 10], "total_1": [20]})


def test_the_package_imports_neither_scipy_stats_nor_django():
    modules = [
        "accuracy",
        "analysis",
        "cumulative",
        "funnel",
        "influence",
        "leave_one_out",
        "meta_regression",
        "moses_littenberg",
        "proportions",
        "shared_controls",
        "small_study_effects",
        "spread",
        "subgroups",
        "trim_and_fill",
    ]
    program = "import sys\n" + "".join(f"import evidence.synthesis.{name}\n" for name in modules)
    program += "print([n for n in ('scipy.stats', 'scipy.optimize', 'django') if n in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("se", [[1e200, 1e190], [1e-200, 1e-190], [1e-200, 1.0]])
@pytest.mark.parametrize("model", ["fixed", "random"])
def test_errors_that_no_float_can_square_are_said_to_be_too_large(se, model):
    with np.errstate(all="ignore"):
        pooled = pool(
            {"estimate": [0.1, 0.2], "se": se}, measure="GIV", method="iv", model=model, tau2="reml"
        )

    assert (pooled.estimable, pooled.reason, pooled.estimate) == (False, "too-large", None)


def test_one_study_may_outweigh_the_others():
    pooled = pool(
        {"estimate": [0.1, 5, 9], "se": [1e-12, 1, 3]}, measure="GIV", method="iv", model="random"
    )

    assert pooled.tau2 > 0
    assert 0.1 < pooled.estimate < 9
