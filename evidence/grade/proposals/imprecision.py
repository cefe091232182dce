"""Imprecision in two profiles: classic (GRADE guidelines 6) and core-2025 (Core GRADE 2)."""

from evidence.grade.proposals import imprecision_core
from evidence.grade.proposals.body_figures import BodyFigures, Effect
from evidence.grade.proposals.decision_scale import OnDecisionScale, on_decision_scale
from evidence.grade.proposals.information_size import deviation_of, size_for
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings

DOMAIN = "imprecision"
_SIX = Source("Guyatt GH et al.", 2011, "GRADE guidelines 6, J Clin Epidemiol 64:1283")
_SIZE = Source(
    "Guyatt GH et al.",
    2011,
    "GRADE guidelines 6, J Clin Epidemiol 64:1283",
    "2000 participants or more count as very large; 300 events, 400 participants by custom",
)
_CONTINUOUS = Source(
    "Schünemann HJ et al.",
    2013,
    "GRADE Handbook 5.2.4",
    "0.5 standard deviations stand for an appreciable difference",
)

NO_EFFECT = Rule(
    DOMAIN, "imprecision.no-interval", _SIX, "No effect with an interval: nothing to judge."
)
NO_SCALE = Rule(
    DOMAIN,
    "imprecision.threshold-out-of-reach",
    _SIX,
    "Thresholds per 1000 need a baseline risk: the interval cannot be held against them.",
)
ACCURACY = Rule(
    DOMAIN,
    "imprecision.accuracy.no-threshold",
    _SIX,
    "Accuracy has no value of no effect: the committee's threshold is needed.",
)
CROSSES = Rule(
    DOMAIN,
    "imprecision.classic.ci-crosses-threshold",
    _SIX,
    "The action would differ between the two limits: one step; two thresholds crossed, one or two.",
)
BOTH_SIDES_AND_SMALL = Rule(
    DOMAIN,
    "imprecision.classic.few-and-both-sides",
    _SIZE,
    "Few events and an interval with appreciable benefit and harm: two steps, or one.",
)
REACHES = Rule(
    DOMAIN,
    "imprecision.classic.ci-reaches-appreciable",
    _SIX,
    "The interval holds no effect and reaches below 0.75 or above 1.25: one step, whatever the size.",
)
REACHES_DIFFERENCE = Rule(
    DOMAIN,
    "imprecision.classic.ci-reaches-half-sd",
    _CONTINUOUS,
    "The interval holds no effect and reaches beyond 0.5 standard deviations: one step.",
)
SIZE_NOT_MET = Rule(
    DOMAIN,
    "imprecision.classic.size-not-met",
    _SIZE,
    "Fewer participants than the optimal information size: one step, unless they are very many.",
)
FEW_EVENTS = Rule(
    DOMAIN,
    "imprecision.classic.few-events",
    _SIZE,
    "No optimal size to be had and under 300 events: one step.",
)
FEW_PARTICIPANTS = Rule(
    DOMAIN,
    "imprecision.classic.few-participants",
    _SIZE,
    "No optimal size to be had and under 400 participants: one step.",
)
SIZE_UNKNOWN = Rule(
    DOMAIN,
    "imprecision.classic.size-unknown",
    _SIZE,
    "Neither events nor participants are known, and the interval alone decides nothing.",
)
NO_LIMIT = Rule(
    DOMAIN,
    "imprecision.classic.no-limit",
    _SIX,
    "The interval holds no effect and nothing says what difference would matter.",
)
PRECISE = Rule(
    DOMAIN,
    "imprecision.classic.adequate",
    _SIX,
    "The interval decides one way and the information size is met: none.",
)
RULES = (
    NO_EFFECT,
    NO_SCALE,
    ACCURACY,
    CROSSES,
    BOTH_SIDES_AND_SMALL,
    REACHES,
    REACHES_DIFFERENCE,
    SIZE_NOT_MET,
    FEW_EVENTS,
    FEW_PARTICIPANTS,
    SIZE_UNKNOWN,
    NO_LIMIT,
    PRECISE,
    *imprecision_core.RULES,
)


def propose(body: BodyFigures, edition: str, settings: Settings) -> Proposal:
    """Return the proposal for imprecision by the profile set, or the one of the edition."""
    if body.effect is None:
        return NO_EFFECT.cannot_say("no-interval", {"kind": body.kind})
    scale = on_decision_scale(body)
    if body.thresholds.given and scale is None:
        return NO_SCALE.cannot_say(
            "threshold-out-of-reach",
            {"measure": body.effect.measure, "control_risk": body.control_risk},
        )
    if body.kind == "accuracy" and scale is None:
        return ACCURACY.cannot_say("no-threshold", _interval(body.effect))
    profile = settings.imprecision or ("core-2025" if edition == "core-2025" else "classic")
    if profile == "core-2025":
        return imprecision_core.propose(body, body.effect, scale, settings)
    return _classic(body, body.effect, scale, settings)


