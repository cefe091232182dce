"""Imprecision after Core GRADE 2: the interval against the threshold first, size only for wonders."""

from evidence.grade.absolute import risk_with
from evidence.grade.proposals.body_figures import ODDS_RATIOS, BodyFigures, Effect
from evidence.grade.proposals.decision_scale import OnDecisionScale
from evidence.grade.proposals.information_size import InformationSize, deviation_of, size_for
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings

DOMAIN = "imprecision"
_FIGURE = Source("Guyatt G et al.", 2025, "Core GRADE 2, BMJ 389:e081904, figure 4")
_LARGE = Source(
    "Guyatt G et al.",
    2025,
    "Core GRADE 2, BMJ 389:e081904, figure 4 and text",
    "a difference in means is implausibly large from 0.8 standard deviations (Cohen); an increase as a reduction of the same ratio",
)

# The upper limit divided by the lower; hazard ratios as risk ratios (figure 4 names RR and OR).
WIDE_RATIO = {"OR": 2.5, "PETO": 2.5}
WIDE_RATIO_ELSE = 3.0
# Below this part of the optimal size, two steps are considered for means.
FAR_BELOW = 0.30

CROSSES_BOTH = Rule(
    DOMAIN,
    "imprecision.core-2025.ci-crosses-both",
    _FIGURE,
    "The interval holds important benefit and important harm: two steps; size is not looked at.",
)
CROSSES_ONE = Rule(
    DOMAIN,
    "imprecision.core-2025.ci-crosses-threshold",
    _FIGURE,
    "The interval crosses the chosen threshold: one step; size is not looked at.",
)
CLEAR = Rule(
    DOMAIN,
    "imprecision.core-2025.clear-of-threshold",
    _FIGURE,
    "The interval stays on one side and the effect is plausible: none; size is not looked at.",
)
WIDE = Rule(
    DOMAIN,
    "imprecision.core-2025.implausible-wide",
    _LARGE,
    "Implausibly large effect, limits 3 times apart (2.5 for odds ratios): two steps, or one.",
)
FAR_FROM_SIZE = Rule(
    DOMAIN,
    "imprecision.core-2025.implausible-far-from-size",
    _LARGE,
    "Implausibly large difference in means on under 30 % of the size: two steps, or one.",
)
BELOW_SIZE = Rule(
    DOMAIN,
    "imprecision.core-2025.implausible-below-size",
    _LARGE,
    "Implausibly large effect on fewer participants than the size: one step.",
)
SIZE_MET = Rule(
    DOMAIN,
    "imprecision.core-2025.implausible-size-met",
    _LARGE,
    "Implausibly large effect, but the information size is met: none.",
)
SIZE_UNKNOWN = Rule(
    DOMAIN,
    "imprecision.core-2025.implausible-size-unknown",
    _LARGE,
    "Implausibly large effect and no size to hold it against: no proposal.",
)
RULES = (
    CROSSES_BOTH,
    CROSSES_ONE,
    CLEAR,
    WIDE,
    FAR_FROM_SIZE,
    BELOW_SIZE,
    SIZE_MET,
    SIZE_UNKNOWN,
)


def propose(
    body: BodyFigures, effect: Effect, scale: OnDecisionScale | None, settings: Settings
) -> Proposal:
    """Return the proposal for an effect; `scale` where the committee set thresholds.

    The target is the threshold, or no effect where none is set or the guideline rates against it;
    thresholds still tell then whether benefit and harm are both within the interval.
    """
    crossed = scale.crossed if scale is not None else ()
    if len(crossed) > 1:
        return CROSSES_BOTH.proposes(
            2, "crosses-both", {"crossed": crossed, **_figures(effect, scale)}
        )
    against_null = scale is None or (settings.core_target == "null" and body.kind != "accuracy")
    figures = _figures(effect, None if against_null else scale)
    if against_null and effect.crosses(effect.null):
        return CROSSES_ONE.proposes(1, "crosses-null", {"crossed": (effect.null,), **figures})
    if not against_null and crossed:
        return CROSSES_ONE.proposes(1, "crosses-threshold", {"crossed": crossed, **figures})
    change, change_figures = _change(body, effect, settings)
    if not change:
        return CLEAR.proposes(0, "clear-of-threshold", {**figures, **change_figures})
    return _implausible(body, effect, settings, {**figures, **change_figures})


