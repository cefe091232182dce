"""Pooled proportions against metafor."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.proportions import double_arcsine, from_double_arcsine, pool_proportions
from evidence.synthesis.spread import spread

from .reference import MODEL, cases, disagreements, pooled_block
from .test_spread import spread_block

PROPORTION = cases("proportion")


def test_reference_cases_are_all_there():
    assert set(PROPORTION) == {"ex-prop-PLO", "ex-prop-PFT"}


@pytest.mark.parametrize("case", PROPORTION.values(), ids=PROPORTION)
def test_pool_proportions_reproduces_metafor(case):
    options, expected = case["options"], dict(case["expected"])

    got = pool_proportions(
        case["data"]["events"],
        case["data"]["total"],
        transform=options["transform"].lower().split()[0],
        model=MODEL[options["model"]],
        tau2=options["tau2"],
        ci=options["ci"],
    )

    studies = {
        "est": got.pooled.studies.estimate,
        "se": got.pooled.studies.se,
        "prop": got.study_prop,
        "ci_lo": got.study_lower,
        "ci_hi": got.study_upper,
    }
    figures = pooled_block(got.pooled) | spread_block(spread(got.pooled))
    figures |= {"prop": got.prop, "prop_ci": (got.ci_lower, got.ci_upper)}
    assert disagreements(studies, expected.pop("studies"), case["tolerance"]) == []
    assert disagreements(figures, expected, case["tolerance"]) == []


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_double_arcsine_of_one_study_comes_back(table):
    events, total = table

    value = double_arcsine(np.array([float(events)]), np.array([float(total)]))[0][0]

    assert from_double_arcsine(value, total) == pytest.approx(events / total, abs=1e-7)


@pytest.mark.parametrize("transform", ["logit", "freeman-tukey"])
def test_pool_proportions_of_all_and_none_stays_between(transform):
    got = pool_proportions([0, 20, 15], [20, 20, 15], transform=transform)

    assert 0 <= got.ci_lower <= got.prop <= got.ci_upper <= 1
    assert (got.study_lower[0], got.study_upper[1]) == (0.0, 1.0)


def test_pool_proportions_of_no_study_says_so():
    got = pool_proportions([], [])

    assert (got.prop, got.ci_lower, got.pooled.reason) == (None, None, "no-studies")


@pytest.mark.parametrize(
    ("events", "total", "code"),
    [([3, 0], [10, 0], "not-positive"), ([3, 11], [10, 10], "events-above-total")],
)
def test_pool_proportions_names_the_study_that_is_wrong(events, total, code):
    with pytest.raises(InvalidInput) as raised:
        pool_proportions(events, total, labels=["Adams 1999", "Brown 2001"])

    assert (raised.value.code, raised.value.study) == (code, "Brown 2001")
