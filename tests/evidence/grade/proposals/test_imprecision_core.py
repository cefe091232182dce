"""Core GRADE 2, figure 4: the interval first, and the size only where the effect is implausible."""

from dataclasses import replace

import pytest

from evidence.grade.proposals.body_figures import Thresholds
from evidence.grade.proposals.imprecision import propose
from evidence.grade.proposals.settings import DEFAULTS

from .bodies import PER_1000, RELATIVE, body, means, rr

NEEDED = 1806
AGAINST_NULL = replace(DEFAULTS, core_target="null")


def proposed(figures, settings=DEFAULTS):
    return propose(figures, "core-2025", settings)


@pytest.mark.parametrize(
    ("lower", "upper", "levels"),
    [(0.7, 1.0, 0), (0.7, 1.001, 1), (0.999, 1.3, 1), (1.0, 1.3, 0), (0.1, 9, 1)],
)
def test_without_thresholds_no_effect_is_the_target(lower, upper, levels):
    found = proposed(body(effect=rr((lower * upper) ** 0.5, lower, upper)))

    assert found.levels == levels
    assert found.rule.endswith("ci-crosses-threshold" if levels else "clear-of-threshold")


@pytest.mark.parametrize(
    ("lower", "upper", "levels"),
    [
        (0.7, 0.85, 0),
        (0.7, 0.851, 1),
        (0.849, 1.2, 1),
        (0.85, 1.2, 0),
        (0.849, 1.201, 2),
        (0.9, 1.1, 0),
    ],
)
def test_one_threshold_crossed_is_one_step_and_both_are_two(lower, upper, levels):
    found = proposed(body(effect=rr((lower * upper) ** 0.5, lower, upper), thresholds=RELATIVE))

    assert found.levels == levels


@pytest.mark.parametrize(
    ("lower", "upper", "because"),
    [
        (0.7, 0.9, "clear-of-threshold"),
        (0.9, 1.1, "crosses-null"),
        (0.8, 1.1, "crosses-null"),
        (0.8, 1.3, "crosses-both"),
    ],
)
def test_target_of_no_effect_still_sees_benefit_and_harm_together(lower, upper, because):
    effect = rr((lower * upper) ** 0.5, lower, upper)

    assert proposed(body(effect=effect, thresholds=RELATIVE), AGAINST_NULL).because == because


def test_figures_stand_on_the_scale_of_the_target():
    crossing = body(effect=rr(0.95, 0.85, 1.05), thresholds=PER_1000)

    relative, absolute = proposed(crossing, AGAINST_NULL), proposed(crossing)

    assert (relative.figures["crossed"], relative.figures["upper"]) == ((1.0,), 1.05)
    assert (absolute.figures["crossed"], absolute.figures["upper"]) == ((-20,), pytest.approx(10))


@pytest.mark.parametrize("participants", [None, 1])
def test_size_is_not_looked_at_where_a_threshold_is_crossed_or_the_effect_plausible(participants):
    assert proposed(body(effect=rr(0.9, 0.7, 1.1), participants=participants)).levels == 1
    assert proposed(body(effect=rr(0.8, 0.7, 0.9), participants=participants)).levels == 0


# Over 40 % is implausible: 0.6 is not, 0.599 is; an increase as its reciprocal.
@pytest.mark.parametrize(
    ("estimate", "because"),
    [
        (0.6, "clear-of-threshold"),
        (0.599, "implausible-below-size"),
        (1 / 0.6, "clear-of-threshold"),
        (1 / 0.599, "implausible-below-size"),
    ],
)
def test_effect_is_implausible_over_40_percent(estimate, because):
    figures = body(effect=rr(estimate, estimate / 1.2, estimate * 1.2), participants=NEEDED - 1)

    assert proposed(figures).because == because


def test_guideline_may_doubt_effects_from_30_percent_on():
    figures = body(effect=rr(0.69, 0.6, 0.8), participants=100)

    assert proposed(figures).levels == 0
    assert proposed(figures, replace(DEFAULTS, implausible_change=0.3)).levels == 1


# At a risk of 0.5 an odds ratio of 0.45 is a risk ratio of 0.62: plausible.
def test_odds_ratio_is_converted_before_it_is_doubted():
    odds = body(effect=rr(0.45, 0.4, 0.5, "OR"), participants=100)

    converted = proposed(replace(odds, control_risk=0.5))
    as_it_is = proposed(replace(odds, control_risk=None))

    assert (converted.because, converted.figures["converted"]) == ("clear-of-threshold", True)
    assert converted.figures["change"] == pytest.approx(0.37931, abs=1e-5)
    assert (as_it_is.because, as_it_is.figures["converted"]) == ("implausible-size-unknown", False)


# Limits 3 times apart for risk ratios, 2.5 for odds ratios.
@pytest.mark.parametrize(
    ("measure", "lower", "upper", "rule"),
    [
        ("RR", 0.2, 0.6, "implausible-wide"),
        ("RR", 0.2, 0.599, "implausible-size-met"),
        ("HR", 0.2, 0.6, "implausible-wide"),
        ("OR", 0.2, 0.5, "implausible-wide"),
        ("PETO", 0.2, 0.5, "implausible-wide"),
        ("OR", 0.2, 0.499, "implausible-size-met"),
        ("RR", 0.0, 0.5, "implausible-wide"),
    ],
)
def test_wide_limits_of_an_implausible_effect_are_two_steps(measure, lower, upper, rule):
    found = proposed(body(effect=rr(0.35, lower, upper, measure)))

    assert found.rule == f"imprecision.core-2025.{rule}"
    assert (found.levels, found.allowed) == ((2, (1, 2)) if rule.endswith("wide") else (0, (0,)))


@pytest.mark.parametrize(("participants", "levels"), [(NEEDED, 0), (NEEDED - 1, 1), (1, 1)])
def test_implausible_ratio_asks_for_the_information_size(participants, levels):
    found = proposed(body(effect=rr(0.4, 0.3, 0.55), participants=participants))

    assert (found.levels, found.figures["needed"]) == (levels, NEEDED)


# 0.8 standard deviations of 10; 800 participants where no size is computed, 30 % of it is 240.
@pytest.mark.parametrize(
    ("estimate", "participants", "because", "levels"),
    [
        (-7.9, 100, "clear-of-threshold", 0),
        (-8, 800, "implausible-size-met", 0),
        (-8, 799, "implausible-below-size", 1),
        (-8, 240, "implausible-below-size", 1),
        (-8, 239, "implausible-far-from-size", 2),
        (8, 239, "implausible-far-from-size", 2),
    ],
)
def test_implausible_difference_in_means_asks_for_800_or_the_size(
    estimate, participants, because, levels
):
    found = proposed(means(estimate, estimate - 1, estimate + 1, participants=participants))

    assert (found.because, found.levels) == (because, levels)


# A threshold of 4 with a deviation of 10 needs 99 in each arm.
@pytest.mark.parametrize(("participants", "levels"), [(198, 0), (197, 1), (60, 1), (59, 2)])
def test_computed_size_goes_before_the_800(participants, levels):
    limits = Thresholds("relative", below=-4)
    found = proposed(means(-9, -11, -7, participants=participants, thresholds=limits))

    assert (found.levels, found.figures["needed"]) == (levels, 198)
    assert found.figures["formula"] == "two-means"


def test_difference_without_deviation_is_taken_as_plausible():
    assert proposed(means(-9, -11, -7, sd=None, participants=10)).levels == 0
