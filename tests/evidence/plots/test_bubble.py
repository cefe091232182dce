"""The bubble plot of a meta-regression, on the thirteen trials of BCG vaccine."""

import numpy as np
import pytest

from evidence.plots.bubble import bubble
from evidence.synthesis.analysis import pool
from evidence.synthesis.meta_regression import meta_regression
from tests.evidence.plots.drawings import faults, marks, texts
from tests.evidence.synthesis.bcg import COLUMNS, LATITUDES, YEARS

LABELS = [f"Trial {number + 1}" for number in range(13)]


def drawn(measure="RR", covariate=LATITUDES, columns=COLUMNS, **options):
    pooled = pool(columns, measure=measure, method="iv", model="random", labels=LABELS)
    fitted = meta_regression(pooled, covariate)
    return bubble(pooled, covariate, fitted, name="Latitude", **options)


def studies(svg: str):
    """Without the sample in the key."""
    return marks(svg, "study")[:-1]


def points_of(line) -> list[tuple[float, ...]]:
    return [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]


@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
def test_figure_has_no_fault(measure):
    assert faults(drawn(measure)) == []


def test_larger_studies_have_larger_areas_and_lie_below():
    svg = drawn().wide
    radii = [float(each.get("r")) for each in studies(svg)]

    assert len(radii) == 13
    assert radii == sorted(radii, reverse=True)


def test_area_is_the_weight():
    pooled = pool(COLUMNS, measure="RR", method="iv", model="random")
    radii = [float(each.get("r")) for each in studies(drawn().wide)]
    weights = sorted(pooled.studies.weight_pct, reverse=True)

    assert [r**2 / radii[0] ** 2 for r in radii] == pytest.approx(
        [weight / weights[0] for weight in weights], abs=0.01
    )


def test_line_falls_with_the_latitude_and_lies_within_its_limits():
    svg = drawn().wide
    line = points_of(marks(svg, "line")[0])
    lower, upper = (points_of(each) for each in marks(svg, "limit"))

    # The further from the equator the more the vaccine protects: the ratio falls, down is larger y.
    assert all(np.diff([y for _x, y in line]) > 0)
    assert all(a[1] < b[1] < c[1] for a, b, c in zip(upper, line, lower, strict=True))


def test_years_have_whole_ticks():
    near = [2001 + number % 3 for number in range(13)]
    svg = drawn(covariate=near, whole=True).wide

    assert {"2001", "2002", "2003"} <= set(texts(svg))
    assert "2001.5" not in texts(svg)


def test_study_that_is_not_estimable_is_told_and_not_drawn():
    columns = {name: list(values) for name, values in COLUMNS.items()}
    columns["events_1"][0] = columns["events_2"][0] = 0
    figure = drawn(columns=columns, covariate=YEARS)

    assert figure.table.rows[0] == ("Trial 1", "1948", "Not estimable", "")
    assert len(studies(figure.wide)) == 12


def test_description_says_where_the_line_goes():
    pooled = pool(COLUMNS, measure="RR", method="iv", model="random")
    ends, _low, _high = meta_regression(pooled, LATITUDES).predicted(np.array([13.0, 55.0]))

    assert drawn().description == (
        "Risk ratio of 13 studies against latitude, from 13 to 55;"
        f" the line goes from {np.exp(ends[0]):.2f} to {np.exp(ends[1]):.2f}."
    )
