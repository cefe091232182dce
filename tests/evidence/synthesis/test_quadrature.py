"""Gauss-Hermite rules on moments of the normal distribution."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.quadrature import rule


@pytest.mark.parametrize("points", [2, 5, 15])
def test_rule_gives_the_moments_of_two_normal_variables(points):
    by = rule(points)
    weights, (z1, z2) = np.exp(by.log_weights), by.nodes

    moments = [weights.sum(), weights @ z1, weights @ z1**2, weights @ (z1**2 * z2**2)]
    assert moments == pytest.approx([1, 0, 1, 1], abs=1e-12)


def test_one_point_is_the_centre():
    assert (rule(1).nodes.tolist(), rule(1).log_weights.tolist()) == ([[0.0], [0.0]], [0.0])


@pytest.mark.parametrize("points", [0, 101])
def test_rule_refuses_what_it_cannot_do(points):
    with pytest.raises(InvalidInput):
        rule(points)
