"""Ids that people read: free ones, and the next of a row."""

import pytest

from guideline.refs import free_ref, next_ref


@pytest.mark.parametrize(
    ("wanted", "taken", "ref"),
    [
        ("Death in 5 years", [], "death-in-5-years"),
        ("Death", ["death"], "death-2"),
        ("Death", ["death", "death-2"], "death-3"),
        ("肝臓", [], "x"),
        ("a" * 200, [], "a" * 60),
    ],
)
def test_free_ref_is_a_slug_that_nobody_has(wanted, taken, ref):
    assert free_ref(wanted, taken) == ref


@pytest.mark.parametrize(
    ("taken", "ref"),
    [([], "q1"), (["q1", "q3"], "q4"), (["q10", "q9"], "q11"), (["q1a", "other"], "q1")],
)
def test_next_ref_counts_on_from_the_highest(taken, ref):
    assert next_ref("q", taken) == ref
