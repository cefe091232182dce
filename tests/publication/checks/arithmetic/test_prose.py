"""What sentences claim: ranges, effects, trials and levels."""

import pytest

from publication.checks.arithmetic.prose import (
    FigureClaim,
    RangeClaim,
    figures_in,
    levels_in,
    range_differs,
    ranges_in,
    stands_for,
    trials_in,
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Printed ranges over the studies: sensitivity 61-91 %, specificity 42-100 %.",
            [RangeClaim("sensitivity", "61", "91"), RangeClaim("specificity", "42", "100")],
        ),
        ("Sensitivity ranged from 61.5% to 91.0%.", [RangeClaim("sensitivity", "61.5", "91.0")]),
        ("Specificity was 42–100 %", [RangeClaim("specificity", "42", "100")]),
        ("Sensitivity was 90 %; 61-91 % survived.", []),
        ("Complications in 18-68 %.", []),
    ],
)
def test_ranges_of_accuracy_are_read(text, claims):
    assert ranges_in(text) == claims


@pytest.mark.parametrize(
    ("low", "high", "differs"),
    [
        ("61", "97", False),
        ("61", "91", True),
        ("62", "97", True),
        ("60", "97", True),
        ("61", "98", True),
        ("61.3", "96.8", False),
        ("61.2", "96.8", True),
    ],
)
def test_range_is_that_of_the_smallest_and_the_largest_value(low, high, differs):
    assert range_differs(RangeClaim("sensitivity", low, high), [70, 61.31, 96.84]) is differs


@pytest.mark.parametrize(
    ("value", "stands"), [(62.5, True), (63.5, True), (62.4, False), (63.6, False)]
)
def test_half_may_be_rounded_either_way(value, stands):
    assert stands_for("63", value) is stands


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("RR 0.65 and I2 of 40 %", [FigureClaim("RR", "0.65"), FigureClaim("I2", "40")]),
        ("an OR of 1.3; MD = -2.5", [FigureClaim("OR", "1.3"), FigureClaim("MD", "-2.5")]),
        ("R0 resection in 40 %, or 50 %", []),
        ("We read I² = 61 %.", [FigureClaim("I2", "61")]),
    ],
)
def test_effects_are_read_by_their_measure(text, claims):
    assert figures_in(text) == claims


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("the caption speaks of three randomised phase III trials", [3]),
        ("Two RCTs and one cohort", [2]),
        ("one small randomized controlled trial", [1]),
        ("found no randomised trial and pools three cohorts", []),
        ("0 randomised trials", []),
        ("three cohorts, not randomised", []),
        ("randomised trials are needed", []),
    ],
)
def test_trials_are_read_where_they_are_counted(text, counts):
    assert trials_in(text) == counts


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("The text speaks of low quality of evidence, the grade says very low.", ["low"]),
        ("very low certainty evidence", ["very-low"]),
        ("Moderate-quality evidence shows it", ["moderate"]),
        ("although the evidence is low, because", ["low"]),
        ("The certainty of the evidence was high", ["high"]),
        ("at high risk of bias, with low operative risk", []),
        ("the evidence is lower than hoped", []),
    ],
)
def test_levels_are_read_where_they_are_said_of_the_evidence(text, levels):
    assert levels_in(text) == levels
