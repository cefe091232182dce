import pytest

from evidence.plots.paired_forest import Accuracy
from evidence.plots.sroc import sroc
from evidence.synthesis import accuracy
from evidence.synthesis.inputs import InvalidInput
from tests.evidence.plots.accuracy_data import accuracy_of
from tests.evidence.plots.drawings import SVG, faults, marks, texts


@pytest.fixture(scope="module")
def mri():
    return accuracy_of("MRI")


@pytest.fixture(scope="module")
def ct():
    return accuracy_of("CT")


def test_two_tests_differ_in_shape_and_colour(mri, ct):
    studies = marks(sroc([mri, ct]).wide, "study")
    kinds = {(each.tag.removeprefix(SVG), each.get("stroke")) for each in studies}

    # two of each are the samples in the key, one the ink of its explanation
    assert len(studies) == 12 + 11 + 3
    assert kinds == {("ellipse", "#1d5799"), ("rect", "#9a4a00"), ("ellipse", "#111111")}


def test_each_test_has_its_summary_regions_and_curve(mri, ct):
    svg = sroc([mri, ct]).wide

    assert len(marks(svg, "confidence")) == 2
    assert len(marks(svg, "prediction")) == 2
    assert len(marks(svg, "curve")) == 2


def test_confidence_region_holds_the_summary_point(mri):
    svg = sroc([mri]).wide
    point = next(each for each in marks(svg, "summary") if each.get("stroke") == "#ffffff")
    (outline,) = marks(svg, "confidence")
    pairs = [pair.split(",") for pair in outline.get("points").split()]
    across, down = ([float(pair[i]) for pair in pairs] for i in (0, 1))

    assert min(across) < float(point.get("cx")) < max(across)
    assert min(down) < float(point.get("cy")) < max(down)


def test_specificity_falls_to_the_right():
    counts = {"tp": [5, 5], "fp": [1, 9], "fn": [5, 5], "tn": [9, 1]}
    studies = marks(sroc([Accuracy("A", counts, accuracy.rows(**counts))]).wide, "study")

    assert float(studies[0].get("cx")) < float(studies[1].get("cx"))


def test_mark_is_as_large_as_the_people_behind_it():
    counts = {"tp": [5, 80], "fp": [1, 1], "fn": [5, 80], "tn": [9, 9]}
    small, large = marks(sroc([Accuracy("A", counts, accuracy.rows(**counts))]).wide, "study")[:2]

    assert float(large.get("ry")) / float(small.get("ry")) == pytest.approx(4, rel=0.01)
    assert large.get("rx") == small.get("rx")


def test_rows_without_a_model_are_drawn_without_regions():
    counts = {"tp": [5, 8], "fp": [1, 2], "fn": [5, 2], "tn": [9, 8]}
    figure = sroc([Accuracy("A", counts, accuracy.rows(**counts))])

    assert marks(figure.wide, "confidence") == []
    assert "Summary point" not in texts(figure.wide)


def test_description_and_table_give_the_summary(mri):
    figure = sroc([mri])

    assert "MRI: summary sensitivity 0.93 [0.87, 0.96], specificity 0.92 [0.83, 0.96]." in (
        figure.description
    )
    assert figure.table.rows[-1] == (
        "MRI: Summary point",
        "0.93 [0.87, 0.96]",
        "0.92 [0.83, 0.96]",
    )


def test_figure_has_no_fault(mri, ct):
    assert faults(sroc([mri, ct])) == []


def test_three_tests_are_refused(mri):
    with pytest.raises(InvalidInput):
        sroc([mri, mri, mri])
