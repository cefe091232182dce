"""Rules on recommendations and evidence to decision: each fires at its limit and is silent beside it."""

import pytest

from evidence.models import Study
from publication.checks.run import check_guideline
from tests.publication.checks.sound import etd, found, imported, outcome, question, rating, sound

pytestmark = pytest.mark.django_db
STRONG, AGAINST = {"strong-for": 9}, {"weak-against": 9}


def _voted(counts, statement="We suggest A rather than B.", **judged):
    data = sound()
    recommendation = question(data)["recommendations"][0]
    recommendation |= {"statement": statement, "rounds": [{"counts": counts, "eligible": 9}]}
    question(data)["etd"] = etd(**judged)
    return data


@pytest.mark.parametrize(
    ("justification", "is_found"),
    [
        ("Most reports point the same way.", True),
        ("The disease is life-threatening and fewer may die.", False),
        ("Uncertain benefit, but certain harm.", False),
        ("Apparent equivalence, and A is surely less costly.", False),
        ("Similar benefit, B perhaps more risky.", False),
        ("Catastrophic harm is possible.", False),
        ("Situation 1.", False),
        ("Uncertain harm.", True),
    ],
)
def test_strong_on_low_names_one_of_five_situations(justification, is_found):
    data = _voted(STRONG, "We recommend A.", certainty_of_effects="low")
    outcome(data)["certainty"] = rating(risk_of_bias=2)
    question(data)["recommendations"][0]["justification"] = justification

    assert found(data) == ([("strong-on-low", "q1/q1r1/justification")] if is_found else [])


def test_strong_on_moderate_needs_no_situation():
    data = _voted(STRONG, "We recommend A.")

    assert found(data) == []


@pytest.mark.parametrize(
    ("balance", "counts", "is_found"),
    [
        ("probably-favours-intervention", {"weak-for": 9}, False),
        ("probably-favours-comparison", {"weak-for": 9}, True),
        ("favours-comparison", {"weak-for": 9}, True),
        ("does-not-favour-either", {"weak-for": 9}, False),
        ("varies", {"weak-for": 9}, False),
        ("favours-intervention", AGAINST, True),
        ("probably-favours-comparison", AGAINST, False),
    ],
)
def test_balance_points_the_way_that_was_voted(balance, counts, is_found):
    data = _voted(counts, balance=balance)

    assert found(data) == ([("balance-against-vote", "q1/etd/balance")] if is_found else [])


@pytest.mark.parametrize(
    ("balance", "counts", "is_found"),
    [
        ("does-not-favour-either", STRONG, True),
        ("varies", STRONG, True),
        ("dont-know", STRONG, True),
        ("probably-favours-intervention", STRONG, False),
        ("dont-know", {"weak-for": 9}, False),
    ],
)
def test_unclear_balance_makes_no_strong_recommendation(balance, counts, is_found):
    wording = "We recommend A." if counts is STRONG else "We suggest A."
    data = _voted(counts, wording, balance=balance)

    assert found(data) == ([("strong-on-unclear-balance", "q1/etd/balance")] if is_found else [])


@pytest.mark.parametrize(
    ("judged", "is_found"),
    [
        ("moderate", False),
        ("low", True),
        ("high", True),
        ("no-included-studies", True),
        ("varies", False),
    ],
)
def test_certainty_of_the_panel_is_the_derived_one(judged, is_found):
    data = _voted({"weak-for": 9}, certainty_of_effects=judged)

    expected = [("panel-certainty-differs", "q1/etd/certainty_of_effects")] if is_found else []
    assert found(data) == expected


@pytest.mark.parametrize(
    ("statement", "counts", "is_found"),
    [
        ("We recommend A.", {"weak-for": 9}, True),
        ("A should be used.", {"weak-for": 9}, True),
        ("We suggest A.", {"weak-for": 9}, False),
        ("A might be used.", {"weak-for": 9}, False),
        ("We suggest A.", STRONG, True),
        ("A may be considered.", STRONG, True),
        ("We recommend A.", STRONG, False),
        ("Use A.", STRONG, False),
        ("We suggest A; it should begin early.", {"weak-for": 9}, False),
        ("We recommend A; B may be used where A is not to be had.", STRONG, False),
        ("The panel suggests A, which should begin early.", STRONG, True),
    ],
)
def test_wording_has_the_strength_that_was_voted(statement, counts, is_found):
    expected = [("wording-against-strength", "q1/q1r1/statement")] if is_found else []

    assert found(_voted(counts, statement)) == expected


def test_wording_without_a_vote_is_silent():
    data = _voted({"weak-for": 9}, "We recommend A.")
    question(data)["recommendations"][0]["rounds"] = []

    assert found(data) == []


@pytest.mark.parametrize(
    ("statement", "counts", "is_found"),
    [
        ("We suggest against A.", {"weak-for": 9}, True),
        ("We suggest against A.", AGAINST, False),
        ("We suggest vaccination against A.", {"weak-for": 9}, False),
    ],
)
def test_wording_has_the_direction_that_was_voted(statement, counts, is_found):
    balance = "does-not-favour-either"
    expected = [("wording-against-direction", "q1/q1r1/statement")] if is_found else []

    assert found(_voted(counts, statement, balance=balance)) == expected


def test_evidence_that_changed_since_the_vote_is_found():
    guideline = imported(sound())
    Study.objects.filter(ref="s1", question__guideline=guideline).update(sponsor="A company")

    rules = [(each.rule.id, each.place.where) for each in check_guideline(guideline)]

    assert rules == [("evidence-changed-since-vote", "q1/q1r1/rounds")]


@pytest.mark.parametrize(
    ("rounds", "is_found"), [([{"counts": {"weak-for": 9}, "eligible": 9}], True), ([], False)]
)
def test_criteria_are_judged_before_the_vote(rounds, is_found):
    data = sound()
    del question(data)["etd"]["values"]
    question(data)["recommendations"][0]["rounds"] = rounds

    assert found(data) == ([("criterion-not-judged", "q1/etd")] if is_found else [])


def test_exception_that_does_not_hold_any_more_is_found():
    data = sound()
    data["panel"] = [{"id": "p01", "role": "chair"}, {"id": "p02", "role": "methodologist"}]
    data["questions"] = data["questions"][:1]
    recommendation = question(data)["recommendations"][0]
    recommendation |= {
        "rounds": [],
        "overall_certainty": {
            "rule": "highest-sufficient",
            "outcome": "death",
            "by": "p01",
            "because": "Death alone would do.",
        },
    }
    outcome(data, 1)["certainty"] = rating(risk_of_bias=1)
    guideline = imported(data)
    assert check_guideline(guideline) == []
    guideline.questions.get().outcomes.filter(ref="death").update(importance=6)
    guideline.questions.get().outcomes.filter(ref="stay").update(importance=9)

    found_there = [(each.rule.id, each.place.where) for each in check_guideline(guideline)]

    assert ("exception-refused", "q1/death") in found_there
