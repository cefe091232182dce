"""Regions about a summary point."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.regions import radius_squared, region

MEAN = np.array([2.0, 1.0])
COV = np.array([[0.3, -0.1], [-0.1, 0.2]])


def logits(outline):
    return np.array([np.log(each / (1 - each)) for each in (outline.sens, outline.spec)])


@pytest.mark.parametrize(("radius", "squared"), [("chi2", 5.991464547107979), ("f", 8.205642)])
def test_outline_is_as_far_away_as_the_quantile(radius, squared):
    # χ²(2) at 95 % is 5.9915; 2·F(2, 10) at 95 % is 2·4.102821 (tables of the F distribution).
    outline = region(MEAN, COV, k=12, radius=radius)

    gap = logits(outline) - MEAN[:, np.newaxis]
    distance = (gap * np.linalg.solve(COV, gap)).sum(axis=0)
    assert distance == pytest.approx(np.full(120, squared), rel=1e-6)


def test_outline_is_closed():
    outline = region(MEAN, COV, k=12, points=40)

    assert (len(outline.sens), outline.sens[0], outline.spec[0]) == (
        40,
        pytest.approx(outline.sens[-1]),
        pytest.approx(outline.spec[-1]),
    )


def test_outline_without_full_rank_is_a_line():
    outline = region(MEAN, np.array([[0.4, -0.2], [-0.2, 0.1]]), k=9)

    x, y = logits(outline) - MEAN[:, np.newaxis]
    assert y == pytest.approx(-x / 2, abs=1e-9)


def test_outline_without_any_spread_is_a_point():
    outline = region(MEAN, np.zeros((2, 2)), k=9)

    assert np.ptp(outline.sens) == np.ptp(outline.spec) == 0


def test_radius_grows_as_studies_become_few():
    radii = [radius_squared(k, level=0.95, radius="f") for k in (3, 4, 10, 100_000)]

    assert radii == sorted(radii, reverse=True)
    assert radii[-1] == pytest.approx(radius_squared(5, level=0.95, radius="chi2"), rel=1e-3)


def test_two_studies_leave_no_region():
    assert region(MEAN, COV, k=2) is None


def test_region_refuses_what_is_no_outline():
    with pytest.raises(InvalidInput):
        region(MEAN, COV, k=9, points=2)
