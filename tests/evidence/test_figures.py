"""What is wrong with the figures of a result, all at once."""

import math

import pytest

from evidence.figures import FigureProblem, columns_of, problems_with

TABLE = {"events_1": 12, "total_1": 100, "events_2": 20, "total_2": 100}
SOUND = {
    "dichotomous": TABLE,
    "continuous": {
        "mean_1": -6.1,
        "sd_1": 2.0,
        "total_1": 100,
        "mean_2": 7.9,
        "sd_2": 2.6,
        "total_2": 100,
    },
    "generic": {"log_effect": -0.22, "se": 0.11},
    "diagnostic": {"tp": 31, "fp": 0, "fn": 4, "tn": 9},
    "narrative": {"value": 12.5},
    "reported": {"value": 0, "value_comparison": "<", "unit": "months", "total_1": 40},
}


@pytest.mark.parametrize("kind", SOUND)
def test_sound_figures_have_no_problem(kind):
    assert problems_with(kind, SOUND[kind]) == []


@pytest.mark.parametrize("kind", SOUND)
def test_columns_hold_what_is_sound(kind):
    assert set(SOUND[kind]) <= set(columns_of(kind))


@pytest.mark.parametrize(
    ("kind", "figures", "problems"),
    [
        (
            "dichotomous",
            TABLE | {"events_1": 120},
            [FigureProblem("events-above-total", "events_1", 120, 100)],
        ),
        ("dichotomous", TABLE | {"events_2": -1}, [FigureProblem("negative", "events_2", -1)]),
        ("dichotomous", TABLE | {"total_1": 1.5}, [FigureProblem("not-whole", "total_1", 1.5)]),
        (
            "dichotomous",
            TABLE | {"events_1": 0, "total_1": 0},
            [FigureProblem("nobody-counted", "total_1", 0)],
        ),
        ("dichotomous", TABLE | {"tp": 3}, [FigureProblem("does-not-fit", "tp", 3)]),
        (
            "generic",
            {"log_effect": math.inf, "se": 0},
            [
                FigureProblem("not-a-number", "log_effect", math.inf),
                FigureProblem("not-above-zero", "se", 0),
            ],
        ),
        (
            "generic",
            {"log_effect": "big", "se": 1e16},
            [
                FigureProblem("not-a-number", "log_effect", "big"),
                FigureProblem("too-large", "se", 1e16, 1e15),
            ],
        ),
        (
            "diagnostic",
            {"tp": 0, "fp": 0, "fn": 0, "tn": 0},
            [FigureProblem("nobody-counted", "tp", 0)],
        ),
        (
            "diagnostic",
            {"tp": 2_000_000_000, "fp": 0, "fn": 0, "tn": True},
            [
                FigureProblem("too-large", "tp", 2_000_000_000, 1_000_000_000),
                FigureProblem("not-a-number", "tn", True),
            ],
        ),
        (
            "narrative",
            {"value": 1, "value_comparison": "~"},
            [FigureProblem("unknown-comparison", "value_comparison", "~")],
        ),
        ("narrative", {}, [FigureProblem("nothing-said", "value")]),
    ],
)
def test_each_wrong_figure_is_named_with_its_limit(kind, figures, problems):
    assert problems_with(kind, figures) == problems


def test_all_missing_figures_are_told_at_once():
    assert problems_with("continuous", {"mean_1": 1, "sd_1": None}) == [
        FigureProblem("missing", "sd_1"),
        FigureProblem("missing", "total_1"),
        FigureProblem("missing", "mean_2"),
        FigureProblem("missing", "sd_2"),
        FigureProblem("missing", "total_2"),
    ]


def test_observed_result_may_be_given_in_words():
    assert problems_with("narrative", {}, in_words=True) == []
