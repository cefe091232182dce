import pytest

from evidence.plots.series import cumulative_plot, leave_one_out_plot
from evidence.synthesis.analysis import pool
from evidence.synthesis.cumulative import cumulative
from evidence.synthesis.leave_one_out import leave_one_out
from tests.evidence.plots.drawings import faults, marks, squares, texts

COLUMNS = {"log_effect": [-0.3, -0.1, 0.2], "se": [0.1, 0.15, 0.2]}
NAMES = ["Sato 2001", "Ito 2004", "Abe 2010"]


@pytest.fixture
def figure():
    pooled = pool(COLUMNS, measure="HR", method="iv", model="random", labels=NAMES)
    return leave_one_out_plot(pooled, leave_one_out(pooled))


def test_each_study_is_left_out_once(figure):
    assert len(squares(figure.wide)) == 3
    assert len(marks(figure.wide, "diamond")) == 1
    assert "Without Sato 2001" in texts(figure.wide)


def test_result_without_a_study_is_that_of_the_others(figure):
    others = {name: values[1:] for name, values in COLUMNS.items()}
    rest = pool(others, measure="HR", method="iv", model="random")
    lower, upper = rest.ci_natural

    assert figure.table.rows[0] == (
        "Without Sato 2001",
        f"{rest.i2:.0f} %",
        f"{rest.natural:.2f} [{lower:.2f}, {upper:.2f}]",
    )


def test_one_study_leaves_nothing():
    pooled = pool({"log_effect": [0.1], "se": [0.2]}, measure="HR", method="iv", model="fixed")
    figure = leave_one_out_plot(pooled, leave_one_out(pooled))

    assert figure.table.rows[0][-1] == "Not estimable"
    assert faults(figure) == []


def test_figure_has_no_fault(figure):
    assert faults(figure) == []


def test_studies_are_added_in_the_order_of_their_years():
    options = {"measure": "HR", "method": "iv", "model": "random", "labels": NAMES}
    added = cumulative(COLUMNS, [2001, 2004, 1999], **options)
    figure = cumulative_plot(pool(COLUMNS, **options), added)

    assert [row[0] for row in figure.table.rows] == [
        "+ Abe 2010",
        "+ Sato 2001",
        "+ Ito 2004",
        "All studies",
    ]
    assert figure.table.rows[2][1:] == figure.table.rows[3][1:]
    assert faults(figure) == []
