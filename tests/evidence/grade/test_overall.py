import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.levels import LEVELS, rung_of
from evidence.grade.overall import (
    CriticalOutcome,
    ExceptionProblem,
    HighestSufficient,
    direction_of_effect,
    exception_problems,
    overall_certainty,
)
from evidence.grade.reasons import Reason


def outcome(id, level, direction="favours-intervention", warnings=(), has_evidence=True):
    return CriticalOutcome(id, level, warnings, has_evidence, direction)


DEATH_CARRIES_IT = HighestSufficient("death", "p01", "Death alone would carry it")

outcomes = st.lists(
    st.builds(
        CriticalOutcome,
        id=st.uuids().map(str),
        level=st.sampled_from([*LEVELS, None]),
        warnings=st.sampled_from([(), ("up-and-down",), ("up-and-down", "up-on-randomised")]),
        has_evidence=st.booleans(),
        direction=st.sampled_from(
            ["favours-intervention", "favours-comparator", "no-difference", None]
        ),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("levels", "overall", "deciding"),
    [
        (["high"], "high", ("o0",)),
        (["high", "moderate"], "moderate", ("o1",)),
        (["low", "high", "low"], "low", ("o0", "o2")),
        (["very-low", "high"], "very-low", ("o0",)),
    ],
)
def test_overall_is_the_lowest_of_the_critical_outcomes(levels, overall, deciding):
    found = overall_certainty([outcome(f"o{n}", level) for n, level in enumerate(levels)])

    assert (found.level, found.rule, found.deciding, found.flags) == (
        overall,
        "lowest",
        deciding,
        (),
    )
    assert found.reasons == (
        Reason(
            "lowest-of-critical",
            {"level": overall, "outcomes": deciding, "critical": len(levels)},
        ),
    )


def test_overall_without_a_critical_outcome_is_null_with_its_flag():
    found = overall_certainty([])

    assert (found.level, found.flags) == (None, ("no-critical-outcome",))
    assert found.reasons == (Reason("no-critical-outcome"),)


def test_overall_with_an_unrated_outcome_is_null_not_the_lowest_of_the_rest():
    found = overall_certainty([outcome("death", "high"), outcome("stay", None)])

    assert (found.level, found.flags) == (None, ("unrated-critical-outcome",))
    assert found.reasons == (Reason("unrated-critical-outcome", {"outcome": "stay"}),)


def test_overall_with_an_outcome_without_studies_is_null_and_says_so():
    found = overall_certainty([outcome("death", None, has_evidence=False)])

    assert (found.level, found.flags) == (None, ("no-included-studies",))


def test_overall_gives_every_flag_that_applies():
    found = overall_certainty(
        [
            outcome("a", None, has_evidence=False),
            outcome("b", None),
            outcome("c", "high", warnings=("up-on-randomised",)),
            outcome("d", "high", warnings=("up-and-down",)),
        ]
    )

    assert found.flags == (
        "up-and-down",
        "up-on-randomised",
        "unrated-critical-outcome",
        "no-included-studies",
    )


def test_overall_counts_a_rated_outcome_whose_studies_are_not_listed():
    assert overall_certainty([outcome("death", "low", has_evidence=False)]).level == "low"


def test_exception_takes_the_level_of_the_outcome_that_carries_it():
    found = overall_certainty([outcome("death", "high"), outcome("stay", "low")], DEATH_CARRIES_IT)

    assert (found.level, found.rule, found.deciding) == ("high", "highest-sufficient", ("death",))
    assert found.reasons == (
        Reason(
            "highest-sufficient",
            {
                "level": "high",
                "outcome": "death",
                "by": "p01",
                "because": "Death alone would carry it",
            },
        ),
    )


def test_exception_holds_where_all_outcomes_favour_the_comparator():
    both = [
        outcome("death", "moderate", "favours-comparator"),
        outcome("stay", "low", "favours-comparator"),
    ]

    assert exception_problems(DEATH_CARRIES_IT, both) == []
    assert overall_certainty(both, DEATH_CARRIES_IT).level == "moderate"


@pytest.mark.parametrize(
    ("others", "problems"),
    [
        (
            [outcome("death", "high"), outcome("harm", "low", "favours-comparator")],
            [ExceptionProblem("directions-differ")],
        ),
        (
            [outcome("death", "high"), outcome("harm", "low", None)],
            [ExceptionProblem("direction-unknown", "harm")],
        ),
        (
            [outcome("death", "high"), outcome("harm", "low", "no-difference")],
            [ExceptionProblem("direction-unknown", "harm")],
        ),
        (
            [outcome("stay", "high")],
            [ExceptionProblem("outcome-not-critical", "death")],
        ),
        ([], [ExceptionProblem("outcome-not-critical", "death")]),
        (
            [outcome("death", "high"), outcome("stay", None)],
            [ExceptionProblem("outcome-unrated", "stay")],
        ),
        (
            [
                outcome("death", None),
                outcome("a", "low", "favours-comparator"),
                outcome("b", "low", None),
            ],
            [
                ExceptionProblem("outcome-unrated", "death"),
                ExceptionProblem("direction-unknown", "b"),
                ExceptionProblem("directions-differ"),
            ],
        ),
    ],
)
def test_exception_is_refused_with_every_reason(others, problems):
    assert exception_problems(DEATH_CARRIES_IT, others) == problems


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        (HighestSufficient("death", " ", "a reason"), "nobody-named"),
        (HighestSufficient("death", "p01", ""), "no-reason-given"),
    ],
)
def test_exception_needs_a_person_and_a_reason(exception, code):
    assert exception_problems(exception, [outcome("death", "high")]) == [ExceptionProblem(code)]


