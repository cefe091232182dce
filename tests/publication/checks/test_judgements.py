"""Rules on judgements: each fires at its limit and is silent beside it."""

import pytest

from evidence.models import Judgement
from publication.checks.run import check_guideline
from tests.publication.checks.sound import found, imported, outcome, question, rating, sound

pytestmark = pytest.mark.django_db
DEATH = "q1/death"


def _rated(certainty, edition="classic"):
    """What is found when deaths are rated so; the panel's own judgement is left to other rules."""
    data = sound()
    data["guideline"]["grade_rules"] = edition
    question(data)["etd"]["certainty_of_effects"] = {"judgement": "varies"}
    question(data)["recommendations"][0]["justification"] = "Fewer die."
    outcome(data)["certainty"] = certainty
    for study in question(data)["studies"]:
        study["design"] = certainty["design"]
    question(data)["found"] = []
    return [each for each in found(data) if each[0] != "panel-certainty-differs"]


def test_step_with_a_blank_reason_is_found():
    guideline = imported(sound())
    Judgement.objects.filter(levels=1, rating__body__outcome__ref="death").update(because="  ")

    found_there = [(each.rule.id, each.place.where) for each in check_guideline(guideline)]

    assert found_there == [
        ("step-without-reason", DEATH),
        ("evidence-changed-since-vote", "q1/q1r1/rounds"),
    ]


def test_domain_left_out_is_found_and_named():
    certainty = rating(risk_of_bias=1)
    del certainty["imprecision"]

    assert _rated(certainty) == [("domain-not-judged", DEATH)]
    assert _rated(rating(risk_of_bias=1)) == []


@pytest.mark.parametrize(
    ("certainty", "edition", "is_found"),
    [
        (rating(indirectness=2), "classic", False),
        (rating(indirectness=3), "classic", True),
        (rating(risk_of_bias=3), "classic", True),
        (rating(imprecision=3), "classic", True),  # 330 events are not far from 300
    ],
)
def test_three_steps_are_found_where_nothing_explains_them(certainty, edition, is_found):
    assert _rated(certainty, edition) == ([("three-steps-down", DEATH)] if is_found else [])


@pytest.mark.parametrize(("events", "is_found"), [(22, False), (23, True)])
def test_three_steps_for_imprecision_belong_to_a_tiny_body(events, is_found):
    data = sound()
    question(data)["outcomes"] = [outcome(data)]
    for row in outcome(data)["results"]:
        row |= {"events_1": events, "events_2": events, "total_1": 300, "total_2": 300}
    outcome(data)["certainty"] = rating(imprecision=3)

    rules = [rule for rule, _where in found(data)]

    # Four groups of 22 events are 88 of 300, of 23 are 92: 30 per cent lie between.
    assert ("three-steps-down" in rules) is is_found


def test_three_steps_for_bias_are_known_with_robins_i():
    data = sound()
    data["guideline"]["grade_rules"] = "robins-i"
    for study in question(data)["studies"]:
        study |= {"design": "cohort", "risk_of_bias": {"tool": "robins-i", "overall": "low"}}
    question(data)["found"] = []
    outcome(data)["certainty"] = rating("cohort", risk_of_bias=3)

    assert "three-steps-down" not in [rule for rule, _where in found(data)]


@pytest.mark.parametrize(("steps", "is_found"), [(1, False), (2, True)])
def test_publication_bias_lowers_by_one(steps, is_found):
    expected = [("publication-bias-over-one", DEATH)] if is_found else []

    assert _rated(rating(publication_bias=steps)) == expected


def test_rating_up_and_down_at_once_is_found():
    both = rating("cohort", imprecision=1, dose_response=1)

    assert _rated(both) == [("up-and-down", DEATH)]
    assert _rated(rating("cohort", dose_response=1)) == []


def test_rating_trials_up_is_found():
    assert _rated(rating(dose_response=1)) == [("up-on-randomised", DEATH)]


