"""The forest plot: structure read back from the SVG."""

from dataclasses import replace

import numpy as np
import pytest

from evidence.plots.axis import Strip, draw_sides
from evidence.plots.bias_columns import RiskOfBias
from evidence.plots.canvas import Canvas
from evidence.plots.forest import forest
from evidence.plots.labels import Labels
from evidence.plots.scales import Scale
from evidence.plots.sheet import Panel
from evidence.plots.text_width import text_width
from evidence.synthesis.analysis import pool
from evidence.synthesis.spread import spread
from evidence.synthesis.subgroups import by_subgroup
from tests.evidence.plots.drawings import (
    SVG,
    boxes,
    faults,
    marks,
    middle,
    overlaps,
    root,
    squares,
    texts,
)
from tests.evidence.synthesis.reference import cases

COUNTS = {
    "events_1": [10, 2, 40, 0],
    "total_1": [100, 50, 400, 30],
    "events_2": [20, 3, 44, 0],
    "total_2": [100, 50, 400, 31],
}
NAMES = ["Sato 2001", "Ito 2004", "Abe 2010", "Mori 2012"]


@pytest.fixture
def pooled():
    return pool(COUNTS, measure="RR", method="mh", model="random", labels=NAMES)


@pytest.fixture
def reference():
    """Fifteen trials in two subgroups: dat.laopaiboon2015 of R's metadat, by age."""
    data = dict(cases("subgroup")["ex-subgroup"]["data"])
    groups = data.pop("subgroup")
    names = [f"Trial {i}" for i in range(1, 16)]
    result = by_subgroup(data, groups, measure="RR", method="mh", model="random", labels=names)
    return result, data, groups


def test_each_estimable_study_has_a_square_and_no_other(pooled):
    figure = forest(pooled)

    for svg in (figure.wide, figure.compact):
        assert len(squares(svg)) == 3
        assert texts(svg).count("Not estimable") == 1


def test_squares_stand_in_the_order_of_the_effects(pooled):
    effects = pooled.studies.estimate[pooled.studies.estimable]

    for svg in (forest(pooled).wide, forest(pooled).compact):
        places = [middle(square) for square in squares(svg)]
        assert np.argsort(places).tolist() == np.argsort(effects).tolist()


def test_area_of_a_square_is_its_weight(pooled):
    areas = np.array([float(each.get("width")) ** 2 for each in squares(forest(pooled).wide)])
    weights = pooled.studies.weight_pct[pooled.studies.estimable]

    assert areas / areas.max() == pytest.approx(weights / weights.max(), rel=0.01)


def test_figures_are_those_of_the_result(pooled):
    found = texts(forest(pooled).wide)

    for text in ("0.50 [0.25, 1.01]", "10", "100", "Total (95 % CI)", "52", "580"):
        assert text in found
    assert "Risk ratio" in found
    assert "M-H, random, 95 % CI" in found


def test_table_has_the_numbers_of_the_drawing(pooled):
    table = forest(pooled).table

    assert table.header == (
        "Study",
        "Intervention: Events",
        "Intervention: Total",
        "Comparator: Events",
        "Comparator: Total",
        "Weight",
        "Risk ratio (M-H, random, 95 % CI)",
    )
    assert table.rows[0][:5] == ("Sato 2001", "10", "100", "20", "100")
    assert table.rows[3][-1] == "Not estimable"
    assert [row[0] for row in table.rows] == [*NAMES, "Total (95 % CI)"]


def test_interval_that_leaves_the_axis_ends_in_an_arrow():
    wide_interval = {"log_effect": [0.1, 0.0, 0.2, 0.1], "se": [0.1, 0.1, 0.12, 3.0]}
    pooled = pool(wide_interval, measure="HR", method="iv", model="fixed")

    for svg in (forest(pooled).wide, forest(pooled).compact):
        assert len(marks(svg, "arrow")) == 2
        assert "Arrows: the interval goes on beyond the axis." in texts(svg)


def test_no_arrow_and_no_word_of_one_where_all_fits(pooled):
    svg = forest(pool(COUNTS, measure="RD", method="mh", model="fixed")).wide

    assert marks(svg, "arrow") == []
    assert "Arrows: the interval goes on beyond the axis." not in texts(svg)


