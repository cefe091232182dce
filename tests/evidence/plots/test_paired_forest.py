import pytest

from evidence.plots.bias_columns import RiskOfBias
from evidence.plots.paired_forest import Accuracy, paired_forest
from evidence.synthesis import accuracy
from evidence.synthesis.accuracy_analysis import fit
from tests.evidence.plots.accuracy_data import accuracy_of, printed
from tests.evidence.plots.drawings import faults, marks, middle, squares, texts


@pytest.fixture(scope="module")
def figure():
    return paired_forest([accuracy_of("MRI"), accuracy_of("CT")], title="MRI and CT")


def test_every_row_of_the_papers_figure_2_is_drawn_as_printed(figure):
    found = set(texts(figure.wide))

    for row in printed():
        for side in ("sens", "spec"):
            text = f"{row[side]} [{row[f'{side}_lower']}, {row[f'{side}_upper']}]"
            assert text in found


def test_each_study_has_two_squares_and_each_test_two_diamonds(figure):
    for svg in (figure.wide, figure.compact):
        assert len(squares(svg)) == 2 * 23
        assert len(marks(svg, "diamond")) == 2 * 2


def test_higher_sensitivity_stands_further_right(figure):
    rows = [row for row in printed() if row["test"] == "MRI"]
    places = [middle(square) for square in squares(figure.wide)[: 2 * len(rows) : 2]]
    by_place = [rows[i]["sens"] for i in sorted(range(len(rows)), key=places.__getitem__)]

    assert by_place == sorted(by_place)


def test_tests_stand_under_their_names(figure):
    found = texts(figure.wide)

    assert found.index("MRI") < found.index("Sofue 2011") < found.index("CT")


def test_table_counts_and_figures_stand_side_by_side(figure):
    assert figure.table.header == (
        "Study",
        "TP",
        "FP",
        "FN",
        "TN",
        "Sensitivity (95 % CI)",
        "Specificity (95 % CI)",
    )
    assert figure.table.rows[3] == (
        "Cho 2015",
        "10",
        "1",
        "6",
        "104",
        "0.63 [0.35, 0.85]",
        "0.99 [0.95, 1.00]",
    )


def test_description_gives_the_ranges(figure):
    assert figure.description.startswith(
        "MRI: 12 studies. Sensitivity from 0.63 to 1.00, specificity from 0.42 to 1.00."
    )


def test_figure_has_no_fault(figure):
    assert faults(figure) == []


def test_model_behind_the_summary_is_named(figure):
    said = "Summary: bivariate random-effects model, exact binomial likelihood"

    assert texts(figure.wide).count(said) == 1


def test_plainer_model_of_one_test_is_named_with_it():
    counts = {"tp": [8, 5], "fp": [1, 1], "fn": [2, 1], "tn": [7, 9]}
    few = Accuracy("Two studies", counts, accuracy.rows(**counts), fit(**counts))
    found = " ".join(texts(paired_forest([accuracy_of("MRI"), few]).wide))

    assert "MRI: Summary: bivariate random-effects model" in found
    assert "Two studies: Summary: counts added up" in found


def test_one_test_alone_has_no_heading():
    figure = paired_forest([accuracy_of("CT", fitted=False)])

    assert "CT" not in texts(figure.wide)
    assert marks(figure.wide, "diamond") == []


def test_study_without_healthy_people_has_no_specificity():
    counts = {"tp": [8, 5], "fp": [0, 1], "fn": [2, 1], "tn": [0, 9]}
    figure = paired_forest([Accuracy("A", counts, accuracy.rows(**counts))])

    assert len(squares(figure.wide)) == 3
    assert figure.table.rows[0][-1] == "Not estimable"
    assert faults(figure) == []


def test_marks_of_quadas_stand_beside_their_studies():
    counts = {"tp": [8, 5], "fp": [1, 1], "fn": [2, 1], "tn": [7, 9]}
    risk = RiskOfBias(
        ("Selection", "Index test", "Reference", "Flow"),
        (("low", "high", "low", "unclear"), ("low", "low", "low", "low")),
    )
    figure = paired_forest([Accuracy("A", counts, accuracy.rows(**counts))], risk_of_bias=risk)

    assert figure.table.rows[0][-4:] == ("low", "high", "low", "unclear")
    assert "Risk of bias: A Selection; B Index test; C Reference; D Flow" in texts(figure.wide)
    assert faults(figure) == []