@pytest.mark.parametrize(
    ("events", "steps", "is_found"),
    [
        ((150, 300), 1, True),  # RR 0.50
        ((148, 300), 1, False),
        ((148, 300), 2, True),
        ((60, 300), 2, True),  # RR 0.20
        ((59, 300), 2, False),
    ],
)
def test_large_effect_needs_its_size(events, steps, is_found):
    data = sound()
    question(data)["outcomes"] = [outcome(data)]
    row = {"events_1": events[0], "total_1": 1000, "events_2": events[1], "total_2": 1000}
    outcome(data)["results"] = [{"study": "s1", **row}]
    outcome(data)["certainty"] = rating("cohort", large_effect=steps)

    assert ("large-effect-not-large" in [rule for rule, _where in found(data)]) is is_found


@pytest.mark.parametrize(
    ("favours", "measure", "events", "steps", "is_found"),
    [
        # 97.2 % and 90 % survive: RR 1.08, yet of death 2.8/10 = 0.28.
        ("higher", "RR", (972, 900), 1, False),
        # 30 % and 10 % survive: RR 3, yet of death 70/90 = 0.78.
        ("higher", "RR", (300, 100), 1, True),
        # 15 % and 30 % die: OR 0.41, RR 0.50; 14.8 %: RR 0.493.
        ("lower", "OR", (150, 300), 1, True),
        ("lower", "OR", (148, 300), 1, False),
    ],
)
def test_large_effect_is_of_the_undesirable_event(favours, measure, events, steps, is_found):
    data = sound()
    question(data)["outcomes"] = [outcome(data)]
    row = {"events_1": events[0], "total_1": 1000, "events_2": events[1], "total_2": 1000}
    alive = {"name": "Alive", "favours": favours, "synthesis": {"measure": measure, "method": "iv"}}
    outcome(data).update(alive, results=[{"study": "s1", **row}])
    outcome(data)["certainty"] = rating("cohort", large_effect=steps)

    assert ("large-effect-not-large" in [rule for rule, _where in found(data)]) is is_found


def test_case_series_are_lowered_or_it_is_said_why_not():
    said = {"down": 0, "because": "Every patient of the country is in it."}

    assert _rated(rating("case-series")) == [("case-series-not-lowered", DEATH)]
    assert _rated(rating("case-series", risk_of_bias=said)) == []
    assert _rated(rating("case-series", risk_of_bias=1)) == []
    assert _rated(rating("cohort")) == []


def test_robins_i_start_needs_ratings_by_robins_i():
    data = sound()
    data["guideline"]["grade_rules"] = "robins-i"
    for study in question(data)["studies"]:
        study |= {"design": "cohort", "risk_of_bias": {"tool": "robins-i", "overall": "low"}}
    question(data)["found"] = []
    outcome(data)["certainty"] = rating("cohort", risk_of_bias=1)

    assert found(data) == []

    data["guideline"]["slug"] = "one-not"
    question(data)["studies"][1]["risk_of_bias"] = {"tool": "rob-2", "overall": "low"}
    assert found(data) == [("robins-i-without-ratings", DEATH)]


@pytest.mark.parametrize(
    ("down", "proposed", "because", "is_found"),
    [
        (0, {"rule": "imprecision.wide", "levels": 1}, None, True),
        (0, {"rule": "imprecision.wide", "levels": 1}, "The interval leaves no doubt.", False),
        (0, {"rule": "imprecision.wide", "levels": 0}, None, False),
        (0, {"rule": "imprecision.no-effect"}, None, False),
        (0, None, None, False),
    ],
)
def test_judgement_other_than_proposed_is_found_without_a_reason(down, proposed, because, is_found):
    certainty = rating(risk_of_bias=1)
    judged = {"down": down, "proposed": proposed, "because": because}
    certainty["imprecision"] = {key: said for key, said in judged.items() if said is not None}

    assert _rated(certainty) == ([("proposal-overridden", DEATH)] if is_found else [])
