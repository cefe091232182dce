"""Scores from 1 to 9: middle, spread and class, at and around every boundary."""

import pytest

from guideline.importance import (
    BETWEEN,
    Rated,
    class_of,
    counts_of,
    entered,
    of_parts,
    spread_of,
    surveyed,
)

CRITICAL, IMPORTANT, LIMITED = "critical", "important", "limited"


@pytest.mark.parametrize(
    ("median", "expected"),
    [
        (1, LIMITED),
        (1.5, LIMITED),
        (2.5, LIMITED),
        (3, LIMITED),
        (3.5, None),
        (4, IMPORTANT),
        (4.5, IMPORTANT),
        (5.5, IMPORTANT),
        (6, IMPORTANT),
        (6.5, None),
        (7, CRITICAL),
        (7.5, CRITICAL),
        (8.5, CRITICAL),
        (9, CRITICAL),
    ],
)
def test_median_has_the_class_of_its_range_and_none_between_two(median, expected):
    assert class_of(median) == expected


@pytest.mark.parametrize("median", [0, 0.5, 9.5, 10, 6.25, 6.75, float("nan")])
def test_what_cannot_be_a_median_of_whole_scores_is_refused(median):
    with pytest.raises(ValueError, match="no median"):
        class_of(median)


@pytest.mark.parametrize(
    ("median", "decided"),
    [(6.5, CRITICAL), (6.5, IMPORTANT), (3.5, IMPORTANT), (3.5, LIMITED)],
)
def test_between_two_classes_the_decided_one_holds(median, decided):
    assert class_of(median, decided) == decided


@pytest.mark.parametrize(("median", "decided"), [(6.5, LIMITED), (3.5, CRITICAL)])
def test_a_decision_chooses_one_of_the_two(median, decided):
    with pytest.raises(ValueError, match="lies between"):
        class_of(median, decided)


def test_a_decision_does_not_move_a_median_inside_a_class():
    assert class_of(8, LIMITED) == CRITICAL


# R 4.2: for (x in ...) quantile(x, type = 7)
@pytest.mark.parametrize(
    ("scores", "least", "lower", "median", "upper", "most"),
    [
        ((9, 8, 7), 7, 7.5, 8, 8.5, 9),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9), 1, 3, 5, 7, 9),
        ((6, 7), 6, 6.25, 6.5, 6.75, 7),
        ((3, 4), 3, 3.25, 3.5, 3.75, 4),
        ((5,), 5, 5, 5, 5, 5),
        ((9, 9, 8, 7, 7, 6, 4, 9, 8, 5, 7), 4, 6.5, 7, 8.5, 9),
        ((1, 9, 9, 2), 1, 1.75, 5.5, 9, 9),
        ((4, 4, 6, 7, 7, 9), 4, 4.5, 6.5, 7, 9),
    ],
)
def test_spread_is_that_of_r(scores, least, lower, median, upper, most):
    found = spread_of(counts_of(scores))

    assert (found.n, found.least, found.most) == (len(scores), least, most)
    assert (found.lower, found.median, found.upper) == (lower, median, upper)


def test_nobody_s_scores_have_no_middle():
    assert spread_of(counts_of([])) is None


def test_counts_far_above_any_panel_cost_nothing():
    assert spread_of([0, 0, 0, 0, 0, 10**9, 10**9, 0, 0]).median == 6.5


@pytest.mark.parametrize("score", [0, 10, -1, 6.5])
def test_a_score_is_a_whole_number_from_1_to_9(score):
    with pytest.raises(ValueError, match="no score"):
        counts_of([score])


def test_entered_importance_wins_over_its_parts():
    assert entered(5, {"tp": 9}) == Rated(5, IMPORTANT)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"tp": 6, "fn": 9, "fp": 2, "tn": 1}, Rated(9, CRITICAL)),
        ({"tn": 3}, Rated(3, LIMITED)),
        ({}, None),
    ],
)
def test_a_test_is_as_important_as_its_most_important_result(parts, expected):
    assert entered(None, parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # The missing decision could still make it critical.
        ([Rated(6.5, None), Rated(6, IMPORTANT)], Rated(6.5, None)),
        # It is critical already, whatever is decided.
        ([Rated(6.5, None), Rated(7, CRITICAL)], Rated(7, CRITICAL)),
        # Between limited and important nothing could rise above what there is.
        ([Rated(3.5, None), Rated(4, IMPORTANT)], Rated(4, IMPORTANT)),
        ([Rated(3.5, None), Rated(2, LIMITED)], Rated(3.5, None)),
        ([Rated(6.5, IMPORTANT), Rated(6.5, CRITICAL)], Rated(6.5, CRITICAL)),
        ([Rated(6.5, IMPORTANT), Rated(3, LIMITED)], Rated(6.5, IMPORTANT)),
    ],
)
def test_a_decision_that_is_missing_matters_where_it_could_raise_the_class(parts, expected):
    assert of_parts(parts) == expected
    assert of_parts(reversed(parts)) == expected


def test_survey_gives_each_part_its_median():
    counts = {"tp": counts_of([9, 8, 8]), "fp": counts_of([6, 7]), "tn": counts_of([])}

    assert surveyed(counts, {"fp": IMPORTANT}) == {
        "tp": Rated(8, CRITICAL),
        "fp": Rated(6.5, IMPORTANT),
    }


def test_decision_that_no_longer_fits_the_median_is_passed_over():
    assert surveyed({"": counts_of([3, 4])}, {"": CRITICAL}) == {"": Rated(3.5, None)}


def test_every_place_between_two_classes_borders_on_both():
    assert {
        middle: (class_of(middle + 0.5), class_of(middle - 0.5)) for middle in BETWEEN
    } == BETWEEN
