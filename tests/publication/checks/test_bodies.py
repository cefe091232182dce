"""Rules on what a body holds: each fires at its limit and is silent beside it."""

import pytest

from tests.publication.checks.sound import found, messages, outcome, question, rating, sound

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("design", "is_found"),
    [("cohort", True), ("quasi-randomised", False), ("systematic-review", False), (None, False)],
)
def test_body_of_trials_holds_trials(design, is_found):
    data = sound()
    question(data)["studies"][1]["design"] = design

    assert found(data) == ([("trials-hold-others", "q1/death")] if is_found else [])


def test_trials_are_rated_apart_from_cohorts():
    data = sound()
    question(data)["etd"]["certainty_of_effects"] = {"judgement": "very-low"}
    question(data)["recommendations"][0]["justification"] = "Fewer die."
    outcome(data)["certainty"] = rating("cohort", risk_of_bias=1)

    assert found(data) == [("others-hold-trials", "q1/death")]


def test_study_counts_once():
    data = sound()
    twice = outcome(data)["results"]
    twice.append(twice[0] | {"events_1": 61})

    assert found(data) == [("study-counted-twice", "q1/death")]


def test_populations_tell_the_rows_of_a_study_apart():
    data = sound()
    rows = outcome(data)["results"]
    rows[0]["population"] = "men"
    rows.append(rows[0] | {"population": "women", "events_1": 61, "events_2": 119})
    outcome(data, 1)["results"][0]["population"] = "men"

    assert found(data) == []


def test_shared_control_group_counts_once():
    data = sound()
    rows = outcome(data)["results"]
    rows[0]["population"] = "low dose"
    rows.append(rows[0] | {"population": "high dose", "events_1": 61})

    assert found(data) == [("control-counted-twice", "q1/death")]
    assert (
        "2 comparisons of Adams 2019 have the same control group, whose 300 people"
        in (messages(data)["control-counted-twice"])
    )


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [("10.1/x", "10.1/X", True), ("10.1/x", "10.1/y", False), (None, None, False)],
)
def test_one_doi_is_one_study(first, second, is_found):
    data = sound()
    for study, doi in zip(question(data)["studies"], (first, second), strict=True):
        study["doi"] = doi

    rules = [rule for rule, _where in found(data)]

    assert rules == (["study-counted-twice"] * 2 if is_found else [])


@pytest.mark.parametrize(
    ("change", "is_found"),
    [({}, False), ({"total_1": 299}, True), ({"total_1": 299, "note": "One was lost."}, False)],
)
def test_study_has_the_same_groups_on_every_outcome(change, is_found):
    data = sound()
    outcome(data, 1)["results"][0] |= change

    assert found(data) == ([("study-totals-differ", "q1/stay/s1")] if is_found else [])
