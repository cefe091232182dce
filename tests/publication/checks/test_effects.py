"""Rules on effects whose judgement passes something over: each at its limit and beside it."""

import pytest

from tests.publication.checks.sound import (
    found,
    messages,
    outcome,
    question,
    rating,
    reported,
    sound,
)

pytestmark = pytest.mark.django_db
DEATH = "q1/death"
SAID = {"down": 0, "because": "It changes nothing for the decision."}


def _death(events, certainty, **more):
    """A guideline whose trials had these events of 300 each."""
    data = sound()
    data["guideline"] |= more
    question(data)["outcomes"] = [outcome(data)]
    question(data)["etd"]["certainty_of_effects"] = {"judgement": "varies"}
    question(data)["recommendations"][0]["justification"] = "Fewer die."
    outcome(data)["results"] = [
        {"study": f"s{n}", "events_1": one, "total_1": 300, "events_2": two, "total_2": 300}
        for n, (one, two) in enumerate(events, start=1)
    ]
    outcome(data)["certainty"] = certainty
    return data


# By hand: log RR -0.693 (variance 0.01833) and -0.288 (0.01278), so Q = 0.405^2 / 0.0311 = 5.28
# and I2 = 4.28 / 5.28 = 81 %.
APART = [(60, 120), (90, 120)]


@pytest.mark.parametrize(
    ("limit", "certainty", "is_found"),
    [
        (None, rating(risk_of_bias=1), True),
        (80, rating(risk_of_bias=1), True),
        (83, rating(risk_of_bias=1), False),
        (40, rating(risk_of_bias=1, inconsistency=SAID), False),
        (40, rating(risk_of_bias=1, inconsistency=1), False),
    ],
)
def test_heterogeneity_above_the_limit_lowers_or_is_explained(limit, certainty, is_found):
    data = _death(APART, certainty, **({} if limit is None else {"inconsistency_above": limit}))

    assert found(data) == ([("inconsistency-not-lowered", DEATH)] if is_found else [])


@pytest.mark.parametrize(
    ("events", "thresholds", "edition", "spanned"),
    [
        ([(60, 120), (60, 120)], None, "classic", ""),
        ([(114, 120), (114, 120)], None, "classic", ""),  # spans 1, neither 0.75 nor 1.25
        ([(114, 120), (114, 120)], None, "core-2025", "1"),
        ([(114, 120), (114, 120)], {"target": "null-effect"}, "classic", "1"),
        ([(10, 12), (10, 12)], None, "classic", "1, 0.75, 1.25"),
    ],
)
def test_interval_across_a_threshold_lowers(events, thresholds, edition, spanned):
    data = _death(events, rating(risk_of_bias=1), grade_rules=edition)
    if thresholds:
        outcome(data)["thresholds"] = thresholds

    said = messages(data).get("imprecision-not-lowered", "")

    assert (f"spans {spanned}," in said) if spanned else (said == "")


@pytest.mark.parametrize(
    ("small", "is_found"), [(150, False), (165, True), (230, True), (240, False)]
)
def test_interval_across_a_size_per_1000_lowers(small, is_found):
    data = _death([(60, 120), (60, 120)], rating(risk_of_bias=1))
    # RR 0.50 (0.414 to 0.603) at a risk of 0.40: 200 fewer (234 to 159 fewer).
    outcome(data)["thresholds"] = {"target": "small", "small": small}
    outcome(data)["baseline_risks"] = [{"label": "typical", "risk": 0.40}]

    rules = [rule for rule, _where in found(data)]

    assert ("imprecision-not-lowered" in rules) is is_found


def test_effect_that_contradicts_itself_is_held_against_no_size():
    data = _death([(60, 120), (60, 120)], rating(risk_of_bias=1))
    said = {"measure": "RR", "estimate": 2, "ci": [2.5, 9], "event": "death"}
    survival = reported(**said) | {"certainty": rating("cohort")}
    survival["thresholds"] = {"target": "small", "small": 10}
    survival["baseline_risks"] = [{"label": "typical", "risk": 0.4}]
    question(data)["outcomes"].append(survival)

    assert found(data) == [("estimate-outside-interval", "q1/survival")]


def test_explained_imprecision_is_silent():
    data = _death([(10, 12), (10, 12)], rating(risk_of_bias=1, imprecision=SAID))

    assert found(data) == []


def test_high_certainty_across_no_effect_is_found():
    wide, clear = [(10, 12), (10, 12)], [(60, 120), (60, 120)]
    explained = rating(imprecision=SAID)

    assert found(_death(wide, explained)) == [("high-across-no-effect", DEATH)]
    assert found(_death(clear, explained)) == []
    assert found(_death(wide, rating(risk_of_bias=1, imprecision=SAID))) == []


