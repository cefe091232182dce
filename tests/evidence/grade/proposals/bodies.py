"""Bodies of evidence made for the rules, and one that reaches each of them."""

from dataclasses import replace

from evidence.grade.proposals.body_figures import (
    AsymmetryTest,
    BodyFigures,
    Effect,
    StudyFigures,
    SubgroupTest,
    Thresholds,
)
from evidence.grade.proposals.settings import Settings


def rr(estimate, lower, upper, measure="RR"):
    return Effect(measure, estimate, lower, upper)


def study(label="A", effect=None, **more):
    return StudyFigures(label, effect, **more)


def rated(*judgements, weights=None, effects=None, **more):
    """Studies with these judgements, of equal weight unless told."""
    weights = weights or [10.0] * len(judgements)
    effects = effects or [None] * len(judgements)
    return tuple(
        StudyFigures(f"S{i}", effect, weight=weight, bias=word, **more)
        for i, (word, weight, effect) in enumerate(zip(judgements, weights, effects, strict=True))
    )


def body(**changes):
    """A cohort of two studies on an event better avoided, precise and unremarkable."""
    studies = (study("A", rr(0.8, 0.7, 0.9)), study("B", rr(0.82, 0.7, 0.95)))
    plain = BodyFigures(
        design="cohort",
        kind="dichotomous",
        effect=rr(0.8, 0.7, 0.9),
        studies=studies,
        favours="lower",
        participants=5000,
        events=900,
        control_risk=0.2,
    )
    return replace(plain, **changes)


def trials(**changes):
    return body(design="randomised-trial", **changes)


def accuracy(**changes):
    parts = {
        "design": "cross-sectional",
        "kind": "accuracy",
        "effect": Effect("SENS", 0.85, 0.75, 0.92),
        "control_risk": None,
        "favours": "higher",
        "studies": (
            study("A", Effect("SENS", 0.9, 0.8, 0.95)),
            study("B", Effect("SENS", 0.8, 0.7, 0.9)),
        ),
    }
    return body(**(parts | changes))


def means(estimate=-3.0, lower=-5.0, upper=-1.0, **changes):
    parts = {
        "kind": "continuous",
        "effect": Effect("MD", estimate, lower, upper),
        "control_risk": None,
        "events": None,
        "sd": 10.0,
        "studies": (),
    }
    return body(**(parts | changes))


def applicability(*words, aspects=("selection",)):
    """Studies of equal weight with these concerns in these aspects, low in the others."""
    names = ("selection", "index_test", "reference")
    return tuple(
        study(
            f"S{i}",
            weight=1.0,
            applicability=tuple((name, word if name in aspects else "low") for name in names),
        )
        for i, word in enumerate(words)
    )


APART = (study("A", rr(0.5, 0.4, 0.6)), study("B", rr(1.6, 1.4, 1.8)))
APART_BELOW = (study("A", rr(0.3, 0.2, 0.4)), study("B", rr(0.7, 0.6, 0.8)))
TEN = tuple(study(f"S{i}", rr(0.8, 0.6, 1.0), weight=1.0) for i in range(10))
SMALL = tuple(study(f"S{i}", participants=40, industry=True) for i in range(3))
PER_1000 = Thresholds("absolute", below=-20, above=20)
RELATIVE = Thresholds("relative", below=0.85, above=1.2)
DIAGNOSTIC = rated("low", "low")
CORE = "core-2025"
HUGE = rr(0.3, 0.2, 0.45)

