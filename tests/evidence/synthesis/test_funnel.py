"""The lines of a funnel plot, and where studies lie between them."""

from __future__ import annotations

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.funnel import funnel
from evidence.synthesis.inputs import InvalidInput

COLUMNS = {"estimate": [0.0, 0.34, 0.36, 0.40, 0.6, -0.6], "se": [0.2] * 5 + [0.2]}


def pooled(**options):
    return pool(COLUMNS, measure="GIV", method="iv", model="fixed", **options)


def test_contours_bound_what_is_not_significant_at_their_level():
    got = funnel(pooled())

    assert [contour.level for contour in got.contours] == [0.90, 0.95, 0.99]
    assert [contour.upper.tolist() for contour in got.contours] == [
        [0, pytest.approx(0.2 * z, rel=1e-12)]
        for z in (1.6448536269514722, 1.959963984540054, 2.5758293035489004)
    ]
    assert all((contour.lower == -contour.upper).all() for contour in got.contours)


def test_each_study_knows_how_many_contours_it_lies_beyond():
    # Two-sided P of 1, 0.089, 0.072, 0.046, 0.003, 0.003.
    assert funnel(pooled()).beyond.tolist() == [0, 1, 1, 2, 3, 3]


def test_pseudo_limits_stand_about_the_pooled_effect():
    result = pooled()

    got = funnel(result, se_limit=1.0)

    assert got.centre == result.estimate
    assert got.pseudo.lower.tolist() == [
        result.estimate,
        pytest.approx(result.estimate - 1.959963984540054),
    ]


def test_a_ratio_is_shown_on_its_log_scale_about_no_difference():
    counts = {
        "events_1": [5, 9, 0],
        "total_1": [50] * 3,
        "events_2": [9, 8, 0],
        "total_2": [50] * 3,
    }

    got = funnel(pool(counts, measure="RR", method="mh", model="fixed", labels=list("abc")))

    assert (got.labels, got.null, len(got.estimate)) == (("a", "b"), 0.0, 2)
    assert got.estimate[0] == pytest.approx(-0.5877866649)


def test_a_funnel_of_nothing_has_no_centre():
    got = funnel(pool({"estimate": [], "se": []}, measure="GIV", method="iv", model="fixed"))

    assert (got.centre, got.pseudo, got.se_limit, got.beyond.tolist()) == (None, None, 0.0, [])


@pytest.mark.parametrize("levels", [(0.95, 0.9), (0.9, 0.9), (0.0, 0.5), (0.5, 1.0)])
def test_levels_rise_between_0_and_1(levels):
    with pytest.raises(InvalidInput):
        funnel(pooled(), levels=levels)
