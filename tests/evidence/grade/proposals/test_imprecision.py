from dataclasses import replace

import pytest

from evidence.grade.proposals.body_figures import Effect, Thresholds
from evidence.grade.proposals.imprecision import propose
from evidence.grade.proposals.settings import DEFAULTS, SizeInputs

from .bodies import PER_1000, RELATIVE, accuracy, body, means, rr

# A relative reduction of 25 % from a risk of 0.20 needs 1806 participants (test_information_size).
NEEDED = 1806


def proposed(figures, settings=DEFAULTS):
    return propose(figures, "classic", settings)


# GRADE guidelines 6: holding 1 and reaching below 0.75 or above 1.25, whatever the size.
@pytest.mark.parametrize(
    ("lower", "upper", "because", "levels"),
    [
        (0.75, 1.25, "precise-about-none", 0),
        (0.749, 1.25, "ci-reaches-appreciable", 1),
        (0.75, 1.251, "ci-reaches-appreciable", 1),
        (0.749, 1.0, "ci-reaches-appreciable", 1),
        (0.749, 0.999, "adequate", 0),
        (1.0, 1.251, "ci-reaches-appreciable", 1),
        (1.001, 1.251, "adequate", 0),
        (0.5, 2.0, "ci-reaches-appreciable", 1),
    ],
)
def test_interval_that_holds_one_must_not_reach_what_is_appreciable(lower, upper, because, levels):
    found = proposed(body(effect=rr((lower * upper) ** 0.5, lower, upper)))

    assert (found.because, found.levels) == (because, levels)
    assert (found.figures["lower"], found.figures["upper"]) == (lower, upper)


@pytest.mark.parametrize(
    ("participants", "because", "levels"),
    [
        (NEEDED, "adequate", 0),
        (NEEDED - 1, "size-not-met", 1),
        (1, "size-not-met", 1),
    ],
)
def test_information_size_must_be_met_even_where_the_interval_excludes_one(
    participants, because, levels
):
    found = proposed(body(participants=participants))

    assert (found.because, found.levels) == (because, levels)
    assert (found.figures["participants"], found.figures["needed"]) == (participants, NEEDED)
    assert (found.figures["first"], found.figures["alpha"]) == (0.2, 0.05)


@pytest.mark.parametrize(("participants", "levels"), [(1999, 1), (2000, 0)])
def test_very_large_sample_is_enough_whatever_the_size(participants, levels):
    rare = body(control_risk=0.01, participants=participants)

    found = proposed(rare)

    assert found.levels == levels
    assert found.figures["needed"] > 2000


def test_inputs_of_the_size_are_the_guidelines_to_set():
    found = proposed(
        body(participants=1000), replace(DEFAULTS, size=SizeInputs(relative_change=0.5))
    )

    assert (found.because, found.figures["second"]) == ("adequate", 0.1)


@pytest.mark.parametrize(
    ("figures", "because"),
    [
        (body(control_risk=None, events=300), "adequate"),
        (body(control_risk=None, events=299), "few-events"),
        (body(control_risk=None, events=0), "few-events"),
        (body(control_risk=None, events=None, participants=400), "adequate"),
        (body(control_risk=None, events=None, participants=399), "few-participants"),
        (body(participants=None, events=299), "few-events"),
        (means(participants=400), "adequate"),
        (means(participants=399), "few-participants"),
        (means(participants=None), "size-unknown"),
    ],
)
def test_custom_stands_in_where_no_size_can_be_computed(figures, because):
    assert proposed(figures).because == because


@pytest.mark.parametrize(
    ("participants", "rule", "levels", "allowed"),
    [
        (NEEDED - 1, "imprecision.classic.few-and-both-sides", 2, (1, 2)),
        (NEEDED, "imprecision.classic.ci-reaches-appreciable", 1, (1,)),
    ],
)
def test_few_data_between_benefit_and_harm_are_two_steps(participants, rule, levels, allowed):
    found = proposed(body(effect=rr(0.95, 0.7, 1.3), participants=participants))

    assert (found.rule, found.levels, found.allowed) == (rule, levels, allowed)


