"""Control groups used twice."""

from __future__ import annotations

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.shared_controls import SharedControl, divided, shared_controls, trial_of

LABELS = ["Adams 1999a", "Brown 2001", "Adams 1999b", "Adams 1999c", "Clark 2003", "Clark 2003"]
COLUMNS = {
    "events_1": [4, 5, 6, 7, 8, 9],
    "total_1": [40, 50, 60, 70, 80, 90],
    "events_2": [10, 10, 10, 11, 3, 3],
    "total_2": [50, 50, 50, 50, 30, 31],
}


def test_rows_of_one_trial_with_the_same_control_group_are_flagged():
    assert shared_controls(LABELS, COLUMNS) == (SharedControl("Adams 1999a", (0, 2)),)


def test_means_show_a_shared_control_group_too():
    columns = {"mean_2": [1.5, 1.5, 1.5], "sd_2": [2, 2, 2.5], "total_2": [20, 20, 20]}

    assert shared_controls(["Adams"] * 3, columns) == (SharedControl("Adams", (0, 1)),)


def test_generic_estimates_show_no_control_group():
    assert shared_controls(["Adams", "Adams"], {"estimate": [1, 1], "se": [1, 1]}) == ()


@pytest.mark.parametrize(
    ("label", "trial"),
    [
        ("Adams 1999a", "adams 1999"),
        ("Adams 1999 (10 mg)", "adams 1999"),
        ("Adams 1999 [high dose]", "adams 1999"),
        ("  ADAMS 1999 ", "adams 1999"),
        ("NSABP B", "nsabp b"),
    ],
)
def test_trial_of_reads_past_the_arm(label, trial):
    assert trial_of(label) == trial


def test_divided_counts_each_participant_once():
    shared = shared_controls(LABELS, COLUMNS)

    got = divided(COLUMNS, shared)

    assert got["events_2"].tolist() == [5, 10, 5, 11, 3, 3]
    assert got["total_2"].tolist() == [25, 50, 25, 50, 30, 31]
    assert COLUMNS["total_2"][0] == 50
    options = {"measure": "RR", "method": "mh", "model": "fixed"}
    assert pool(got, **options).totals.total_2 == sum(COLUMNS["total_2"]) - 50
