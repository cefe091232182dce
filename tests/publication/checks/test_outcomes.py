"""Rules on outcomes: each fires at its limit and is silent beside it."""

import pytest

from tests.publication.checks.sound import found, outcome, question, sound

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
