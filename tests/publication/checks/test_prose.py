"""Rules on prose against data: each fires at its limit and is silent beside it."""

import pytest

from tests.publication.checks.sound import found, messages, outcome, question, rating, sound

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Sensitivity 80-90 %.", False),
        ("Sensitivity 80-89 %.", True),
        ("Sensitivity 81-90 %.", True),
        ("Specificity 70-95 %.", False),
        ("Specificity 70-90 %.", True),
    ],
)
def test_range_in_the_words_of_an_outcome_is_that_of_its_rows(text, is_found):
    data = sound()
    outcome(data, of=1)["description"] = text

    assert found(data) == ([("prose-against-range", "q2/accuracy")] if is_found else [])


def test_range_in_a_justification_is_that_of_some_outcome():
    data = sound()
    recommendation = question(data, 1)["recommendations"][0]
    recommendation["justification"] = "Sensitivity was 80-90 %, specificity 71-95 %."

    assert found(data) == [("prose-against-range", "q2/q2r1/justification")]
    assert messages(data)["prose-against-range"] == (
        "The text has a specificity of 71 to 95 %; the rows run from 70.0 to 95.0 %."
    )


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("RR 0.50", False),
        ("an RR of 0.5", False),
        ("RR 0.55", True),
        ("OR 0.55", False),  # no odds ratio is stored
        ("I2 0 %", False),
        ("I² 40 %", True),
    ],
)
def test_effect_in_a_sentence_is_that_of_the_data(text, is_found):
    data = sound()
    outcome(data)["description"] = text

    assert found(data) == ([("prose-against-figure", "q1/death")] if is_found else [])


def test_effect_in_evidence_to_decision_is_that_of_some_outcome():
    data = sound()
    desirable = {"judgement": "moderate", "evidence": "RR 0.61"}
    question(data)["etd"]["desirable_effects"] = desirable

    assert found(data) == [("prose-against-figure", "q1/etd/desirable_effects")]


def test_effect_in_judgements_of_one_recommendation_is_read_as_well():
    data = sound()
    desirable = {"judgement": "moderate", "evidence": "RR 0.61"}
    question(data)["recommendations"][0]["etd"] = {"desirable_effects": desirable}

    assert found(data) == [("prose-against-figure", "q1/q1r1/etd/desirable_effects")]


def _of_cohorts(text):
    data = sound()
    for study in question(data)["studies"]:
        study["design"] = "cohort"
    question(data)["found"] = [{"design": "cohort", "studies": 2}]
    question(data)["etd"]["certainty_of_effects"] = {"judgement": "low"}
    question(data)["recommendations"][0]["justification"] = "Fewer die."
    outcome(data)["certainty"] = rating("cohort")
    outcome(data)["notes"] = [text]
    return data


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The caption speaks of three randomised phase III trials.", True),
        ("No randomised trial was found.", False),
        ("Two cohorts were pooled.", False),
    ],
)
def test_trials_are_spoken_of_where_there_are_some(text, is_found):
    expected = [("prose-against-designs", "q1/death")] if is_found else []

    assert found(_of_cohorts(text)) == expected


def test_trials_may_be_spoken_of_where_one_was_found():
    data = _of_cohorts("Three randomised trials were pooled.")
    question(data)["found"].append({"design": "randomised-trial", "studies": 1})

    assert found(data) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Moderate-certainty evidence.", False),
        ("Low-certainty evidence.", True),
        ("The quality of the evidence is very low.", True),
        ("Patients at low risk.", False),
    ],
)
def test_certainty_in_a_sentence_is_the_derived_one(text, is_found):
    data = sound()
    question(data)["recommendations"][0]["remarks"] = text

    expected = [("prose-against-certainty", "q1/q1r1/remarks")] if is_found else []
    assert found(data) == expected
