"""Numbers needed to treat: by hand, and Altman's own example of an interval through infinity."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.absolute import Absolute, absolute_effect
from evidence.grade.number_needed import number_needed


def _effect(difference: float, lower: float, upper: float) -> Absolute:
    return Absolute(500, 500 + difference, difference, lower, upper, capped=False)


@pytest.mark.parametrize(
    ("difference", "lower", "upper", "favours", "said"),
    [
        (-40, -70, -10, "lower", (("benefit", 25), [("benefit", 15), ("benefit", 100)], False)),
        (40, 10, 70, "lower", (("harm", 25), [("harm", 15), ("harm", 100)], False)),
        (40, 10, 70, "higher", (("benefit", 25), [("benefit", 15), ("benefit", 100)], False)),
        (-40, -100, 25, "lower", (("benefit", 25), [("benefit", 10), ("harm", 40)], True)),
        (0, -100, 100, "lower", (None, [("benefit", 10), ("harm", 10)], True)),
        (-40, -80, 0, "lower", (("benefit", 25), [("benefit", 13), ("benefit", None)], False)),
        (40, 0, 80, "lower", (("harm", 25), [("harm", 13), ("harm", None)], False)),
    ],
)
def test_number_needed_follows_the_difference(difference, lower, upper, favours, said):
    found = number_needed(_effect(difference, lower, upper), favours)

    estimate = found.estimate and (found.estimate.sort, found.estimate.whole)
    limits = [(each.sort, each.whole) for each in found.limits]
    assert (estimate, limits, found.through_infinity) == said


def test_interval_through_infinity_of_altman():
    """Altman, BMJ 1998;317:1309: a difference of 10 % (-5 % to 25 %): NNTB 10 (4 to infinity to NNTH 20)."""
    found = number_needed(_effect(100, -50, 250), "higher")

    assert found.estimate.whole == 10
    assert [(each.sort, each.whole) for each in found.limits] == [("benefit", 4), ("harm", 20)]
    assert found.through_infinity is True


def test_number_needed_is_unknown_when_nobody_said_which_way_is_better():
    assert number_needed(_effect(-40, -70, -10), "") is None


@given(
    risk=st.floats(0.01, 0.99),
    ratio=st.floats(0.05, 5),
    low=st.floats(0.1, 1),
    high=st.floats(1, 3),
)
def test_numbers_are_at_least_one_and_their_sorts_agree_with_the_interval(risk, ratio, low, high):
    effect = absolute_effect("RR", ratio, (ratio * low, ratio * high), risk)

    found = number_needed(effect, "lower")

    assert all(each.number >= 1 - 1e-9 for each in found.limits)
    sorts = {each.sort for each in found.limits}
    assert found.through_infinity == (effect.lower < 0 < effect.upper)
    assert found.through_infinity == (sorts == {"benefit", "harm"})
    assert all(not math.isnan(each.number) for each in found.limits)
