import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.levels import LEVELS, rung_of
from evidence.grade.reasons import Reason
from voting import codes
from voting.rules.derivation import (
    KINDS,
    DerivedRecommendation,
    RecommendationFacts,
    RoundFacts,
    derive_question,
    derive_recommendation,
    derived_data,
    question_totals,
    recommendation_totals,
)
from voting.rules.rule import PRESETS, rule_from
from voting.rules.tally import TallyError

OVER_70 = PRESETS["over-70"]
GRID = PRESETS["grade-grid"]
WITH_QUORUM = rule_from({"quorum": "1/2"})

STRONG_FOR = {"strong-for": 9, "weak-for": 1}
WEAK_FOR = {"strong-for": 1, "weak-for": 9}
WEAK_AGAINST = {"weak-against": 9, "weak-for": 1}
NEITHER = {"neither": 9, "weak-for": 1}
SPLIT = {"strong-for": 4, "strong-against": 4, "neither": 2}
TOO_FEW = {"strong-for": 2}


def rounds(*counts, rule=OVER_70, running=False):
    closed = [
        RoundFacts(number, rule, votes, eligible=10) for number, votes in enumerate(counts, start=1)
    ]
    opened = [RoundFacts(len(counts) + 1, rule, {}, 10, is_closed=False)] if running else []
    return (*closed, *opened)


def derive(*counts, id="q1r1", rule=OVER_70, running=False, kind="graded", certainty="low", **more):
    held = rounds(*counts, rule=rule, running=running)
    return derive_recommendation(RecommendationFacts(id, kind, held, certainty=certainty, **more))


def graded(strength, certainty, kind="graded"):
    """A derived recommendation of which only strength and certainty matter."""
    return DerivedRecommendation(
        id="r",
        kind=kind,
        direction=None,
        strength=strength,
        certainty=certainty,
        outcome="open",
        decided_in_round=None,
        votes={},
        base=0,
        eligible=None,
        flags=(),
        reasons=(),
        tally=None,
    )


def test_kinds_are_those_of_the_data():
    assert KINDS == codes.RECOMMENDATION_KINDS


def test_recommendation_prints_as_the_blueprint_shows_it():
    held = (RoundFacts(1, OVER_70, {"strong-for": 4, "weak-for": 36, "abstain": 3}, eligible=43),)

    found = derive_recommendation(RecommendationFacts("q1r1", rounds=held, certainty="moderate"))

    assert found.as_data() == {
        "id": "q1r1",
        "kind": "graded",
        "direction": "for",
        "strength": "weak",
        "certainty": "moderate",
        "outcome": "recommendation",
        "decided_in_round": 1,
        "votes": {"strong-for": 4, "weak-for": 36, "abstain": 3},
        "base": 40,
        "eligible": 43,
        "flags": [],
    }


@pytest.mark.parametrize(
    ("counts", "outcome", "direction", "strength", "decided_in"),
    [
        ([WEAK_FOR], "recommendation", "for", "weak", 1),
        ([WEAK_AGAINST], "recommendation", "against", "weak", 1),
        ([SPLIT, STRONG_FOR], "recommendation", "for", "strong", 2),
        # The last closed round counts, even after one that decided.
        ([STRONG_FOR, WEAK_AGAINST], "recommendation", "against", "weak", 2),
        ([STRONG_FOR, SPLIT], "no-consensus", None, None, None),
        ([NEITHER], "no-recommendation", None, None, 1),
        ([SPLIT], "no-consensus", None, None, None),
        ([{}], "no-consensus", None, None, None),
    ],
)
def test_last_closed_round_decides(counts, outcome, direction, strength, decided_in):
    found = derive(*counts)

    assert (found.outcome, found.direction, found.strength, found.decided_in_round) == (
        outcome,
        direction,
        strength,
        decided_in,
    )
    assert found.certainty == "low"


def test_recommendation_without_a_round_is_open_among_those_entitled():
    found = derive(entitled=12)

    assert found.as_data() == {
        "id": "q1r1",
        "kind": "graded",
        "direction": None,
        "strength": None,
        "certainty": "low",
        "outcome": "open",
        "decided_in_round": None,
        "votes": {},
        "base": 0,
        "eligible": 12,
        "flags": [],
    }
    assert found.reasons == (Reason("no-closed-round"),)