# Thresholds 0.85 and 1.2; touching one is not crossing it.
@pytest.mark.parametrize(
    ("lower", "upper", "levels", "allowed"),
    [
        (0.7, 0.85, 0, (0,)),
        (0.7, 0.851, 1, (1,)),
        (0.85, 1.2, 0, (0,)),
        (0.849, 1.2, 1, (1,)),
        (0.849, 1.201, 1, (1, 2)),
        (1.2, 1.5, 0, (0,)),
    ],
)
def test_interval_across_the_committees_threshold_is_one_step(lower, upper, levels, allowed):
    found = proposed(body(effect=rr((lower * upper) ** 0.5, lower, upper), thresholds=RELATIVE))

    assert (found.levels, found.allowed) == (levels, allowed)


def test_committees_threshold_takes_the_place_of_the_rough_guide():
    wide = body(effect=rr(0.95, 0.7, 1.3), thresholds=Thresholds("relative", below=0.6))

    assert proposed(wide).because == "adequate"


# 0.2 in the comparator: RR 0.9 is 20 fewer per 1000.
@pytest.mark.parametrize(("upper", "levels"), [(0.9, 0), (0.91, 1)])
def test_threshold_per_1000_is_held_against_the_absolute_effect(upper, levels):
    found = proposed(body(effect=rr(0.8, 0.7, upper), thresholds=Thresholds("absolute", below=-20)))

    assert found.levels == levels
    assert found.figures["scale"] == "absolute"
    assert found.figures["lower"] == pytest.approx(-60)


@pytest.mark.parametrize("measure", ["OR", "PETO", "HR"])
def test_other_ratios_have_an_absolute_effect_too(measure):
    assert proposed(body(effect=rr(0.8, 0.6, 0.98, measure), thresholds=PER_1000)).levels == 1


def test_risk_difference_needs_no_baseline_risk():
    found = proposed(
        body(effect=Effect("RD", -0.05, -0.08, -0.01), thresholds=PER_1000, control_risk=None)
    )

    assert found.figures["crossed"] == (-20,)


@pytest.mark.parametrize(
    "figures",
    [
        body(thresholds=PER_1000, control_risk=None),
        means(thresholds=PER_1000),
        body(thresholds=PER_1000, effect=rr(0.8, 0.1, float("inf"))),
    ],
)
def test_threshold_per_1000_out_of_reach_is_said(figures):
    assert (proposed(figures).because, proposed(figures).levels) == ("threshold-out-of-reach", None)


# A standard deviation of 10: half of it is 5.
@pytest.mark.parametrize(
    ("lower", "upper", "because"),
    [
        (-5, 0, "precise-about-none"),
        (-5.1, 0, "ci-reaches-appreciable"),
        (-5.1, -0.1, "adequate"),
        (-1, 5.1, "ci-reaches-appreciable"),
    ],
)
def test_means_are_appreciable_beyond_half_a_deviation(lower, upper, because):
    assert proposed(means((lower + upper) / 2, lower, upper)).because == because


def test_means_without_deviation_or_threshold_leave_open_what_matters():
    assert proposed(means(-1, -3, 1, sd=None)).levels is None
    assert proposed(means(-2, -3, -1, sd=None)).levels == 0


@pytest.mark.parametrize(("lower", "levels"), [(0.8, 0), (0.79, 1)])
@pytest.mark.parametrize("edition", ["classic", "core-2025"])
def test_accuracy_is_held_against_its_threshold(edition, lower, levels):
    figures = accuracy(
        effect=Effect("SENS", 0.85, lower, 0.9), thresholds=Thresholds("relative", below=0.8)
    )

    assert propose(figures, edition, DEFAULTS).levels == levels