def _figures(effect: Effect, scale: OnDecisionScale | None) -> dict[str, Figure]:
    if scale is not None:
        return {"measure": effect.measure, "null": scale.effect.null, **scale.figures}
    return {
        "measure": effect.measure,
        "null": effect.null,
        "estimate": effect.estimate,
        "lower": effect.lower,
        "upper": effect.upper,
    }


def _change(
    body: BodyFigures, effect: Effect, settings: Settings
) -> tuple[bool, dict[str, Figure]]:
    """Whether the effect is implausibly large, with the change and the limit it was held against."""
    if body.kind == "accuracy":
        return False, {}
    if effect.is_ratio:
        ratio, converted = _as_risk_ratio(effect, body.control_risk)
        change = 1 - min(ratio, 1 / ratio) if ratio > 0 else 1.0
        limit = settings.implausible_change
        # Compared after rounding: 1 - 0.6 is 0.4 on paper only.
        large = round(change, 9) > limit
        return large, {"change": change, "implausible": limit, "converted": converted}
    sd = deviation_of(body, settings.size) if body.kind == "continuous" else None
    if not sd:
        return False, {}
    change = abs(effect.estimate) / sd
    limit = settings.implausible_sd
    return round(change, 9) >= limit, {"change": change, "implausible": limit, "converted": False}


def _as_risk_ratio(effect: Effect, control_risk: float | None) -> tuple[float, bool]:
    """The estimate as a risk ratio where a baseline risk allows it, and whether it was converted."""
    measure = "OR" if effect.measure in ODDS_RATIOS else effect.measure
    if measure not in ("OR", "HR") or control_risk is None or not 0 < control_risk < 1:
        return effect.estimate, False
    return risk_with(measure, effect.estimate, control_risk) / control_risk, True


def _implausible(
    body: BodyFigures, effect: Effect, settings: Settings, figures: dict[str, Figure]
) -> Proposal:
    if effect.is_ratio:
        limit = WIDE_RATIO.get(effect.measure, WIDE_RATIO_ELSE)
        wide = effect.upper / effect.lower if effect.lower > 0 else float("inf")
        figures = {**figures, "limits_ratio": wide, "wide": limit}
        if round(wide, 9) >= limit:
            return WIDE.proposes(2, "implausible-wide", figures, allowed=(1, 2))
    size = size_for(body, settings.size)
    needed = size.participants if size is not None else None
    if needed is None and body.kind == "continuous":
        needed = settings.continuous_size
    if needed is None or body.participants is None:
        return SIZE_UNKNOWN.cannot_say("implausible-size-unknown", figures)
    held = {**figures, **_size_figures(size, needed, body.participants)}
    return _by_size(body, body.participants, needed, held)


def _by_size(
    body: BodyFigures, participants: int, needed: int, figures: dict[str, Figure]
) -> Proposal:
    if participants >= needed:
        return SIZE_MET.proposes(0, "implausible-size-met", figures)
    if body.kind == "continuous" and participants < FAR_BELOW * needed:
        return FAR_FROM_SIZE.proposes(2, "implausible-far-from-size", figures, allowed=(1, 2))
    return BELOW_SIZE.proposes(1, "implausible-below-size", figures)


def _size_figures(
    size: InformationSize | None, needed: int, participants: int
) -> dict[str, Figure]:
    found: dict[str, Figure] = {"participants": participants, "needed": needed}
    if size is None:
        return found | {"formula": "rule-of-thumb"}
    return found | {
        "formula": size.formula,
        "alpha": size.alpha,
        "beta": size.beta,
        "first": size.first,
        "second": size.second,
    }
