"""What may be chosen for a synthesis is what the package computes."""

from itertools import product

import pytest

from evidence.effects import DEFAULT_SYNTHESIS, pooled_effect
from evidence.synthesis import recipe
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.measures import MEASURES
from evidence.synthesis_choices import KEYS, completed, misfits, offered, settled, to_keep

ROWS = [
    {
        "events_1": 4, "total_1": 40, "events_2": 8, "total_2": 41, "mean_1": 1, "sd_1": 1,
        "mean_2": 2, "sd_2": 1, "log_effect": -0.2, "se": 0.1,
    },
    {
        "events_1": 9, "total_1": 50, "events_2": 8, "total_2": 41, "mean_1": 1.5, "sd_1": 1,
        "mean_2": 2, "sd_2": 2, "log_effect": -0.4, "se": 0.2,
    },
]  # fmt: skip
KINDS = tuple(DEFAULT_SYNTHESIS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_is_a_word_of_the_recipe(kind):
    words = offered(kind)

    assert tuple(words) == KEYS
    assert set(words["measure"]) <= set(MEASURES)
    assert set(words["method"]) <= set(recipe.METHODS)
    assert set(words["model"]) == set(recipe.MODELS)
    assert set(words["tau2"]) == set(recipe.TAU2_ESTIMATORS)
    assert set(words["ci"]) == set(recipe.CI_METHODS)
    assert set(words["profile"]) <= set(recipe.PROFILES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_without_misfits_is_computed_and_every_other_refused(kind):
    words = offered(kind)
    disagree = []
    for each in product(*words.values()):
        chosen = dict(zip(words, each, strict=True))
        try:
            pooled_effect(kind, to_keep(chosen), ROWS, ["A", "B"])
            computed = True
        except InvalidInput:
            computed = False
        # The package reads OR with Peto's method as PETO; the page wants it said.
        if computed == bool(misfits(kind, chosen)) and (
            chosen["measure"],
            chosen["method"],
        ) != ("OR", "peto"):
            disagree.append(chosen)

    assert disagree == []


def test_fixed_effect_has_no_estimator_of_tau2():
    assert settled({"measure": "RR", "model": "fixed", "tau2": "reml"}) == {
        "measure": "RR",
        "model": "fixed",
    }


def test_what_is_usual_is_left_unsaid_and_completed_again():
    chosen = completed("dichotomous", {"measure": "OR", "ci": "hksj"})

    assert to_keep(chosen) == {
        "measure": "OR",
        "method": "mh",
        "model": "random",
        "tau2": "dl",
        "ci": "hksj",
    }
    assert completed("dichotomous", to_keep(chosen)) == chosen


@pytest.mark.parametrize("kind", ["diagnostic", "narrative", "reported"])
def test_nothing_is_offered_for_what_is_not_pooled_so(kind):
    assert offered(kind) == {}
    assert misfits(kind, {}) == ["not-pooled"]