@pytest.mark.parametrize(
    ("first", "second", "certainty", "is_found"),
    [
        ("high", "low", rating(), True),
        ("low", "high", rating(), False),
        ("some-concerns", "some-concerns", rating(), False),
        ("high", "low", rating(risk_of_bias=SAID), False),
        ("high", "low", rating(risk_of_bias=1), False),
    ],
)
def test_most_weight_at_high_risk_of_bias_lowers(first, second, certainty, is_found):
    # The first trial has more events, so more of the weight.
    data = _death([(60, 120), (40, 80)], certainty)
    for study, word in zip(question(data)["studies"], (first, second), strict=True):
        study["risk_of_bias"]["overall"] = word

    assert found(data) == ([("bias-not-lowered", DEATH)] if is_found else [])


def test_risk_of_bias_of_a_result_comes_before_its_study():
    data = _death([(60, 120), (40, 80)], rating())
    outcome(data)["results"][0]["risk_of_bias"] = "high"

    assert found(data) == [("bias-not-lowered", DEATH)]


@pytest.mark.parametrize(
    ("studies", "because", "is_found"),
    [
        (9, "The funnel plot is asymmetric.", True),
        (9, "Egger's test gave P = .02.", True),
        (10, "The funnel plot is asymmetric.", False),
        (9, "Two registered trials were never published.", False),
    ],
)
def test_funnel_needs_ten_studies(studies, because, is_found):
    data = sound()
    survival = {
        "id": "survival",
        "importance": 6,
        "type": "reported",
        "favours": "higher",
        "reported": {"event": "alive", "risk_1": 0.5, "risk_2": 0.4, "studies": studies},
        "certainty": rating("cohort", publication_bias={"down": 1, "because": because}),
    }
    question(data)["outcomes"].append(survival)

    assert found(data) == ([("funnel-below-ten", "q1/survival")] if is_found else [])


# --- What the guideline's own rules propose goes without saying -----------------------------------

# RR 0.99 (0.97 to 1.02) on 20,000 people, where 14,000 would do at a risk of 5 %.
NARROW = [(4950, 5000), (4960, 5000)]


def _two(events, total, certainty, **more):
    data = _death([(60, 120), (60, 120)], certainty, **more)
    for row, (one, two) in zip(outcome(data)["results"], events, strict=True):
        row |= {"events_1": one, "total_1": total, "events_2": two, "total_2": total}
    return data


def test_little_to_no_difference_can_be_of_high_certainty():
    assert found(_two(NARROW, 10000, rating())) == []


def test_sizes_that_the_interval_clears_speak_for_high_certainty_under_core_grade():
    data = _two(NARROW, 10000, rating(), grade_rules="core-2025")
    assert ("high-across-no-effect", DEATH) in found(data)

    # At a risk of 50 % the interval is some 15 fewer to 8 more per 1000.
    outcome(data)["thresholds"] = {"target": "small", "small": 20}
    outcome(data)["baseline_risks"] = [{"risk": 0.5}]

    assert found(data) == []


def test_narrow_difference_between_means_is_no_imprecision():
    data = sound()
    question(data)["outcomes"] = [outcome(data), outcome(data, 1)]
    row = {"total_1": 2000, "mean_1": 8.0, "sd_1": 2, "total_2": 2000, "mean_2": 8.0, "sd_2": 2}
    outcome(data, 1)["results"] = [{"study": "s1", **row}]
    outcome(data, 1)["certainty"] = rating(risk_of_bias=1)

    assert "imprecision-not-lowered" not in messages(data)

    for group in ("total_1", "total_2"):
        outcome(data, 1)["results"][0][group] = 5
    assert "imprecision-not-lowered" in messages(data)


@pytest.mark.parametrize(
    ("edition", "smaller", "is_found"),
    [
        # The first trial holds 52 % (3/2.75 of the weight), then 58 % (3.8/2.75).
        ("classic", (55, 110), True),
        ("core-2025", (55, 110), False),
    ],
)
def test_share_at_high_risk_is_that_of_the_edition(edition, smaller, is_found):
    data = _death([(60, 120), smaller], rating(), grade_rules=edition)
    for study, word in zip(question(data)["studies"], ("high", "low"), strict=True):
        study["risk_of_bias"]["overall"] = word

    assert found(data) == ([("bias-not-lowered", DEATH)] if is_found else [])


def test_dominating_high_risk_lowers_under_core_grade():
    data = _death([(60, 120), (40, 60)], rating(), grade_rules="core-2025")
    for study, word in zip(question(data)["studies"], ("high", "low"), strict=True):
        study["risk_of_bias"]["overall"] = word

    assert ("bias-not-lowered", DEATH) in found(data)


def test_heterogeneity_is_seen_by_overlap_under_core_grade_unless_it_has_a_limit():
    core = {"grade_rules": "core-2025"}
    # Intervals of APART touch at 0.62: I2 81 %, and both say that fewer die.
    overlapping = _death(APART, rating(risk_of_bias=1), **core)
    limited = _death(APART, rating(risk_of_bias=1), inconsistency_above=60, **core)

    assert found(overlapping) == []
    assert found(limited) == [("inconsistency-not-lowered", DEATH)]
