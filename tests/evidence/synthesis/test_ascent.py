"""Newton's climb on functions whose tops are known."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.ascent import climb, hessian_at, inverse_information


def bowl(points):
    """−½(x − m)′A(x − m) with its top at m = (1, −2)."""
    a, m = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([1.0, -2.0])
    gap = points - m
    return -(gap * (gap @ a)).sum(axis=1) / 2, -gap @ a


def two_hills(points):
    """x² − x⁴/4: tops at ±√2, a valley at 0."""
    x = points[:, 0]
    return x**2 - x**4 / 4, (2 * x - x**3)[:, np.newaxis]


def rising(points):
    """Higher for ever."""
    return -np.exp(-points[:, 0]), np.exp(-points)


def test_climb_reaches_the_top_and_knows_its_curvature():
    peak = climb(bowl, np.array([30.0, 20.0]))

    assert peak.converged
    assert peak.point == pytest.approx([1, -2], abs=1e-9)
    assert peak.hessian == pytest.approx(-np.array([[3.0, 1.0], [1.0, 2.0]]), abs=1e-6)


def test_climb_reaches_the_top_with_a_curvature_of_another_function():
    peak = climb(bowl, np.array([3.0, 2.0]), np.array([[-5.0, 0.0], [0.0, -1.0]]))

    assert peak.converged
    assert peak.point == pytest.approx([1, -2], abs=1e-7)


def test_climb_leaves_a_valley():
    peak = climb(two_hills, np.array([0.0]))

    assert peak.converged
    assert abs(peak.point[0]) == pytest.approx(np.sqrt(2), abs=1e-6)


def test_climb_says_where_there_is_no_top():
    def steep(points):
        return points[:, 0], np.ones_like(points)

    assert climb(steep, np.array([0.0])).converged is False


def test_climb_ends_where_nothing_is_left_to_gain():
    assert climb(rising, np.array([0.0])).value == pytest.approx(0, abs=1e-7)


def test_hessian_is_that_of_the_function():
    assert hessian_at(two_hills, np.array([0.5])) == pytest.approx(np.array([[2 - 3 * 0.25]]))


def test_inverse_information_leaves_out_flat_directions():
    flat = inverse_information(np.diag([-4.0, 0.0]))

    assert flat.tolist() == [[0.25, 0.0], [0.0, 0.0]]


def test_inverse_information_of_no_maximum_is_none():
    assert inverse_information(np.diag([-4.0, 1.0])) is None