# For every rule a body that leads to it: (body, edition, settings, is it beside another one?).
REACHED = {
    "risk_of_bias.no-ratings": (body(),),
    "risk_of_bias.unrated-decide": (body(studies=rated("low", "")),),
    "risk_of_bias.classic.mostly-low": (body(studies=rated("low", "low")),),
    "risk_of_bias.classic.mostly-unclear": (body(studies=rated("low", "some-concerns")),),
    "risk_of_bias.classic.mostly-high": (body(studies=rated("high", "high", "low")),),
    "risk_of_bias.core-2025.dominated": (body(studies=rated("high", "high", "low")), CORE),
    "risk_of_bias.core-2025.not-dominated": (body(studies=rated("high", "low")), CORE),
    "risk_of_bias.robins-i.by-judgement": (body(studies=rated("serious", "serious")), "robins-i"),
    "inconsistency.single-study": (body(studies=(study(),)),),
    "inconsistency.no-figures": (body(studies=(study(), study("B"))),),
    "inconsistency.classic.guideline-limit": (body(i2=60.0), "classic", Settings(i2_limit=50)),
    "inconsistency.classic.cochrane-band": (body(i2=60.0),),
    "inconsistency.overlap": (body(), CORE),
    "inconsistency.one-side": (body(studies=APART_BELOW), CORE),
    "inconsistency.both-sides": (body(studies=APART), CORE),
    "inconsistency.subgroups-differ": (body(i2=70.0, subgroups=SubgroupTest(2, 0.01)),),
    "inconsistency.prediction-crosses": (body(i2=70.0, studies=TEN, prediction=(0.5, 1.3)),),
    "indirectness.no-data": (body(),),
    "indirectness.unrated-decide": (
        accuracy(studies=(*applicability("high"), study("B", weight=1.0))),
    ),
    "indirectness.applicable": (accuracy(studies=applicability("low", "low")),),
    "indirectness.one-aspect": (accuracy(studies=applicability("high", "high")),),
    "indirectness.several-aspects": (
        accuracy(studies=applicability("high", aspects=("selection", "reference"))),
    ),
    "indirectness.accuracy-as-surrogate": (accuracy(),),
    "imprecision.no-interval": (body(effect=None),),
    "imprecision.threshold-out-of-reach": (body(thresholds=PER_1000, control_risk=None),),
    "imprecision.accuracy.no-threshold": (accuracy(),),
    "imprecision.classic.ci-crosses-threshold": (body(thresholds=RELATIVE),),
    "imprecision.classic.few-and-both-sides": (body(effect=rr(0.9, 0.5, 1.6), participants=100),),
    "imprecision.classic.ci-reaches-appreciable": (body(effect=rr(0.9, 0.7, 1.1)),),
    "imprecision.classic.ci-reaches-half-sd": (means(-4, -9, 1),),
    "imprecision.classic.size-not-met": (body(participants=100),),
    "imprecision.classic.few-events": (body(control_risk=None, events=299),),
    "imprecision.classic.few-participants": (means(participants=399),),
    "imprecision.classic.size-unknown": (body(control_risk=None, events=None, participants=None),),
    "imprecision.classic.no-limit": (means(-1, -3, 1, sd=None),),
    "imprecision.classic.adequate": (body(),),
    "imprecision.core-2025.ci-crosses-both": (
        body(effect=rr(1.0, 0.8, 1.25), thresholds=RELATIVE),
        CORE,
    ),
    "imprecision.core-2025.ci-crosses-threshold": (body(thresholds=RELATIVE), CORE),
    "imprecision.core-2025.clear-of-threshold": (body(), CORE),
    "imprecision.core-2025.implausible-wide": (body(effect=rr(0.3, 0.15, 0.6)), CORE),
    "imprecision.core-2025.implausible-far-from-size": (means(-9, -12, -6, participants=200), CORE),
    "imprecision.core-2025.implausible-below-size": (body(effect=HUGE, participants=100), CORE),
    "imprecision.core-2025.implausible-size-met": (body(effect=HUGE), CORE),
    "imprecision.core-2025.implausible-size-unknown": (
        body(effect=HUGE, control_risk=None),
        CORE,
    ),
    "publication_bias.small-and-sponsored": (body(studies=SMALL),),
    "publication_bias.asymmetry": (body(studies=TEN, asymmetry=(AsymmetryTest("egger", 0.01),)),),
    "publication_bias.no-asymmetry": (body(studies=TEN, asymmetry=(AsymmetryTest("egger", 0.5),)),),
    "publication_bias.no-test": (body(studies=TEN),),
    "publication_bias.unpublished-known": (body(unpublished=1),),
    "publication_bias.none-unpublished": (body(unpublished=0),),
    "publication_bias.too-few-studies": (body(),),
    "large_effect.no-ratio": (means(),),
    "large_effect.no-baseline-risk": (body(effect=rr(0.3, 0.2, 0.45, "OR"), control_risk=None),),
    "large_effect.direction-unknown": (body(favours=""),),
    "large_effect.randomised": (trials(effect=HUGE),),
    "large_effect.not-comparative": (body(design="case-series", effect=HUGE),),
    "large_effect.domain-lowered": (body(effect=HUGE, lowered=("risk_of_bias",)),),
    "large_effect.ci-includes-one": (body(effect=rr(0.3, 0.1, 1.0)),),
    "large_effect.not-large": (body(),),
    "large_effect.over-two": (body(effect=HUGE),),
    "large_effect.over-five": (body(effect=rr(0.1, 0.05, 0.2)),),
}