def test_running_round_keeps_a_decided_recommendation_open():
    found = derive(STRONG_FOR, running=True, entitled=12, certainty="high")

    assert (found.outcome, found.strength, found.direction) == ("open", None, None)
    assert (found.votes, found.base, found.eligible) == ({}, 0, 12)
    assert (found.certainty, found.decided_in_round) == ("high", None)
    assert found.reasons == (Reason("round-running", {"round": 2}),)


def test_round_that_still_runs_keeps_it_open_whatever_its_place():
    running, closed = RoundFacts(1, OVER_70, {}, 10, is_closed=False), rounds({}, STRONG_FOR)[1]

    found = derive_recommendation(RecommendationFacts("r", rounds=(running, closed)))

    assert (found.outcome, found.reasons) == ("open", (Reason("round-running", {"round": 1}),))


def test_inquorate_round_leaves_no_grade_but_its_votes():
    found = derive(STRONG_FOR, TOO_FEW, rule=WITH_QUORUM)

    assert (found.outcome, found.direction, found.strength) == ("inquorate", None, None)
    assert (found.votes, found.base, found.decided_in_round) == ({"strong-for": 2}, 2, None)


@pytest.mark.parametrize(
    ("rule", "counts", "outcome", "decided_in"),
    [
        (GRID, [SPLIT], "no-consensus", None),
        (GRID, [SPLIT, SPLIT], "no-recommendation", 2),
        (GRID, [SPLIT, SPLIT, SPLIT], "no-recommendation", 3),
        (OVER_70, [SPLIT] * 5, "no-consensus", None),
    ],
)
def test_rounds_used_up_end_as_the_rule_says(rule, counts, outcome, decided_in):
    found = derive(*counts, rule=rule)

    assert (found.outcome, found.decided_in_round) == (outcome, decided_in)


def test_only_quorate_rounds_are_used_up():
    rule = rule_from({"preset": "grade-grid", "quorum": "1/2"})

    assert derive(TOO_FEW, SPLIT, rule=rule).outcome == "no-consensus"
    assert derive(SPLIT, TOO_FEW, rule=rule).outcome == "inquorate"
    assert derive(SPLIT, TOO_FEW, SPLIT, rule=rule).outcome == "no-recommendation"


def test_each_round_is_read_under_the_rule_it_was_opened_with():
    held = (
        RoundFacts(1, OVER_70, {"strong-for": 7, "weak-for": 3}, 10),
        RoundFacts(2, GRID, {"strong-for": 7, "weak-for": 3}, 10),
    )

    found = derive_recommendation(RecommendationFacts("r", rounds=held, certainty="high"))

    assert (found.strength, found.decided_in_round) == ("strong", 2)


@pytest.mark.parametrize(
    ("counts", "certainty"), list(itertools.product([STRONG_FOR, WEAK_FOR], LEVELS))
)
def test_strong_on_low_or_very_low_is_flagged(counts, certainty):
    found = derive(counts, certainty=certainty)

    expected = counts is STRONG_FOR and certainty in ("low", "very-low")
    assert found.flags == (("strong-on-low",) if expected else ())


def test_flags_of_the_evidence_follow_those_of_the_strength():
    found = derive(STRONG_FOR, evidence_flags=("up-and-down", "up-on-randomised"))

    assert found.flags == ("strong-on-low", "up-and-down", "up-on-randomised")


@pytest.mark.parametrize(
    "flag", ["no-critical-outcome", "unrated-critical-outcome", "no-included-studies"]
)
def test_certainty_that_cannot_be_derived_is_null_with_its_flag(flag):
    found = derive(STRONG_FOR, certainty=None, evidence_flags=(flag,))

    assert (found.certainty, found.strength, found.flags) == (None, "strong", (flag,))


@pytest.mark.parametrize("kind", ["good-practice", "only-in-research"])
def test_kinds_that_are_not_graded_have_a_direction_only(kind):
    found = derive(STRONG_FOR, kind=kind, evidence_flags=("no-critical-outcome",))

    assert (found.direction, found.outcome, found.decided_in_round) == ("for", "recommendation", 1)
    assert (found.strength, found.certainty, found.flags) == (None, None, ())


def test_reasons_lead_from_the_votes_to_the_evidence():
    why = (Reason("lowest-of-critical", {"level": "low", "outcomes": ("death",), "critical": 1}),)

    found = derive(STRONG_FOR, certainty_reasons=why)

    assert [reason.code for reason in found.reasons] == ["threshold-met", "lowest-of-critical"]
    assert found.tally.winner == "strong-for"


def test_votes_that_cannot_be_counted_are_refused():
    with pytest.raises(TallyError, match="more votes than voters"):
        derive({"weak-for": 11})


