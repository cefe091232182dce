import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.proposals.body_figures import Thresholds
from evidence.grade.proposals.information_size import (
    size_for,
    size_for_means,
    size_for_proportions,
)
from evidence.grade.proposals.settings import SizeInputs

from .bodies import accuracy, body, means, rr


# By hand, z = 1.959964 + 0.841621 (alpha 0.05, beta 0.20), z² = 7.848880.
# 0.20 against 0.15: 7.848880 (0.16 + 0.1275) / 0.0025 = 902.6 in each arm.
@pytest.mark.parametrize(
    ("risk", "change", "per_arm", "participants", "events"),
    [
        (0.20, -0.25, 903, 1806, 317),
        (0.50, -0.20, 385, 770, 347),
        (0.10, -0.50, 432, 864, 65),
        (0.20, 0.25, 1091, 2182, 491),
    ],
)
def test_size_for_proportions_is_that_of_one_trial(risk, change, per_arm, participants, events):
    size = size_for_proportions(risk, change)

    assert (size.per_arm, size.participants, size.events) == (per_arm, participants, events)
    assert (size.formula, size.alpha, size.beta) == ("two-proportions", 0.05, 0.20)
    assert (size.first, size.second) == (risk, pytest.approx(risk * (1 + change)))


# 2 · 7.848880 / 0.2² = 392.4: the 800 of Core GRADE 2 (400 in each arm) is a difference of 0.2 SD.
@pytest.mark.parametrize(
    ("difference", "sd", "per_arm"), [(0.2, 1, 393), (0.5, 1, 63), (-5, 10, 63), (10, 10, 16)]
)
def test_size_for_means_is_that_of_one_trial(difference, sd, per_arm):
    size = size_for_means(difference, sd)

    assert (size.per_arm, size.participants, size.events) == (per_arm, 2 * per_arm, None)
    assert (size.formula, size.first, size.second) == ("two-means", abs(difference), sd)


def test_size_grows_with_the_certainty_asked_for():
    usual = size_for_proportions(0.2, -0.25)

    assert size_for_proportions(0.2, -0.25, alpha=0.01).participants > usual.participants
    assert size_for_proportions(0.2, -0.25, beta=0.1).participants > usual.participants


@given(st.floats(0.01, 0.9), st.floats(0.05, 0.9))
def test_size_shrinks_as_the_reduction_grows(risk, reduction):
    assume_more = min(reduction + 0.05, 1)

    size = size_for_proportions(risk, -reduction)

    assert size_for_proportions(risk, -assume_more).per_arm <= size.per_arm
    assert size.participants == 2 * size.per_arm


@pytest.mark.parametrize(
    ("risk", "change"), [(0, -0.2), (1, -0.2), (0.2, 0), (0.6, 1.0), (0.2, -1.1), (math.nan, -0.2)]
)
def test_impossible_risks_are_refused(risk, change):
    with pytest.raises(ValueError, match="risks must differ"):
        size_for_proportions(risk, change)


@pytest.mark.parametrize(("difference", "sd"), [(0, 1), (1, 0), (1, -1)])
def test_impossible_means_are_refused(difference, sd):
    with pytest.raises(ValueError, match="positive standard deviation"):
        size_for_means(difference, sd)


@pytest.mark.parametrize("rates", [{"alpha": 0}, {"alpha": 1}, {"beta": 0}, {"beta": 1}])
def test_impossible_error_rates_are_refused(rates):
    with pytest.raises(ValueError, match="error rates"):
        size_for_means(1, 1, **rates)


def test_body_fills_what_the_inputs_leave_open():
    assert size_for(body(control_risk=0.2), SizeInputs()) == size_for_proportions(0.2, -0.25)
    assert size_for(body(), SizeInputs(control_risk=0.5)) == size_for_proportions(0.5, -0.25)


def test_wanted_event_is_looked_for_as_an_increase():
    assert size_for(body(favours="higher"), SizeInputs()) == size_for_proportions(0.2, 0.25)


def test_means_take_the_nearer_threshold_and_the_deviation():
    limits = Thresholds("relative", below=-4, above=5)

    assert size_for(means(thresholds=limits), SizeInputs()) == size_for_means(4, 10)
    assert size_for(means(thresholds=limits), SizeInputs(difference=2, sd=8)) == size_for_means(
        2, 8
    )


def test_standardised_difference_has_a_deviation_of_one():
    smd = rr(-0.3, -0.5, -0.1, "SMD")
    limits = Thresholds("relative", below=-0.2)

    assert size_for(means(effect=smd, sd=None, thresholds=limits), SizeInputs()) == size_for_means(
        0.2, 1
    )


@pytest.mark.parametrize(
    "figures",
    [
        body(control_risk=None),
        body(control_risk=1.0),
        body(control_risk=0.0),
        body(control_risk=0.8, favours="higher"),
        accuracy(control_risk=0.2),
        means(),
        means(thresholds=Thresholds("absolute", below=-20)),
        means(sd=None, thresholds=Thresholds("relative", below=-4)),
    ],
)
def test_size_is_none_where_its_inputs_are_missing(figures):
    assert size_for(figures, SizeInputs()) is None
