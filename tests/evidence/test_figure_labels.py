"""Names inside the sentences of a figure: an abbreviation or a single letter keeps its capital."""

import pytest

from evidence.figure_labels import figure_labels


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ablation", "Favours ablation"),
        ("MRI", "Favours MRI"),
        ("A", "Favours A"),
        ("EOB-MRI", "Favours EOB-MRI"),
    ],
)
def test_side_of_the_forest_plot_names_the_intervention(name, said):
    assert figure_labels(name, "B").favours_intervention == said