@pytest.mark.parametrize(
    ("strengths", "common"),
    [
        (["weak"], "weak"),
        (["weak", "weak"], "weak"),
        (["strong", "strong"], "strong"),
        (["strong", "weak"], "mixed"),
        (["strong", None], None),
        ([None], None),
        ([], None),
    ],
)
def test_question_has_the_strength_its_recommendations_share(strengths, common):
    question = derive_question("q1", 1, [graded(strength, "low") for strength in strengths])

    assert question.strength == common


@pytest.mark.parametrize(
    ("levels", "together"),
    [
        (["high"], "high"),
        (["high", "low"], "low"),
        (["very-low", "moderate", "low"], "very-low"),
        (["high", None], None),
        ([None, None], None),
        ([], None),
    ],
)
def test_question_has_the_lowest_certainty_of_its_recommendations(levels, together):
    question = derive_question("q1", 1, [graded("weak", level) for level in levels])

    assert question.certainty == together


@pytest.mark.parametrize("kind", ["good-practice", "only-in-research"])
def test_question_takes_no_notice_of_what_is_not_graded(kind):
    statement = graded(None, None, kind)

    with_graded = derive_question("q1", 1, [graded("strong", "high"), statement])
    alone = derive_question("q2", 2, [statement])

    assert (with_graded.strength, with_graded.certainty) == ("strong", "high")
    assert (alone.strength, alone.certainty) == (None, None)


def test_totals_hold_only_what_occurs_in_fixed_order():
    questions = [
        derive_question("q1", 1, [graded("weak", "very-low")]),
        derive_question("q2", 2, [graded("strong", "low"), graded("weak", "high")]),
        derive_question("q3", 3, [graded("strong", "low")]),
        derive_question("q4", 4, [graded(None, None), graded(None, None, "good-practice")]),
        derive_question("q5", 5, []),
    ]

    by_question, by_recommendation = question_totals(questions), recommendation_totals(questions)

    assert list(by_question.strength.items()) == [("strong", 1), ("weak", 1), ("mixed", 1)]
    assert list(by_question.certainty.items()) == [("low", 2), ("very-low", 1)]
    assert list(by_recommendation.strength.items()) == [("strong", 2), ("weak", 2)]
    assert list(by_recommendation.certainty.items()) == [("high", 1), ("low", 2), ("very-low", 1)]


def test_totals_of_nothing_are_empty():
    assert question_totals([]).as_data() == {"strength": {}, "certainty": {}}


def test_guideline_prints_questions_then_both_totals():
    question = derive_question("q1", 1, [derive(WEAK_FOR), derive(STRONG_FOR, id="q1r2")])

    data = derived_data("example", [question])

    assert list(data) == ["guideline", "questions", "totals", "recommendation_totals"]
    assert data["questions"] == [
        {
            "id": "q1",
            "number": 1,
            "strength": "mixed",
            "certainty": "low",
            "recommendations": [item.as_data() for item in question.recommendations],
        }
    ]
    assert data["totals"] == {"strength": {"mixed": 1}, "certainty": {"low": 1}}
    assert data["recommendation_totals"] == {
        "strength": {"strong": 1, "weak": 1},
        "certainty": {"low": 2},
    }


recommendations = st.lists(
    st.builds(
        graded,
        strength=st.sampled_from(["strong", "weak", None]),
        certainty=st.sampled_from([*LEVELS, None]),
        kind=st.sampled_from(KINDS),
    ),
    max_size=5,
)


@given(st.lists(recommendations, max_size=6))
def test_totals_count_every_grade_once(by_question):
    questions = [derive_question(f"q{n}", n, items) for n, items in enumerate(by_question)]

    totals, finer = question_totals(questions), recommendation_totals(questions)

    items = [item for some in by_question for item in some if item.kind == "graded"]
    assert sum(finer.strength.values()) == sum(item.strength is not None for item in items)
    assert sum(finer.certainty.values()) == sum(item.certainty is not None for item in items)
    assert sum(totals.strength.values()) == sum(q.strength is not None for q in questions)
    assert sum(totals.certainty.values()) == sum(q.certainty is not None for q in questions)


@given(recommendations)
def test_question_certainty_is_never_above_a_recommendation(items):
    question = derive_question("q1", 1, items)

    levels = [item.certainty for item in items if item.kind == "graded"]
    if question.certainty is None:
        assert not levels or None in levels
    else:
        assert rung_of(question.certainty) == min(rung_of(level) for level in levels)
