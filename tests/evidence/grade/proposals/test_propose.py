"""The way in: every rule is reached, every proposal carries its figures, nothing leaves its bounds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.codes import DOMAINS_DOWN
from evidence.grade.certainty import EDITIONS, MOST_STEPS
from evidence.grade.proposals.body_figures import (
    AsymmetryTest,
    BodyFigures,
    Effect,
    StudyFigures,
    SubgroupTest,
    Thresholds,
)
from evidence.grade.proposals.propose import RULES, proposals_for
from evidence.grade.proposals.rule import Proposal
from evidence.grade.proposals.settings import DEFAULTS, Settings

from .bodies import HUGE, REACHED, body, rated

INTERVAL = {"estimate", "lower", "upper"}
SHARES = {"low", "unclear", "high", "unrated", "by"}
OVERLAP = {"pairs_apart", "pairs", "share", "limit"}
SIDES = OVERLAP | {"threshold", "below", "above", "other_side"}
IMPLAUSIBLE = INTERVAL | {"change", "implausible", "converted"}
SIZE = {"participants", "needed", "formula"}
RATIO = {"measure", "estimate", "risk_ratio", "lower", "upper", "converted", "risk"}
# What the sentence of each rule names.
NEEDED = {
    "risk_of_bias.no-ratings": {"studies"},
    "risk_of_bias.unrated-decide": {"unrated", "by"},
    "risk_of_bias.classic.mostly-low": SHARES,
    "risk_of_bias.classic.mostly-unclear": SHARES,
    "risk_of_bias.classic.mostly-high": SHARES,
    "risk_of_bias.core-2025.dominated": SHARES | {"dominating", "estimate_low", "estimate_high"},
    "risk_of_bias.core-2025.not-dominated": SHARES | {"dominating", "p"},
    "risk_of_bias.robins-i.by-judgement": {"low", "moderate", "serious", "critical", "by"},
    "inconsistency.single-study": {"studies"},
    "inconsistency.no-figures": {"studies"},
    "inconsistency.classic.guideline-limit": {"i2", "limit", "tau2", "q_p", "studies"},
    "inconsistency.classic.cochrane-band": {"i2", "bands", "tau2", "q_p", "studies"},
    "inconsistency.overlap": OVERLAP,
    "inconsistency.one-side": SIDES,
    "inconsistency.both-sides": SIDES,
    "inconsistency.subgroups-differ": {"groups", "p", "limit"},
    "inconsistency.prediction-crosses": {
        "lower",
        "upper",
        "prediction_lower",
        "prediction_upper",
        "crossed",
    },
    "indirectness.no-data": {"studies"},
    "indirectness.unrated-decide": {"unrated"},
    "indirectness.applicable": {"selection", "index_test", "reference"},
    "indirectness.one-aspect": {"selection", "index_test", "reference", "aspects"},
    "indirectness.several-aspects": {"selection", "index_test", "reference", "aspects"},
    "indirectness.accuracy-as-surrogate": set(),
    "imprecision.no-interval": {"kind"},
    "imprecision.threshold-out-of-reach": {"measure", "control_risk"},
    "imprecision.accuracy.no-threshold": INTERVAL,
    "imprecision.classic.ci-crosses-threshold": INTERVAL | {"crossed", "scale"},
    "imprecision.classic.few-and-both-sides": INTERVAL
    | SIZE
    | {"appreciable_below", "appreciable_above"},
    "imprecision.classic.ci-reaches-appreciable": INTERVAL
    | {"appreciable_below", "appreciable_above", "sides"},
    "imprecision.classic.ci-reaches-half-sd": INTERVAL
    | {"appreciable_below", "appreciable_above", "sides"},
    "imprecision.classic.size-not-met": SIZE | {"alpha", "beta", "first", "second"},
    "imprecision.classic.few-events": {"events", "few"},
    "imprecision.classic.few-participants": {"participants", "few"},
    "imprecision.classic.size-unknown": {"kind"},
    "imprecision.classic.no-limit": INTERVAL,
    "imprecision.classic.adequate": INTERVAL | SIZE,
    "imprecision.core-2025.ci-crosses-both": INTERVAL | {"crossed", "scale"},
    "imprecision.core-2025.ci-crosses-threshold": INTERVAL | {"crossed"},
    "imprecision.core-2025.clear-of-threshold": IMPLAUSIBLE,
    "imprecision.core-2025.implausible-wide": IMPLAUSIBLE | {"limits_ratio", "wide"},
    "imprecision.core-2025.implausible-far-from-size": IMPLAUSIBLE | SIZE,
    "imprecision.core-2025.implausible-below-size": IMPLAUSIBLE | SIZE,
    "imprecision.core-2025.implausible-size-met": IMPLAUSIBLE | SIZE,
    "imprecision.core-2025.implausible-size-unknown": IMPLAUSIBLE,
    "publication_bias.small-and-sponsored": {"share", "studies", "small"},
    "publication_bias.asymmetry": {"test", "p", "limit", "studies"},
    "publication_bias.no-asymmetry": {"test", "p", "limit", "studies"},
    "publication_bias.no-test": {"studies"},
    "publication_bias.unpublished-known": {"unpublished"},
    "publication_bias.none-unpublished": {"studies", "enough"},
    "publication_bias.too-few-studies": {"studies", "enough"},
    "large_effect.no-ratio": {"measure"},
    "large_effect.no-baseline-risk": {"measure", "favours"},
    "large_effect.direction-unknown": {"measure"},
    "large_effect.randomised": {"design"},
    "large_effect.not-comparative": {"design"},
    "large_effect.domain-lowered": RATIO | {"lowered"},
    "large_effect.ci-includes-one": RATIO,
    "large_effect.not-large": RATIO,
    "large_effect.over-two": RATIO,
    "large_effect.over-five": RATIO,
}

WORDS = ("low", "some-concerns", "high", "unclear", "moderate", "serious", "critical", "")
ratios = st.floats(0.05, 20)
shares = st.floats(0.01, 0.99)


@st.composite
def effects(draw, measure=None):
    name = measure or draw(st.sampled_from(["RR", "OR", "HR", "MD", "SMD", "RD"]))
    values = st.floats(-0.9, 0.9) if name == "RD" else st.floats(-5, 5)
    low, middle, high = sorted(
        draw(st.tuples(*[ratios if name in ("RR", "OR", "HR") else values] * 3))
    )
    return Effect(name, middle, low, high)


@st.composite
def studies(draw, measure):
    return StudyFigures(
        label=draw(st.sampled_from("ABCDE")),
        effect=draw(st.none() | effects(measure)),
        weight=draw(st.floats(0.1, 100)),
        bias=draw(st.sampled_from(WORDS)),
        participants=draw(st.none() | st.integers(1, 300)),
        industry=draw(st.sampled_from([True, False, None])),
    )


@st.composite
def thresholds(draw):
    if draw(st.booleans()):
        return Thresholds("absolute", draw(st.none() | st.just(-20)), draw(st.none() | st.just(20)))
    limits = st.none() | st.floats(0.5, 2)
    return Thresholds("relative", draw(limits), draw(limits))


@st.composite
def bodies(draw):
    effect = draw(effects())
    kind = "continuous" if effect.measure in ("MD", "SMD") else "dichotomous"
    return BodyFigures(
        design=draw(st.sampled_from(["randomised-trial", "cohort", "case-series"])),
        kind=kind,
        effect=effect,
        studies=tuple(draw(st.lists(studies(effect.measure), max_size=12))),
        favours=draw(st.sampled_from(["lower", "higher", ""])),
        participants=draw(st.none() | st.integers(1, 5000)),
        events=draw(st.none() | st.integers(0, 1000)),
        control_risk=draw(st.none() | shares),
        sd=draw(st.none() | st.floats(0.5, 5)),
        thresholds=draw(thresholds()),
        i2=draw(st.none() | st.floats(0, 100)),
        subgroups=draw(st.none() | st.just(SubgroupTest(2, 0.01))),
        prediction=(effect.lower - 0.04, effect.upper + 1),
        asymmetry=(AsymmetryTest("egger", draw(st.none() | st.floats(0, 1))),),
        unpublished=draw(st.none() | st.integers(0, 2)),
    )


editions = st.sampled_from(EDITIONS)
guidelines = st.builds(
    Settings,
    imprecision=st.sampled_from([None, "classic", "core-2025"]),
    core_target=st.sampled_from(["threshold", "null"]),
    i2_limit=st.none() | st.floats(0, 100),
    some_concerns_as=st.sampled_from(["low", "high"]),
)


def looked_at(proposals):
    """All proposals by rule, those beside others too."""
    return {each.rule: each for top in proposals for each in (top, *top.beside)}


def led_to(rule):
    case = REACHED[rule]
    return looked_at(proposals_for(*case))[rule]


def test_register_and_tables_name_the_same_rules():
    assert set(REACHED) == set(RULES)
    assert set(NEEDED) == set(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_is_reached_with_what_its_sentence_needs(rule):
    proposal = led_to(rule)

    assert NEEDED[rule] - set(proposal.figures) == set()
    assert (proposal.domain, proposal.source) == (RULES[rule].domain, RULES[rule].source)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_names_domain_source_and_one_sentence(rule):
    assert rule.id.split(".")[0] == rule.domain
    assert rule.domain in MOST_STEPS
    assert rule.source.author.endswith(".")
    assert 2000 < rule.source.year < 2030
    assert rule.source.where
    assert rule.summary.endswith((".", "none.", "ask."))
    assert "\n" not in rule.summary


def test_proposals_come_in_the_order_of_grade_one_for_each_domain():
    found = [proposal.domain for proposal in proposals_for(body())]

    assert found == [*DOMAINS_DOWN, "large_effect"]


def test_unknown_edition_is_refused():
    with pytest.raises(ValueError, match="unknown edition"):
        proposals_for(body(), "2013")


def test_proposal_outside_its_domain_is_refused():
    source = RULES["large_effect.over-two"].source

    with pytest.raises(ValueError, match="0 to 2"):
        Proposal("large_effect", 3, "r", source, "b", {}, (3,))
    with pytest.raises(ValueError, match="not among"):
        Proposal("large_effect", 1, "r", source, "b", {}, (0,))
    with pytest.raises(ValueError, match="not among"):
        Proposal("large_effect", None, "r", source, "b", {}, (0,))


def test_large_effect_waits_for_domains_proposed_down_until_somebody_judged():
    huge = body(effect=HUGE, studies=rated("high", "high"))

    proposed = proposals_for(huge)[-1]
    judged = proposals_for(replace(huge, lowered=()))[-1]

    assert (proposed.levels, proposed.figures["lowered"]) == (0, ("risk_of_bias",))
    assert judged.levels == 1


@pytest.mark.parametrize(
    ("edition", "chosen", "rule"),
    [
        ("classic", None, "imprecision.classic.adequate"),
        ("robins-i", None, "imprecision.classic.adequate"),
        ("core-2025", None, "imprecision.core-2025.clear-of-threshold"),
        ("classic", "core-2025", "imprecision.core-2025.clear-of-threshold"),
        ("core-2025", "classic", "imprecision.classic.adequate"),
    ],
)
def test_profile_of_imprecision_follows_the_edition_unless_set(edition, chosen, rule):
    found = proposals_for(body(), edition, replace(DEFAULTS, imprecision=chosen))

    assert found[3].rule == rule


@settings(max_examples=90, deadline=None)
@given(bodies(), editions, guidelines)
def test_levels_never_leave_their_bounds(figures, edition, guideline):
    for proposal in looked_at(proposals_for(figures, edition, guideline)).values():
        steps = {proposal.levels, *proposal.allowed} - {None}
        assert steps <= set(range(MOST_STEPS[proposal.domain] + 1))
        assert (proposal.levels is None) == (proposal.allowed == ())
        assert proposal.rule in RULES


@settings(max_examples=80, deadline=None)
@given(bodies(), editions, guidelines, st.randoms(use_true_random=False))
def test_order_of_studies_does_not_matter(figures, edition, guideline, random):
    shuffled = list(figures.studies)
    random.shuffle(shuffled)

    other = replace(figures, studies=tuple(shuffled))

    assert proposals_for(figures, edition, guideline) == proposals_for(other, edition, guideline)


@settings(max_examples=90, deadline=None)
@given(bodies(), editions, guidelines, st.floats(1, 10), st.floats(1, 10))
def test_widening_an_interval_never_removes_a_proposal_to_rate_down(
    figures, edition, guideline, down, up
):
    effect = figures.effect
    if effect.is_ratio:
        limits = effect.lower / down, effect.upper * up
    else:
        limits = effect.lower - math.log(down), effect.upper + math.log(up)
    wider = replace(figures, effect=replace(effect, lower=limits[0], upper=limits[1]))

    before = proposals_for(figures, edition, guideline)[3]
    after = proposals_for(wider, edition, guideline)[3]

    assert not before.levels or after.levels
