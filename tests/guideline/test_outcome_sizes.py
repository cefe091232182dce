"""Thresholds, baseline risks, prevalences and scores of parts, at and around their limits."""

import pytest

from guideline.outcome_sizes import (
    SizeProblem,
    baseline_problems,
    part_problems,
    prevalence_problems,
    threshold_problems,
)


@pytest.mark.parametrize(
    ("thresholds", "expected"),
    [
        ({}, []),
        ({"target": "null-effect"}, []),
        ({"target": "small", "small": 0, "moderate": 0.1, "large": 5}, []),
        ({"small": 5, "large": 6}, []),
        ({"small": 5, "moderate": 5}, [SizeProblem("sizes-do-not-rise")]),
        ({"small": 6, "large": 5}, [SizeProblem("sizes-do-not-rise")]),
        ({"small": -0.1}, [SizeProblem("negative-size", "small")]),
        ({"target": "large", "small": 1}, [SizeProblem("target-without-size", "large")]),
        ({"target": "huge"}, [SizeProblem("unknown-target", "huge")]),
    ],
)
def test_thresholds_rise_from_nothing(thresholds, expected):
    assert list(threshold_problems(thresholds)) == expected


@pytest.mark.parametrize(("share", "sound"), [(0, True), (1, True), (-0.01, False), (1.01, False)])
def test_a_prevalence_is_a_share(share, sound):
    expected = [] if sound else [SizeProblem("no-share", number=2)]

    assert list(prevalence_problems([0.5, share])) == expected


@pytest.mark.parametrize(
    ("row", "sound"),
    [
        ({"risk": 0}, True),
        ({"risk": 1}, True),
        ({"risk": 1.01}, False),
        ({"risk": -0.01}, False),
        ({"label": "typical"}, False),
    ],
)
def test_a_baseline_risk_is_a_share_and_never_missing(row, sound):
    expected = [] if sound else [SizeProblem("no-risk", number=1)]

    assert list(baseline_problems([row])) == expected


@pytest.mark.parametrize(
    ("kind", "scores", "expected"),
    [
        ("diagnostic", {"tp": 1, "tn": 9}, []),
        ("diagnostic", {"tp": 0}, [SizeProblem("no-score", "tp")]),
        ("diagnostic", {"tp": 10}, [SizeProblem("no-score", "tp")]),
        ("diagnostic", {"xx": 5}, [SizeProblem("no-score", "xx")]),
        ("dichotomous", {"tp": 5}, [SizeProblem("no-parts")]),
        ("dichotomous", {}, []),
    ],
)
def test_only_a_test_has_parts_to_score(kind, scores, expected):
    assert list(part_problems(kind, scores)) == expected
