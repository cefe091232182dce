"""How far two raters have come, as tables."""

import pytest

from evidence.raters.states import STATES, may_rate, may_reconcile, state_of
from evidence.raters.visibility import Given
from evidence.raters.words import STATES as IN_WORDS

M1, M2 = Given("m1"), Given("m2")
S1, S2 = Given("m1", settled=True), Given("m2", settled=True)


@pytest.mark.parametrize(
    ("given", "counts", "reconciled", "state"),
    [
        ([], False, False, "unrated"),
        ([], True, False, "rated-by-one"),
        ([], True, True, "reconciled"),
        ([M1], False, False, "one-of-two"),
        ([M1], True, False, "one-of-two"),
        ([M1, M2], False, False, "to-reconcile"),
        ([M1, M2], True, True, "to-reconcile"),
        ([S1, S2], True, True, "reconciled"),
        ([M1, S2], True, True, "rated-again"),
        # One alone rated later, in a guideline that went back to one rater.
        ([S1, S2], True, False, "rated-by-one"),
        ([S1, S2], False, False, "unrated"),
    ],
)
def test_state(given, counts, reconciled, state):
    assert state_of(given, counts=counts, reconciled=reconciled) == state


@pytest.mark.parametrize(
    ("place", "given", "rates", "reconciles"),
    [
        ("m1", [], True, False),
        ("m1", [M1], True, False),
        ("m2", [M1], True, False),
        # Both in: the other has been seen, and is reconciled with, not evaded.
        ("m1", [M1, M2], False, True),
        ("m2", [M1, M2], False, True),
        ("m3", [M1, M2], False, False),
        ("m3", [S1, S2], False, False),
        # Reconciled: each may rate again, or both mend what they reconciled.
        ("m1", [S1, S2], True, True),
        # One rated again: the other rates before anything is reconciled.
        ("m1", [M1, S2], True, False),
        ("m2", [M1, S2], True, False),
    ],
)
def test_what_a_place_may_do_next(place, given, rates, reconciles):
    assert may_rate(place, given) is rates
    assert may_reconcile(place, given) is reconciles


def test_every_state_has_its_words():
    assert set(IN_WORDS) == set(STATES)
