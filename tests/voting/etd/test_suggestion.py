"""What judgements suggest: each expected value is read off GRADE's rules, named where one is used."""

import pytest

from voting.codes import ANSWERS, CRITERIA
from voting.etd.suggestion import Certainties, suggest

CLEAR = {
    "problem": "yes",
    "desirable_effects": "large",
    "undesirable_effects": "trivial",
    "certainty_of_effects": "high",
    "values": "no-important-uncertainty",
    "balance": "favours-intervention",
    "resources_required": "negligible",
    "certainty_of_resources": "low",
    "cost_effectiveness": "favours-intervention",
    "equity": "probably-no-impact",
    "acceptability": "yes",
    "feasibility": "yes",
}
AGAINST = CLEAR | {
    "desirable_effects": "trivial",
    "undesirable_effects": "large",
    "balance": "favours-comparison",
    "resources_required": "large-costs",
    "cost_effectiveness": "favours-comparison",
}
HIGH = Certainties("high")


def grade(judged, certainties=HIGH):
    found = suggest(judged, certainties)
    return found.direction, found.strength


def barriers(judged, certainties=HIGH):
    return [each.code for each in suggest(judged, certainties).barriers]


def test_clear_balance_on_sure_evidence_with_nothing_against_it_is_strong():
    assert grade(CLEAR) == ("for", "strong")
    assert grade(AGAINST) == ("against", "strong")
    assert barriers(CLEAR) == []


# GRADE: whoever is unsure, or lacks information, recommends conditionally.
@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"balance": "probably-favours-intervention"}, "balance-not-clear"),
        ({"values": "possibly-important-uncertainty"}, "values-differ"),
        ({"feasibility": "probably-no"}, "speaks-against-it"),
        ({"resources_required": "moderate-costs"}, "speaks-against-it"),
        ({"equity": "varies"}, "not-known"),
        ({"acceptability": ""}, "not-judged"),
    ],
)
def test_one_doubt_makes_it_conditional(other, code):
    assert grade(CLEAR | other) == ("for", "weak")
    assert barriers(CLEAR | other) == [code]


@pytest.mark.parametrize(
    ("level", "code"),
    [("low", "certainty-low"), ("very-low", "certainty-low"), (None, "certainty-unknown")],
)
def test_low_or_unknown_certainty_makes_it_conditional(level, code):
    assert grade(CLEAR, Certainties(level)) == ("for", "weak")
    assert barriers(CLEAR, Certainties(level)) == [code]


def test_certainty_that_counts_is_the_derived_one_not_the_panels_word():
    assert grade(CLEAR | {"certainty_of_effects": "very-low"}) == ("for", "strong")
    assert "certainty_of_effects" not in suggest({"balance": "favours-intervention"}, HIGH).missing


def test_effects_on_neither_side_leave_it_to_costs_and_equity_or_to_either_option():
    tie = CLEAR | {
        "balance": "does-not-favour-either",
        "cost_effectiveness": "does-not-favour-either",
    }

    assert grade(tie) == ("either", "weak")
    assert grade(tie | {"resources_required": "large-savings"}) == ("for", "weak")
    assert grade(tie | {"equity": "reduced"}) == ("against", "weak")
    assert grade(tie | {"resources_required": "large-savings", "equity": "reduced"}) == (
        "either",
        "weak",
    )


def test_without_a_balance_the_larger_effect_leads_and_without_both_nothing_does():
    sizes = {"desirable_effects": "moderate", "undesirable_effects": "small"}

    assert grade(sizes) == ("for", "weak")
    assert grade({"desirable_effects": "small", "undesirable_effects": "large"}) == (
        "against",
        "weak",
    )
    assert grade({"desirable_effects": "large"}) == (None, None)
    assert suggest({}, HIGH).because.code == "no-balance"
    assert suggest({}, HIGH).barriers == ()


def test_every_answer_of_every_criterion_pushes_some_way_or_none():
    for criterion, answers in ANSWERS.items():
        for answer in answers:
            (push,) = suggest({criterion: answer}, HIGH).pushes
            assert (push.criterion, push.judgement) == (criterion, answer)
            assert push.way in {"for", "against", "weak", "none"}
    ways = {each.criterion: each.way for each in suggest(AGAINST, HIGH).pushes}
    assert ways["undesirable_effects"] == ways["resources_required"] == "against"
    assert ways["desirable_effects"] == ways["certainty_of_resources"] == "none"
    assert set(ways) == set(CRITERIA)


# The five situations of Andrews et al. 2013 (GRADE guidelines 15), table 2.
@pytest.mark.parametrize(
    ("other", "certainties", "possible"),
    [
        # 1: life at stake, possible benefit; the harms are not prohibitive
        ({}, Certainties("low", benefits="low"), [1]),
        # 2: uncertain benefit, certain harm
        (
            {"undesirable_effects": "large", "balance": "probably-favours-comparison"},
            Certainties("low", benefits="low", harms="high"),
            [2, 5],
        ),
        # 3: seem equivalent, one surely cheaper
        (
            {
                "desirable_effects": "trivial",
                "undesirable_effects": "trivial",
                "balance": "does-not-favour-either",
                "resources_required": "large-savings",
                "certainty_of_resources": "high",
            },
            Certainties("low", benefits="low"),
            [3],
        ),
        # 4: surely similar benefit, one option possibly costlier
        (
            {
                "desirable_effects": "trivial",
                "undesirable_effects": "small",
                "balance": "probably-favours-comparison",
                "resources_required": "moderate-costs",
            },
            Certainties("low", benefits="high", harms="low"),
            [4],
        ),
    ],
)
def test_situations_are_those_that_no_judgement_refutes(other, certainties, possible):
    found = suggest(CLEAR | other, certainties)

    assert [each.number for each in found.situations] == possible
    assert found.strength == "weak"


def test_situations_say_what_only_the_panel_can():
    (first,) = suggest(CLEAR, Certainties("low", benefits="low")).situations

    assert [(each.code, each.holds) for each in first.conditions] == [
        ("life-threatening", None),
        ("may-save-lives", None),
        ("harms-not-prohibitive", True),
    ]


def test_sure_evidence_needs_no_situation():
    assert suggest(CLEAR, HIGH).situations == ()
