import numpy as np
import pytest

from evidence.plots.funnel import funnel
from evidence.synthesis.analysis import pool
from evidence.synthesis.trim_and_fill import trim_and_fill
from tests.evidence.plots.drawings import faults, marks, texts

# Small trials show more: three of them are filled in on the other side.
EFFECTS = [-0.1, -0.15, -0.2, -0.05, -0.3, -0.5, -0.8, -1.0, -1.1, -1.3]
ERRORS = [0.05, 0.07, 0.1, 0.12, 0.2, 0.3, 0.4, 0.5, 0.5, 0.6]


@pytest.fixture
def pooled():
    columns = {"log_effect": EFFECTS, "se": ERRORS}
    return pool(columns, measure="OR", method="iv", model="fixed")


def studies(svg: str):
    """Without the sample in the key."""
    return marks(svg, "study")[:-1]


def test_each_study_is_a_point_and_larger_errors_lie_lower(pooled):
    points = studies(funnel(pooled).wide)
    heights = [float(point.get("cy")) for point in points]

    assert len(points) == 10
    assert np.argsort(heights).tolist() == np.argsort(ERRORS, kind="stable").tolist()


def test_larger_effects_stand_further_right(pooled):
    places = [float(point.get("cx")) for point in studies(funnel(pooled).wide)]

    assert np.argsort(places).tolist() == np.argsort(EFFECTS, kind="stable").tolist()


def test_points_within_the_broken_lines_are_those_within_their_limits(pooled):
    left, right = marks(funnel(pooled).wide, "limit")
    peak = float(left.get("x2"))

    assert float(left.get("x1")) < peak < float(right.get("x2"))


def test_contours_are_drawn_only_on_request(pooled):
    assert marks(funnel(pooled).wide, "contour") == []

    contoured = funnel(pooled, contours=True).wide
    assert len(marks(contoured, "contour")) == 3 + 2
    assert "0.01 < P < 0.05 against no effect" in texts(contoured)


def test_filled_studies_are_hollow_squares(pooled):
    filled = trim_and_fill(pooled)
    svg = funnel(pooled, filled=filled).wide

    assert filled.k0 > 0
    assert len(marks(svg, "filled")) == filled.k0 + 1
    assert "Filled in" in texts(svg)


def test_table_gives_effect_and_error(pooled):
    table = funnel(pooled).table

    assert table.header == ("Study", "Odds ratio", "Standard error")
    assert table.rows[0] == ("row 1", "0.90", "0.050")


def test_figure_has_no_fault(pooled):
    assert faults(funnel(pooled)) == []
    assert faults(funnel(pooled, contours=True, filled=trim_and_fill(pooled))) == []


def test_difference_has_a_linear_axis():
    columns = {"estimate": [1.0, 2.5, -0.5], "se": [0.4, 1.0, 0.7]}
    figure = funnel(pool(columns, measure="MD", method="iv", model="random"))

    assert {"0", "2"} <= set(texts(figure.wide))
    assert faults(figure) == []
