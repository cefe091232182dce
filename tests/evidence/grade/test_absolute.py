import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.grade.absolute import MEASURES, absolute_effect, risk_with

risks = st.floats(0, 1)
ratios = st.floats(0, 20)


def test_risk_ratio_of_the_handbook():
    """Cochrane Handbook 5.1, 11.5.5: at a risk ratio of 0.75, 80 % falls to 60 % and 20 % to 15 %."""
    assert risk_with("RR", 0.75, 0.80) == pytest.approx(0.60, abs=1e-15)
    assert risk_with("RR", 0.75, 0.20) == pytest.approx(0.15, abs=1e-15)


def test_odds_ratio_is_carried_through_the_odds():
    # A risk of 1/5 is an odds of 1/4; halved, 1/8, a risk of 1/9.
    assert risk_with("OR", 0.5, 0.2) == pytest.approx(1 / 9, abs=1e-15)


def test_hazard_ratio_is_a_power_of_the_survival():
    """Altman and Andersen, BMJ 1999;319:1492: survival with treatment is S^HR."""
    # At a hazard ratio of 2 a survival of 0.9 becomes 0.81.
    assert risk_with("HR", 2, 0.1) == pytest.approx(0.19, abs=1e-15)
    assert risk_with("HR", 0.5, 0.19) == pytest.approx(0.1, abs=1e-15)


def test_risk_difference_is_added():
    assert risk_with("RD", -0.05, 0.2) == pytest.approx(0.15, abs=1e-15)


def test_absolute_effect_is_per_1000_with_its_limits():
    found = absolute_effect("RR", 0.5, (0.25, 1.5), 0.25)

    assert (found.comparator, found.intervention) == (250, 125)
    assert (found.difference, found.lower, found.upper) == (-125, -187.5, 125)
    assert found.capped is False


def test_absolute_effect_holds_risks_within_0_and_1000_and_says_so():
    found = absolute_effect("RR", 1.5, (0.9, 3), 0.5)

    assert (found.intervention, found.upper, found.capped) == (750, 500, True)


def test_absolute_effect_of_a_risk_difference_cannot_pass_the_baseline():
    found = absolute_effect("RD", -0.1, (-0.3, 0.1), 0.2)

    assert (found.lower, found.capped) == (-200, True)


@pytest.mark.parametrize(("measure", "null"), [("RR", 1), ("OR", 1), ("HR", 1), ("RD", 0)])
@given(baseline=risks)
def test_no_effect_leaves_the_risk_where_it_was(measure, null, baseline):
    assert risk_with(measure, null, baseline) == pytest.approx(baseline, abs=1e-12)


@pytest.mark.parametrize("measure", ["OR", "HR"])
@given(effect=ratios, baseline=risks)
def test_odds_and_hazard_ratios_never_leave_0_to_1(measure, effect, baseline):
    assert 0 <= risk_with(measure, effect, baseline) <= 1


@pytest.mark.parametrize("measure", ["RR", "OR", "HR"])
@given(limits=st.tuples(ratios, ratios, ratios).map(sorted), baseline=risks)
def test_limits_keep_their_order(measure, limits, baseline):
    low, estimate, high = limits

    found = absolute_effect(measure, estimate, (low, high), baseline)

    assert found.lower <= found.difference <= found.upper
    assert 0 <= found.intervention <= 1000


@given(effect=st.floats(0.05, 20), baseline=st.floats(0.001, 0.999))
def test_odds_ratio_is_recovered_from_the_two_risks(effect, baseline):
    risk = risk_with("OR", effect, baseline)
    assume(risk < 1)

    assert risk / (1 - risk) / (baseline / (1 - baseline)) == pytest.approx(effect, rel=1e-9)


@given(effect=st.floats(0.05, 5), baseline=st.floats(0.001, 0.95))
def test_hazard_ratio_is_recovered_from_the_two_risks(effect, baseline):
    risk = risk_with("HR", effect, baseline)
    assume(risk < 1 - 1e-6)

    assert math.log1p(-risk) / math.log1p(-baseline) == pytest.approx(effect, rel=1e-6)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("baseline", [-0.01, 1.01, math.nan])
def test_baseline_outside_0_to_1_is_refused(measure, baseline):
    with pytest.raises(ValueError, match="baseline risk"):
        risk_with(measure, 0.5, baseline)


@pytest.mark.parametrize(
    ("measure", "effect", "message"),
    [
        ("RR", -0.1, "negative"),
        ("OR", -0.1, "negative"),
        ("HR", -0.1, "negative"),
        ("RD", -1.1, "risk difference"),
        ("RD", 1.1, "risk difference"),
        ("RR", math.nan, "finite"),
        ("RR", math.inf, "finite"),
        ("MD", 1.0, "no absolute effect"),
    ],
)
def test_impossible_effects_are_refused(measure, effect, message):
    with pytest.raises(ValueError, match=message):
        risk_with(measure, effect, 0.2)


def test_limits_that_do_not_enclose_the_estimate_are_refused():
    with pytest.raises(ValueError, match="enclose"):
        absolute_effect("RR", 0.5, (0.6, 0.9), 0.2)


def test_odds_ratio_of_nought_at_a_certain_event_leaves_it_certain():
    assert risk_with("OR", 0, 1) == 1
    assert risk_with("OR", 0, 0.5) == 0


# Wald's interval of 3 of 3 against 0 of 2, and of 0 of 2 against 3 of 3, may reach beyond 1.
@pytest.mark.parametrize(
    ("estimate", "limits", "expected"),
    [
        (0.9, (0.6, 1.2), (800, 600, 800)),
        (-0.9, (-1.3, -0.05), (-200, -200, -50)),
        (0.1, (-1.4, 1.6), (100, -200, 800)),
    ],
)
def test_limits_of_a_difference_beyond_one_are_held(estimate, limits, expected):
    found = absolute_effect("RD", estimate, limits, 0.2)

    assert (found.difference, found.lower, found.upper) == pytest.approx(expected)
    assert found.capped


def test_difference_beyond_one_is_still_refused():
    with pytest.raises(ValueError, match="risk difference"):
        absolute_effect("RD", 10, (9, 28), 0.2)