@pytest.mark.parametrize(
    ("favours", "left", "right"),
    [
        ("lower", "Favours intervention", "Favours comparator"),
        ("higher", "Favours comparator", "Favours intervention"),
        ("", "Less with intervention", "More with intervention"),
    ],
)
def test_sides_say_whom_they_favour(pooled, favours, left, right):
    svg = forest(pooled, favours=favours).compact
    sides = {box.text: box for box in boxes(svg) if "←" in box.text or "→" in box.text}

    assert set(sides) == {f"← {left}", f"{right} →"}
    assert sides[f"← {left}"].right < sides[f"{right} →"].left


def test_subgroups_have_headings_diamonds_and_a_test(reference):
    result, data, groups = reference
    svg = forest(result, columns=data, subgroup=groups).wide
    found = texts(svg)

    assert found.index("adults") < found.index("children")
    assert len(marks(svg, "diamond")) == 3
    assert len(squares(svg)) == 15
    assert found.count("Subtotal (95 % CI)") == 2
    assert "Test for subgroup differences: χ² = 0.18, df = 1 (P = 0.67); I² = 0 %" in found


def test_statistics_are_those_of_the_reference(reference):
    result, data, groups = reference
    found = texts(forest(result, columns=data, subgroup=groups).wide)

    assert "Heterogeneity: τ² = 0.60; χ² = 40.35, df = 14 (P < 0.001); I² = 65 %" in found
    assert "Test for overall effect: Z = 0.32 (P = 0.75)" in found


def test_prediction_interval_is_a_bar_of_its_own(reference):
    result, data, groups = reference
    limits = spread(result.overall).prediction_t_k2
    svg = forest(result, columns=data, subgroup=groups, prediction=limits).wide

    assert len(marks(svg, "prediction")) == 1
    assert "Prediction interval (95 %)" in texts(svg)
    assert "[0.19, 6.40]" in texts(svg)


def test_risk_of_bias_is_told_by_sign_and_shape():
    risk = RiskOfBias(
        ("Randomisation", "Overall"),
        (("low", "low"), ("some-concerns", "high"), ("low", "no-information"), ("", "")),
    )
    pooled = pool(COUNTS, measure="RR", method="mh", model="random", labels=NAMES)
    figure = forest(pooled, risk_of_bias=risk)
    found = texts(figure.wide)

    # each as often as judged, and once more in the key
    assert (found.count("+"), found.count("?"), found.count("−")) == (3 + 1, 1 + 1, 1 + 1)
    assert "Risk of bias: A Randomisation; B Overall" in found
    assert figure.table.rows[1][-2:] == ("some concerns", "high")


def test_line_of_no_effect_runs_at_one_for_ratios(pooled):
    svg = forest(pooled).wide
    (line,) = marks(svg, "null")
    (label,) = [box for box in boxes(svg) if box.text == "1"]

    assert line.get("x1") == line.get("x2")
    assert float(line.get("x1")) == pytest.approx((label.left + label.right) / 2, abs=0.01)


def test_means_show_mean_sd_and_total_of_each_arm():
    columns = {
        "mean_1": [4.1, 3.9],
        "sd_1": [1.2, 1.0],
        "total_1": [30, 41],
        "mean_2": [5.0, 4.2],
        "sd_2": [1.1, 1.3],
        "total_2": [31, 40],
    }
    figure = forest(pool(columns, measure="MD", method="iv", model="fixed"), columns=columns)

    assert figure.table.rows[0][1:7] == ("4.10", "1.20", "30", "5.00", "1.10", "31")
    assert figure.table.rows[2][1:7] == ("", "", "71", "", "", "71")
    assert faults(figure) == []


def test_generic_effects_show_themselves_with_their_errors():
    columns = {"log_effect": [-0.223, 0.02], "se": [0.11, 0.2]}
    figure = forest(pool(columns, measure="HR", method="iv", model="random"), columns=columns)

    assert figure.table.header[1:3] == ("log(Hazard ratio)", "SE")
    assert figure.table.rows[0][1:3] == ("−0.22", "0.11")


def test_nothing_pooled_leaves_no_diamond_and_says_so():
    empty = {name: [0, 0] if name.startswith("events") else [10, 12] for name in COUNTS}
    figure = forest(pool(empty, measure="OR", method="mh", model="random"), columns=empty)

    assert figure.description == "2 studies, none with an estimate; nothing is pooled."
    assert squares(figure.wide) == []
    assert marks(figure.wide, "diamond") == []
    assert faults(figure) == []


