"""What may be set about proposals: limits, words, and what is left to the defaults."""

import pytest

from evidence.grade.proposals.settings import DEFAULTS
from evidence.proposing.setting_words import NAMES, misfits_in_words
from evidence.proposing.settings import (
    INFORMATION_SIZE,
    SETTINGS,
    Misfit,
    defaults,
    misfits,
    own_values,
    settings_from,
)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("few_events", 300, ""),
        ("few_events", 0, ""),
        ("few_events", -1, "range"),
        ("few_events", 2.5, "whole"),
        ("few_events", "300", "number"),
        ("few_events", True, "number"),
        ("few_events", None, ""),
        ("dominating", 100, ""),
        ("dominating", 100.1, "range"),
        ("dominating", float("nan"), "range"),
        ("imprecision", "classic", ""),
        ("imprecision", "robins-i", "word"),
        ("imprecision", 5, "word"),
        ("luck", 1, "unknown"),
    ],
)
def test_value_fits_or_its_misfit_is_named(key, value, code):
    assert misfits({key: value}, SETTINGS) == ([Misfit(key, code)] if code else [])


@pytest.mark.parametrize("allowed", [SETTINGS, INFORMATION_SIZE])
def test_every_default_is_within_its_own_limits(allowed):
    values = defaults() if allowed is SETTINGS else vars_of_size()

    assert set(values) == set(allowed)
    assert misfits(values, allowed) == []


def vars_of_size():
    return {key: getattr(DEFAULTS.size, key) for key in INFORMATION_SIZE}


def test_nothing_set_is_the_default():
    assert settings_from({}) == DEFAULTS


def test_what_is_set_reaches_the_rules():
    found = settings_from(
        {"appreciable_below": 0.8, "small_study": 50, "core_target": "threshold"},
        i2_limit=40,
        size={"alpha": 0.01},
        against_null=True,
    )

    assert found.appreciable == (0.8, 1.25)
    assert (found.small_study, found.i2_limit, found.size.alpha) == (50, 40, 0.01)
    assert found.core_target == "null"


def test_order_of_what_is_set_is_the_table_s():
    values = {"asymmetry_p": 0.05, "few_events": None, "imprecision": "classic"}

    assert list(own_values(values, SETTINGS)) == ["imprecision", "asymmetry_p"]


def test_everything_that_may_be_set_has_a_name():
    assert set(NAMES) == set(SETTINGS) | set(INFORMATION_SIZE)


def test_misfit_reads_as_a_sentence():
    assert misfits_in_words({"dominating": 101, "luck": 1}, SETTINGS) == [
        "Studies at high risk of bias dominate from (% of the weight): give a number from 0 to 100.",
        "There is no setting “luck”.",
    ]
