"""Rules on outcomes: each fires at its limit and is silent beside it."""

import pytest

from publication.checks.outcomes import says_the_other_way
from tests.publication.checks.sound import found, messages, outcome, question, sound

pytestmark = pytest.mark.django_db


def _not_voted(data):
    for each in data["questions"]:
        each["recommendations"] = []
    return data


def test_critical_outcome_is_rated_before_the_vote():
    data = sound()
    del outcome(data)["certainty"]

    assert found(data) == [("unrated-critical-outcome", "q1/death")]


def test_outcome_named_as_critical_is_rated_whatever_its_importance():
    data = sound()
    question(data)["recommendations"][0]["critical_outcomes"] = ["death", "stay"]

    assert found(data) == [("unrated-critical-outcome", "q1/stay")]


def test_unrated_outcome_is_not_done_yet_while_nothing_is_rated_or_voted():
    data = _not_voted(sound())
    del outcome(data)["certainty"]

    assert found(data) == []


def test_important_outcome_need_not_be_rated():
    assert "certainty" not in outcome(sound(), 1)
    assert found(sound()) == []


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ({}, True),
        ({"narrative": {"text": "No study reports it."}}, False),
        ({"narrative": {"direction": "no-difference"}}, False),
        ({"results": [{"study": "s1", "value": 3}]}, False),
    ],
)
def test_outcome_of_the_protocol_has_a_row(more, is_found):
    data = sound()
    pain = {"id": "pain", "name": "Pain", "importance": 6, "type": "narrative", **more}
    question(data)["outcomes"].append(pain)

    assert found(data) == ([("outcome-without-evidence", "q1/pain")] if is_found else [])


@pytest.mark.parametrize(
    ("extra", "importance", "because", "is_found"),
    [
        (5, 4, "", False),
        (6, 4, "", True),
        (6, 3, "", False),
        (6, 4, "All outcomes of the core set are listed.", False),
        (6, 4, "  ", True),
    ],
)
def test_table_holds_seven_outcomes(extra, importance, because, is_found):
    data = sound()
    if because:
        question(data)["many_outcomes_because"] = because
    question(data)["outcomes"] += [
        {
            "id": f"more{n}",
            "importance": importance,
            "type": "narrative",
            "narrative": {"text": "The same."},
        }
        for n in range(extra)
    ]

    assert found(data) == ([("more-than-seven-outcomes", "q1/outcomes")] if is_found else [])


@pytest.mark.parametrize(
    ("name", "favours", "is_other"),
    [
        ("Overall survival", "lower", True),
        ("Overall survival at five years", "lower", True),
        ("Recurrence-free survival after resection", "lower", True),
        ("全生存率", "lower", True),
        ("Overall survival", "higher", False),
        ("Loss of survival time", "lower", False),
        ("Death after survival of the operation", "lower", False),
        ("Days in hospital", "lower", False),
        ("Death within five years", "higher", True),
        ("30-day mortality", "higher", True),
        ("術後死亡", "higher", True),
        ("30-day mortality", "lower", False),
        ("Time to death", "higher", False),
        ("Freedom from death", "higher", False),
        ("Deaths prevented", "higher", False),
        ("Recurrence-free survival without deaths", "lower", False),
        ("死亡までの期間", "higher", False),
        ("Death", "", False),
    ],
)
def test_name_says_which_way_is_better(name, favours, is_other):
    assert says_the_other_way(name, favours) is is_other


def test_deaths_said_to_be_better_when_higher_are_found():
    data = sound()
    assert "direction-against-name" not in messages(data)

    outcome(data)["favours"] = "higher"

    assert "“Death” is said to be better when higher." in messages(data)["direction-against-name"]