def test_names_are_escaped_and_long_ones_cut():
    name = 'A & B <trial> of "something" with a name that goes on and on beyond any column'
    name += " and fills a third line and more"
    pooled = pool(COUNTS, measure="RR", method="mh", model="random", labels=[name, *NAMES[1:]])
    figure = forest(pooled)

    assert any(text.startswith("A & B <trial> of") for text in texts(figure.wide))
    assert any(text.endswith("…") for text in texts(figure.wide))
    assert figure.table.rows[0][0] == name
    assert faults(figure) == []


def test_same_result_gives_the_same_bytes(pooled):
    assert forest(pooled) == forest(replace(pooled))


def test_two_figures_of_one_page_share_no_id(pooled):
    ids = [
        each.get("id")
        for key in ("a", "b")
        for svg in (forest(pooled, key=key).wide, forest(pooled, key=key).compact)
        for each in root(svg).iter()
        if each.get("id")
    ]

    assert len(ids) == 8
    assert len(set(ids)) == 8


@pytest.mark.parametrize("k", [1, 2, 200])
def test_any_number_of_studies_has_room(k):
    random = np.random.default_rng(k)
    columns = {
        "events_1": random.integers(0, 40, k),
        "total_1": np.full(k, 4000),
        "events_2": random.integers(0, 40, k),
        "total_2": np.full(k, 41),
    }
    figure = forest(pool(columns, measure="RR", method="mh", model="random"), columns=columns)

    assert len(squares(figure.wide)) == k
    assert faults(figure) == []


def test_words_of_another_language_are_used(pooled):
    labels = Labels(study="研究", total_row="合計 ({level} % CI)", measures={"RR": "リスク比"})
    figure = forest(pooled, labels=labels)

    assert {"研究", "合計 (95 % CI)", "リスク比"} <= set(texts(figure.wide))
    assert faults(figure) == []


def test_subgroup_plot_with_marks_has_no_fault(reference):
    result, data, groups = reference
    risk = RiskOfBias(tuple("ABCDEF"), tuple(("low", "high") * 3 for _ in groups))
    figure = forest(result, columns=data, subgroup=groups, risk_of_bias=risk, favours="lower")

    assert faults(figure) == []


def test_overlaps_are_found_where_there_are_some():
    svg = forest(pool(COUNTS, measure="RR", method="mh", model="fixed", labels=NAMES)).wide
    first = next(each for each in root(svg).iter(f"{SVG}text") if each.text == "Sato 2001")
    tampered = svg.replace(">Ito 2004<", ">Ito 2004 with much more to say than there is room for<")

    assert first is not None
    assert overlaps(svg) == []
    assert overlaps(tampered) != []


def test_heading_over_one_column_is_not_broken_within_a_word():
    columns = {"log_effect": [0.1, 0.2], "se": [0.1, 0.1], "total_1": [9, 8], "total_2": [9, 9]}
    figure = forest(pool(columns, measure="HR", method="iv", model="fixed"), columns=columns)

    assert {"Intervention", "Comparator"} <= set(texts(figure.wide))
    assert faults(figure) == []


def test_arrow_of_a_side_never_stands_alone():
    # Half of this strip has room for the words, and not for the arrow after them.
    words = text_width("Favours comparator", 11.5)
    strip = Strip(Scale(0.5, 2.0, True), 0, 2 * (words + 8 + 4))
    canvas, panel = (
        Canvas(),
        Panel("", "", strip.scale, null=1.0, pooled=None, right="Favours comparator"),
    )

    draw_sides(canvas, strip, panel, 20)

    svg = canvas.document(300, 60, key="k", title="t", description="d", kind="plot-wide")
    assert texts(svg) == ["Favours", "comparator →"]


def test_long_name_of_a_study_keeps_its_year():
    name = "Smith and others 2004 (synchronous disease and chemotherapy before) 2004"
    pooled = pool(COUNTS, measure="RR", method="mh", model="random", labels=[name, *NAMES[1:]])

    for svg in (forest(pooled).wide, forest(pooled).compact):
        assert any(text.endswith("2004") for text in texts(svg))
