import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.proposals.body_figures import Effect
from evidence.grade.proposals.large_effect import of_undesirable_event, propose
from evidence.grade.proposals.settings import DEFAULTS

from .bodies import accuracy, body, means, rr, trials


def proposed(figures, lowered=()):
    return propose(figures, "classic", DEFAULTS, lowered=lowered)


# GRADE guidelines 9: RR over 2 or under 0.5 one step, over 5 or under 0.2 two; on the line is not over.
@pytest.mark.parametrize(
    ("estimate", "levels"),
    [
        (1.0, 0),
        (0.5, 0),
        (0.499, 1),
        (0.2, 1),
        (0.199, 2),
        (2.0, 0),
        (2.001, 1),
        (5.0, 1),
        (5.001, 2),
    ],
)
def test_steps_up_follow_the_size_of_the_risk_ratio(estimate, levels):
    found = proposed(body(effect=rr(estimate, estimate * 0.99, estimate * 1.01)))

    assert (found.levels, found.figures["risk_ratio"]) == (levels, estimate)
    assert found.figures["converted"] is False


@pytest.mark.parametrize(
    ("lower", "upper", "levels"), [(0.1, 0.999, 1), (0.1, 1.0, 0), (0.1, 3.0, 0)]
)
def test_interval_must_exclude_one(lower, upper, levels):
    assert proposed(body(effect=rr(0.3, lower, upper))).levels == levels


@pytest.mark.parametrize("design", ["randomised-trial", "quasi-randomised"])
def test_randomised_evidence_is_not_rated_up(design):
    assert proposed(body(design=design, effect=rr(0.1, 0.05, 0.2))).because == "randomised"


@pytest.mark.parametrize(
    ("design", "comparative", "levels"),
    [
        ("cohort", None, 1),
        ("cohort", False, 0),
        ("case-series", None, 0),
        ("case-series", True, 1),
        ("before-after", None, 1),
    ],
)
def test_effect_needs_a_comparator(design, comparative, levels):
    figures = body(design=design, comparative=comparative, effect=rr(0.3, 0.2, 0.45))

    assert proposed(figures).levels == levels


def test_any_domain_rated_down_stops_rating_up():
    found = proposed(body(effect=rr(0.1, 0.05, 0.2)), lowered=("imprecision",))

    assert (found.because, found.levels, found.figures["lowered"]) == (
        "domain-lowered",
        0,
        ("imprecision",),
    )


# At a risk of 0.5 odds of 0.4 are a risk of 0.2857: a ratio of 0.571, no longer large.
@pytest.mark.parametrize(
    ("measure", "risk", "ratio", "levels"),
    [
        ("OR", 0.5, 0.571429, 0),
        ("PETO", 0.5, 0.571429, 0),
        ("OR", 0.01, 0.402414, 1),
        ("HR", 0.5, 0.484284, 1),
    ],
)
def test_other_ratios_are_converted_at_the_baseline_risk_first(measure, risk, ratio, levels):
    found = proposed(body(effect=rr(0.4, 0.3, 0.5, measure), control_risk=risk))

    assert found.levels == levels
    assert found.figures["risk_ratio"] == pytest.approx(ratio, abs=1e-6)
    assert (found.figures["converted"], found.figures["risk"]) == (True, risk)


# Survival 2.18 where 34 % survive without: death 0.39, the figure that counts.
def test_wanted_event_is_turned_into_the_one_better_avoided():
    survival = body(effect=rr(2.18, 1.9, 2.4), favours="higher", control_risk=0.34)

    found = proposed(survival)

    assert found.figures["risk_ratio"] == pytest.approx(0.392, abs=0.001)
    assert found.figures["lower"] < found.figures["risk_ratio"] < found.figures["upper"]
    assert found.levels == 1


def test_limit_without_end_leaves_nobody_without_the_event():
    odds = of_undesirable_event(rr(3, 2, float("inf"), "OR"), "lower", 0.25)
    turned = of_undesirable_event(rr(3, 2, float("inf"), "OR"), "higher", 0.25)

    assert odds.interval == (pytest.approx(1.6), 4)
    assert turned.interval == (0, pytest.approx(0.8))


def test_risk_beyond_one_leaves_nobody_without_the_event():
    turned = of_undesirable_event(rr(1.5, 1.2, 2.5), "higher", 0.5)

    assert (turned.lower, turned.estimate, turned.upper) == (0, 0.5, pytest.approx(0.8))
    assert of_undesirable_event(rr(2.5, 2.1, 3), "higher", 0.5) is None


@pytest.mark.parametrize(
    ("figures", "because"),
    [
        (means(), "no-ratio"),
        (body(effect=None), "no-ratio"),
        (accuracy(design="cohort"), "no-ratio"),
        (body(favours=""), "direction-unknown"),
        (body(effect=rr(0.3, 0.2, 0.4, "OR"), control_risk=None), "no-baseline-risk"),
        (body(effect=rr(0.3, 0.2, 0.4, "HR"), control_risk=0.0), "no-baseline-risk"),
        (body(effect=rr(2.2, 2, 2.5), favours="higher", control_risk=None), "no-baseline-risk"),
    ],
)
def test_what_cannot_be_measured_has_no_proposal(figures, because):
    assert (proposed(figures).because, proposed(figures).levels) == (because, None)


def test_trials_say_so_before_anything_is_missing():
    assert proposed(trials(effect=None)).because == "randomised"


@given(st.floats(0.05, 20), st.floats(0.01, 0.99))
def test_turning_an_event_round_twice_gives_it_back(ratio, risk):
    turned = of_undesirable_event(Effect("RR", ratio, ratio, ratio), "higher", risk)
    if turned is None:
        assert ratio * risk >= 1 - 1e-12
        return

    back = of_undesirable_event(turned, "higher", 1 - risk)

    assert back.estimate == pytest.approx(ratio, rel=1e-6)