def test_overall_falls_back_on_the_lowest_when_the_exception_is_refused():
    found = overall_certainty(
        [outcome("death", "high"), outcome("harm", "low", "favours-comparator")],
        DEATH_CARRIES_IT,
    )

    assert (found.level, found.rule) == ("low", "lowest")
    assert [reason.code for reason in found.reasons] == ["exception-refused", "lowest-of-critical"]
    assert found.reasons[0].figures == {"problem": "directions-differ", "outcome": None}


def test_overall_stays_null_under_an_exception_when_an_outcome_is_unrated():
    found = overall_certainty([outcome("death", "high"), outcome("stay", None)], DEATH_CARRIES_IT)

    assert found.level is None


@given(outcomes)
def test_overall_is_never_above_any_critical_outcome(some):
    found = overall_certainty(some)

    levels = [item.level for item in some]
    if not levels or None in levels:
        assert found.level is None
        assert set(found.flags) & {
            "no-critical-outcome",
            "unrated-critical-outcome",
            "no-included-studies",
        }
    else:
        assert rung_of(found.level) == min(rung_of(level) for level in levels)


@given(outcomes, st.randoms(use_true_random=False))
def test_overall_does_not_depend_on_the_order_of_outcomes(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)

    first, second = overall_certainty(some), overall_certainty(shuffled)
    assert (first.level, first.flags, set(first.deciding)) == (
        second.level,
        second.flags,
        set(second.deciding),
    )


@pytest.mark.parametrize(
    ("estimate", "null", "favours", "direction"),
    [
        (0.8, 1, "lower", "favours-intervention"),
        (1.2, 1, "lower", "favours-comparator"),
        (0.8, 1, "higher", "favours-comparator"),
        (1.2, 1, "higher", "favours-intervention"),
        (-1.8, 0, "lower", "favours-intervention"),
        (0.5, 0, "lower", "favours-comparator"),
        (1, 1, "lower", "no-difference"),
        (0.0, 0, "higher", "no-difference"),
        (0.8, 1, None, None),
        (0.8, 1, "unknown", None),
    ],
)
def test_direction_of_effect_is_read_against_the_null(estimate, null, favours, direction):
    assert direction_of_effect(estimate, null=null, favours=favours) == direction
