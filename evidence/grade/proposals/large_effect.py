"""Rating up for a large effect: the risk ratio of the undesirable event over 2, or over 5."""

from math import isinf

from evidence.grade.absolute import risk_with
from evidence.grade.certainty import RANDOMISED
from evidence.grade.proposals.body_figures import ODDS_RATIOS, BodyFigures, Effect
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings

LARGE, VERY_LARGE = 2.0, 5.0
TO_CONVERT = (*ODDS_RATIOS, "HR")

DOMAIN = "large_effect"
_UP = Source("Guyatt GH et al.", 2011, "GRADE guidelines 9, J Clin Epidemiol 64:1311")
_NOT_DOWN = Source(
    "Guyatt GH et al.",
    2011,
    "GRADE guidelines 9, J Clin Epidemiol 64:1311; PMC6692166, table 1 (no reason to rate down)",
)

NOT_APPLICABLE = Rule(
    DOMAIN, "large_effect.no-ratio", _UP, "No ratio of events: nothing to measure it by."
)
NO_BASELINE = Rule(
    DOMAIN,
    "large_effect.no-baseline-risk",
    _UP,
    "An odds or hazard ratio, or a wanted event, becomes the risk ratio of the undesirable event at the baseline risk only.",
)
NO_DIRECTION = Rule(
    DOMAIN,
    "large_effect.direction-unknown",
    _UP,
    "Nobody said which way is better, so the undesirable event is not known.",
)
STARTS_HIGH = Rule(
    DOMAIN, "large_effect.randomised", _NOT_DOWN, "Rating up is meant for studies not randomised."
)
NOT_COMPARED = Rule(
    DOMAIN, "large_effect.not-comparative", _UP, "No comparator, so no effect to be large: none."
)
LOWERED = Rule(
    DOMAIN, "large_effect.domain-lowered", _NOT_DOWN, "A domain is rated down: no rating up."
)
CI_INCLUDES_ONE = Rule(
    DOMAIN, "large_effect.ci-includes-one", _UP, "The interval holds no effect: none."
)
NOT_LARGE = Rule(
    DOMAIN, "large_effect.not-large", _UP, "Risk ratio from 0.5 to 2, both included: none."
)
OVER_TWO = Rule(DOMAIN, "large_effect.over-two", _UP, "Risk ratio over 2 or under 0.5: one up.")
OVER_FIVE = Rule(DOMAIN, "large_effect.over-five", _UP, "Risk ratio over 5 or under 0.2: two up.")
RULES = (
    NOT_APPLICABLE,
    NO_BASELINE,
    NO_DIRECTION,
    STARTS_HIGH,
    NOT_COMPARED,
    LOWERED,
    CI_INCLUDES_ONE,
    NOT_LARGE,
    OVER_TWO,
    OVER_FIVE,
)


def propose(
    body: BodyFigures, edition: str, settings: Settings, *, lowered: tuple[str, ...] = ()
) -> Proposal:
    """Return the proposal for a large effect; `lowered` are the domains rated down, if any."""
    effect = body.effect
    if not body.compares:
        return NOT_COMPARED.proposes(0, "not-comparative", {"design": body.design})
    if body.design in RANDOMISED:
        return STARTS_HIGH.proposes(0, "randomised", {"design": body.design})
    if effect is None or effect.measure not in ("RR", *TO_CONVERT):
        measure = effect.measure if effect else None
        return NOT_APPLICABLE.cannot_say("no-ratio", {"measure": measure})
    if body.favours not in ("lower", "higher"):
        return NO_DIRECTION.cannot_say("direction-unknown", {"measure": effect.measure})
    ratio = of_undesirable_event(effect, body.favours, body.control_risk)
    if ratio is None:
        return NO_BASELINE.cannot_say(
            "no-baseline-risk", {"measure": effect.measure, "favours": body.favours}
        )
    return _by_size(body, effect, ratio, lowered)


def of_undesirable_event(effect: Effect, favours: str, risk: float | None) -> Effect | None:
    """Return the risk ratio of the undesirable event; None where the baseline risk is missing.

    A risk ratio of an event better avoided is taken as it is. An odds or hazard ratio is converted
    at the comparator's risk first; a wanted event is turned round: (1 - p RR) / (1 - p).
    """
    if effect.measure == "RR" and favours == "lower":
        return effect
    if risk is None or not 0 < risk < 1:
        return None
    measure = "OR" if effect.measure in ODDS_RATIOS else effect.measure
    risks = [_risk(measure, value, risk) for value in (effect.estimate, *effect.interval)]
    if favours == "lower":
        estimate, lower, upper = (value / risk for value in risks)
    else:
        # A risk beyond 1 leaves nobody without the event; the limits change places.
        estimate, upper, lower = (max(1 - value, 0.0) / (1 - risk) for value in risks)
    return Effect("RR", estimate, lower, upper) if estimate > 0 else None


def _risk(measure: str, value: float, risk: float) -> float:
    """A ratio without end leaves nobody without the event."""
    return 1.0 if isinf(value) else risk_with(measure, value, risk)


def _by_size(
    body: BodyFigures, effect: Effect, ratio: Effect, lowered: tuple[str, ...]
) -> Proposal:
    figures: dict[str, Figure] = {
        "measure": effect.measure,
        "estimate": effect.estimate,
        "risk_ratio": ratio.estimate,
        "lower": ratio.lower,
        "upper": ratio.upper,
        "converted": ratio is not effect,
        "risk": body.control_risk if ratio is not effect else None,
    }
    size = max(ratio.estimate, 1 / ratio.estimate)
    if size <= LARGE:
        return NOT_LARGE.proposes(0, "not-large", figures)
    if ratio.includes_null:
        return CI_INCLUDES_ONE.proposes(0, "ci-includes-one", figures)
    if lowered:
        return LOWERED.proposes(0, "domain-lowered", {"lowered": lowered, **figures})
    if size > VERY_LARGE:
        return OVER_FIVE.proposes(2, "over-five", figures)
    return OVER_TWO.proposes(1, "over-two", figures)