def _classic(
    body: BodyFigures, effect: Effect, scale: OnDecisionScale | None, settings: Settings
) -> Proposal:
    size = _size(body, settings)
    if found := _by_interval(body, effect, scale, settings, size):
        return found
    if size is not None and size.levels != 0:
        return size
    if scale is None and effect.includes_null and _appreciable(body, effect, settings) is None:
        return NO_LIMIT.cannot_say("no-limit", _interval(effect))
    met = size.figures if size is not None else {}
    because = "precise-about-none" if effect.includes_null and scale is None else "adequate"
    return PRECISE.proposes(0, because, {**met, **_interval(effect), **_on(scale)})


def _by_interval(
    body: BodyFigures,
    effect: Effect,
    scale: OnDecisionScale | None,
    settings: Settings,
    size: Proposal | None,
) -> Proposal | None:
    """What the interval says by itself: the guideline's view with thresholds, else the review's."""
    if scale is not None:
        if not scale.crossed:
            return None
        allowed = (1, 2) if len(scale.crossed) > 1 else (1,)
        return CROSSES.proposes(
            1, "ci-crosses-threshold", {"crossed": scale.crossed, **scale.figures}, allowed=allowed
        )
    limits = _appreciable(body, effect, settings)
    if limits is None or not effect.includes_null:
        return None
    reaches = effect.lower < limits[0], effect.upper > limits[1]
    if not any(reaches):
        return None
    figures = {**_interval(effect), "appreciable_below": limits[0], "appreciable_above": limits[1]}
    if all(reaches) and size is not None and size.levels == 1:
        return BOTH_SIDES_AND_SMALL.proposes(
            2, "few-and-both-sides", {**size.figures, **figures}, allowed=(1, 2)
        )
    rule = REACHES if effect.is_ratio else REACHES_DIFFERENCE
    return rule.proposes(1, "ci-reaches-appreciable", {"sides": sum(reaches), **figures})


def _appreciable(
    body: BodyFigures, effect: Effect, settings: Settings
) -> tuple[float, float] | None:
    """The limits of what is appreciable: 0.75 and 1.25 for ratios, half a deviation for means."""
    if effect.is_ratio:
        return settings.appreciable
    sd = deviation_of(body, settings.size) if body.kind == "continuous" else None
    if sd is None:
        return None
    return -settings.appreciable_sd * sd, settings.appreciable_sd * sd


def _size(body: BodyFigures, settings: Settings) -> Proposal | None:
    """Whether enough was observed: the optimal size, else the custom; None for accuracy."""
    if body.kind == "accuracy":
        return None
    wanted = size_for(body, settings.size)
    if wanted is None or body.participants is None:
        return _by_custom(body, settings)
    figures: dict[str, Figure] = {
        "participants": body.participants,
        "needed": wanted.participants,
        "formula": wanted.formula,
        "alpha": wanted.alpha,
        "beta": wanted.beta,
        "first": wanted.first,
        "second": wanted.second,
        "large_sample": settings.large_sample,
    }
    if body.participants >= wanted.participants:
        return PRECISE.proposes(0, "size-met", figures)
    if body.participants >= settings.large_sample:
        return PRECISE.proposes(0, "very-large-sample", figures)
    return SIZE_NOT_MET.proposes(1, "size-not-met", figures)


def _by_custom(body: BodyFigures, settings: Settings) -> Proposal:
    """Without an optimal size: 300 events, or 400 participants where events are not counted."""
    if body.kind != "continuous" and body.events is not None:
        figures: dict[str, Figure] = {"events": body.events, "few": settings.few_events}
        if body.events < settings.few_events:
            return FEW_EVENTS.proposes(1, "few-events", figures)
        return PRECISE.proposes(0, "size-met", figures)
    if body.participants is None:
        return SIZE_UNKNOWN.cannot_say("size-unknown", {"kind": body.kind})
    figures = {"participants": body.participants, "few": settings.few_participants}
    if body.participants < settings.few_participants:
        return FEW_PARTICIPANTS.proposes(1, "few-participants", figures)
    return PRECISE.proposes(0, "size-met", figures)


def _interval(effect: Effect) -> dict[str, Figure]:
    return {
        "measure": effect.measure,
        "estimate": effect.estimate,
        "lower": effect.lower,
        "upper": effect.upper,
    }


def _on(scale: OnDecisionScale | None) -> dict[str, Figure]:
    return dict(scale.figures) if scale is not None else {}
