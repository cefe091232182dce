"""Counts that must agree, at and beside their limits."""

import pytest

from publication.checks.arithmetic.counts import (
    is_far_from_size,
    label_differs,
    repeated,
    steps_for_size,
    totals_that_differ,
    weight_at,
)


@pytest.mark.parametrize(
    ("totals", "pairs"),
    [
        ({}, []),
        ({"death": (100, 100)}, []),
        ({"death": (100, 100), "stay": (100, 100)}, []),
        ({"death": (100, 100), "stay": (100, 99)}, [("death", "stay")]),
        ({"death": (100, 100), "stay": (99, 100), "pain": (100, 100)}, [("death", "stay")]),
    ],
)
def test_totals_are_compared_with_the_first(totals, pairs):
    assert totals_that_differ(totals) == pairs


@pytest.mark.parametrize(
    ("high", "weights", "share"),
    [
        ([True, False], [50, 50], 50),
        ([True, False], [51, 49], 51),
        ([True, True], [1, 3], 100),
        ([True], [0], 0),
        ([], [], 0),
    ],
)
def test_weight_is_a_share_in_percent(high, weights, share):
    assert weight_at(high, weights) == share


@pytest.mark.parametrize(
    ("events", "people", "far"),
    [
        (89, 1000, True),
        (90, 50, False),
        (None, 119, True),
        (None, 120, False),
        (None, None, False),
        (0, None, True),
    ],
)
def test_far_is_under_thirty_percent_of_the_usual_size(events, people, far):
    assert is_far_from_size(events, people) is far


@pytest.mark.parametrize(
    ("ratio", "steps"),
    [
        (2.0, 0),
        (2.01, 1),
        (5.0, 1),
        (5.01, 2),
        (1.0, 0),
        (0.5, 0),
        (0.49, 1),
        (0.2, 1),
        (0.19, 2),
        (0.0, 2),
    ],
)
def test_steps_follow_from_a_two_and_a_fivefold_change(ratio, steps):
    assert steps_for_size(ratio) == steps


@pytest.mark.parametrize(
    ("label", "citation", "year", "differs"),
    [
        ("Schulz 2015", "Schulz A et al. Acta Radiol 2016;57:1040-8.", 2016, ("year",)),
        ("Marcera 2013", "Macera A et al. Eur Radiol 2013;23:739-47.", 2013, ("name",)),
        ("Berger-Kulemann 2012", "Berger-Kulemann V et al. 2012", 2012, ()),
        ("de Jong 2010", "de Jong MC et al. J Surg Oncol 2010;102:256-63.", 2010, ()),
        ("Müller 2010", "Muller A. 2010", 2010, ()),
        ("Portier 2006 (FFCD09002)", "Portier G et al. 2006", 2006, ()),
        ("Smith et al. 2010", "Smith J. 2010", 2010, ()),
        ("CLASSIC", "Smith J. 2010", 2010, ()),
        ("Smith 2010", "", 2010, ()),
        ("Smith 2010", "", None, ()),
        ("Smith 2010", "", 2011, ("year",)),
        ("", "Smith J. 2010", 2010, ()),
    ],
)
def test_label_is_compared_with_its_citation(label, citation, year, differs):
    assert label_differs(label, citation, year) == differs


def test_repeated_keys_are_named_once_and_empty_ones_never():
    assert repeated(["a", "b", "a", "", "", "a", "c"]) == ["a"]
