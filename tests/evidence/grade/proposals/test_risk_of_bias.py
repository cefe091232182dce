from dataclasses import replace

import pytest

from evidence.grade.proposals.risk_of_bias import CLASSES, judgement_of, propose
from evidence.grade.proposals.settings import DEFAULTS
from evidence.risk_of_bias import JUDGEMENTS

from .bodies import body, rated, rr, study, trials

LESS, MORE = rr(0.9, 0.85, 0.95), rr(0.5, 0.45, 0.55)


def proposed(studies, edition="classic", settings=DEFAULTS, **changes):
    return propose(body(studies=studies, **changes), edition, settings)


def test_every_judgement_of_a_tool_has_a_class():
    assert set(CLASSES) == set(JUDGEMENTS)


# Weights of low, some concerns and high; 50 is not over half.
@pytest.mark.parametrize(
    ("weights", "because", "levels", "allowed"),
    [
        ([100, 0, 0], "mostly-low", 0, (0,)),
        ([50.1, 0, 49.9], "mostly-low", 0, (0,)),
        ([50, 0, 50], "mostly-unclear", 1, (0, 1)),
        ([50, 50, 0], "mostly-unclear", 1, (0, 1)),
        ([0, 100, 0], "mostly-unclear", 1, (0, 1)),
        ([30, 30, 40], "mostly-unclear", 1, (0, 1)),
        ([49.9, 0, 50.1], "mostly-high", 1, (1, 2)),
        ([0, 0, 100], "mostly-high", 1, (1, 2)),
    ],
)
def test_classic_follows_the_class_with_most_weight(weights, because, levels, allowed):
    found = proposed(rated("low", "some-concerns", "high", weights=weights))

    assert (found.because, found.levels, found.allowed) == (because, levels, allowed)
    assert [found.figures[name] for name in ("low", "unclear", "high")] == weights


def test_studies_are_counted_where_one_has_no_weight():
    studies = (*rated("high", weights=[90]), study(bias="low"), study(bias="low"))

    found = proposed(studies)

    assert (found.because, found.figures["by"]) == ("mostly-low", "studies")


@pytest.mark.parametrize(
    ("weights", "because"),
    [([51, 49, 0], "mostly-low"), ([49, 51, 0], "unrated-decide"), ([0, 49, 51], "mostly-high")],
)
def test_unrated_studies_hinder_only_where_they_could_decide(weights, because):
    found = proposed(rated("low", "", "high", weights=weights))

    assert found.because == because
    assert found.figures["unrated"] == weights[1]


# Core GRADE 4: 55 % of the weight or more is dominating.
@pytest.mark.parametrize(
    ("high", "because", "levels"),
    [
        (54.9, "not-dominated", 0),
        (55, "no-low-risk-to-compare", 1),
        (100, "no-low-risk-to-compare", 1),
    ],
)
def test_core_lowers_from_55_percent_on(high, because, levels):
    found = proposed(rated("high", "low", weights=[high, 100 - high]), "core-2025")

    assert (found.because, found.levels) == (because, levels)


def test_core_takes_the_stricter_limit_of_65_percent_where_set():
    studies = rated("high", "low", weights=[64.9, 35.1])

    found = proposed(studies, "core-2025", replace(DEFAULTS, dominating=65))

    assert (found.rule, found.figures["dominating"]) == ("risk_of_bias.core-2025.not-dominated", 65)


def test_sum_of_weights_at_the_limit_is_not_lost_to_a_last_digit():
    tenths = rated(*["high"] * 11, *["low"] * 9, weights=[0.1] * 20)

    assert proposed(tenths, "core-2025").rule == "risk_of_bias.core-2025.dominated"


@pytest.mark.parametrize(
    ("of_high", "of_low", "because", "levels", "allowed"),
    [
        (MORE, LESS, "bias-could-explain", 1, (1,)),
        (LESS, MORE, "bias-does-not-explain", 0, (0, 1)),
        (MORE, MORE, "bias-does-not-explain", 0, (0, 1)),
    ],
)
def test_core_asks_whether_bias_could_explain_the_effect(of_high, of_low, because, levels, allowed):
    studies = rated("high", "low", weights=[60, 40], effects=[of_high, of_low])

    found = proposed(studies, "core-2025")

    assert (found.because, found.levels, found.allowed) == (because, levels, allowed)


def test_core_reads_more_effect_the_other_way_for_an_increase():
    rise = rr(1.5, 1.2, 1.9)
    studies = rated("high", "low", weights=[60, 40], effects=[rr(2, 1.9, 2.1), rr(1.2, 1.1, 1.3)])

    assert proposed(studies, "core-2025", effect=rise).because == "bias-could-explain"


@pytest.mark.parametrize(
    ("of_low", "because"), [(LESS, "use-low-risk-only"), (MORE, "not-dominated")]
)
def test_core_asks_for_low_risk_studies_alone_where_results_differ(of_low, because):
    studies = rated("high", "low", weights=[40, 60], effects=[MORE, of_low])

    found = proposed(studies, "core-2025")

    assert (found.because, found.levels) == (because, 0)


def test_core_counts_some_concerns_as_the_guideline_says():
    studies = rated("some-concerns", "low", weights=[60, 40])
    strict = replace(DEFAULTS, some_concerns_as="high")

    assert proposed(studies, "core-2025").levels == 0
    assert proposed(studies, "core-2025", strict).levels == 1


@pytest.mark.parametrize(
    ("words", "weights", "levels", "allowed"),
    [
        (("low", "low"), [50, 50], 0, (0,)),
        (("moderate", "low"), [50, 50], 0, (0,)),
        (("moderate", "low"), [50.1, 49.9], 1, (1,)),
        (("serious", "moderate"), [50, 50], 1, (1,)),
        (("serious", "moderate"), [50.1, 49.9], 2, (2, 3)),
        (("critical", "serious"), [50, 50], 2, (2, 3)),
        (("critical", "low"), [50.1, 49.9], 3, (3,)),
        (("critical", "moderate", "low"), [30, 30, 40], 1, (1,)),
    ],
)
def test_robins_i_lowers_by_the_class_that_over_half_reaches(words, weights, levels, allowed):
    found = proposed(rated(*words, weights=weights), "robins-i")

    assert (found.levels, found.allowed) == (levels, allowed)


def test_robins_i_without_its_own_judgements_proposes_nothing():
    assert proposed(rated("high", "high"), "robins-i").because == "unrated-decide"


def test_trials_are_rated_as_ever_under_robins_i():
    found = propose(trials(studies=rated("high", "high")), "robins-i", DEFAULTS)

    assert found.rule == "risk_of_bias.classic.mostly-high"


@pytest.mark.parametrize(
    ("domains", "judgement"),
    [
        (("low", "low", "low", "low"), "low"),
        (("low", "unclear", "low", "low"), "unclear"),
        (("low", "unclear", "high", "low"), "high"),
        (("low", "", "high", "low"), ""),
        ((), ""),
    ],
)
def test_quadas_is_judged_by_its_worst_domain(domains, judgement):
    assert judgement_of(study(bias_domains=domains)) == judgement


def test_overall_judgement_goes_before_domains():
    assert judgement_of(study(bias="low", bias_domains=("high",))) == "low"
