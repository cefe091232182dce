"""Inconsistency: I² against the guideline's limit or the Cochrane bands, or studies about a threshold."""

from itertools import combinations

from evidence.grade.proposals.body_figures import BodyFigures, Effect
from evidence.grade.proposals.decision_scale import absolute_of
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings

# The bands overlap on purpose: I² is not sharp enough for one line between them.
BANDS: dict[str, tuple[float, float]] = {
    "might-not-be-important": (0, 40),
    "moderate": (30, 60),
    "substantial": (50, 90),
    "considerable": (75, 100),
}

DOMAIN = "inconsistency"
_BANDS = Source(
    "Deeks JJ et al.",
    2008,
    "Cochrane Handbook 9.5.2; quoted in BMC Med Res Methodol 2008;8:79, table 3",
    "steps per band are ours: substantial one, moderate none or one, considerable one or two",
)
_SEVEN = Source("Guyatt GH et al.", 2011, "GRADE guidelines 7, J Clin Epidemiol 64:1294")
_THREE = Source(
    "Guyatt G et al.",
    2025,
    "Core GRADE 3, BMJ 389:e081905, figure 2",
    "limited overlap: over 10 % of pairs apart; a substantial part: 20 % of the studies",
)
_PREDICTION = Source(
    "IntHout J et al.",
    2016,
    "BMJ Open 6:e010247",
    "heard from ten studies on, and never by itself",
)

SINGLE = Rule(DOMAIN, "inconsistency.single-study", _SEVEN, "One study cannot disagree: none.")
NO_FIGURES = Rule(
    DOMAIN, "inconsistency.no-figures", _SEVEN, "No I² and no study estimates: no proposal."
)
GUIDELINE_LIMIT = Rule(
    DOMAIN,
    "inconsistency.classic.guideline-limit",
    _SEVEN,
    "I² over the guideline's limit: one step.",
)
BAND = Rule(
    DOMAIN,
    "inconsistency.classic.cochrane-band",
    _BANDS,
    "I² by the Cochrane bands it lies in: none, one, or up to two steps.",
)
OVERLAP = Rule(
    DOMAIN,
    "inconsistency.overlap",
    _THREE,
    "The studies' intervals overlap well: none (Core GRADE); limited overlap opens one step.",
)
ONE_SIDE = Rule(
    DOMAIN,
    "inconsistency.one-side",
    _THREE,
    "Limited overlap, but nearly all estimates lie on one side of the threshold: none.",
)
BOTH_SIDES = Rule(
    DOMAIN,
    "inconsistency.both-sides",
    _THREE,
    "Limited overlap and estimates on both sides of the threshold: one step, unless explained.",
)
SUBGROUPS = Rule(
    DOMAIN,
    "inconsistency.subgroups-differ",
    _THREE,
    "Subgroups differ: if that is credible, it explains the spread and each gets its own row.",
)
PREDICTION = Rule(
    DOMAIN,
    "inconsistency.prediction-crosses",
    _PREDICTION,
    "The prediction interval reaches across a threshold that the confidence interval clears.",
)
RULES = (
    SINGLE,
    NO_FIGURES,
    GUIDELINE_LIMIT,
    BAND,
    OVERLAP,
    ONE_SIDE,
    BOTH_SIDES,
    SUBGROUPS,
    PREDICTION,
)


def propose(body: BodyFigures, edition: str, settings: Settings) -> Proposal:
    """Return the proposal for inconsistency: by the studies under core-2025, else by I² if known."""
    if body.n_studies == 1:
        return SINGLE.proposes(0, "single-study", {"studies": 1})
    effects = _effects(body)
    beside = (*_subgroups(body, settings), *_prediction(body, effects, settings))
    # I² of accuracy measures what threshold and prevalence do: not heard (Cochrane DTA, 10.4.3).
    i2 = None if body.kind == "accuracy" else body.i2
    if edition != "core-2025" and i2 is not None:
        signs = (*beside, *_overlap_beside(effects, settings))
        return _by_i2(body, i2, settings, signs)
    if len(effects) < 2:
        return NO_FIGURES.cannot_say("no-figures", {"studies": body.n_studies}, beside=beside)
    return _by_studies(body, effects, settings, beside)


def bands_of(i2: float) -> tuple[str, ...]:
    """Return every Cochrane band that an I² (percent) lies in, limits included."""
    return tuple(name for name, (low, high) in BANDS.items() if low <= i2 <= high)


def _effects(body: BodyFigures) -> tuple[Effect, ...]:
    return tuple(study.effect for study in body.studies if study.effect is not None)


def _by_i2(
    body: BodyFigures, i2: float, settings: Settings, beside: tuple[Proposal, ...]
) -> Proposal:
    figures: dict[str, Figure] = {
        "i2": i2,
        "tau2": body.tau2,
        "q_p": body.q_p,
        "studies": body.n_studies,
        "bands": bands_of(i2),
    }
    open_to = _opened_by(beside)
    if settings.i2_limit is not None:
        figures["limit"] = settings.i2_limit
        levels = 1 if i2 > settings.i2_limit else 0
        because = "over-limit" if levels else "within-limit"
        return GUIDELINE_LIMIT.proposes(levels, because, figures, allowed=open_to, beside=beside)
    levels, allowed = _steps_of_band(i2)
    because = "band-lowers" if levels else "band-keeps"
    return BAND.proposes(levels, because, figures, allowed=(*allowed, *open_to), beside=beside)


def _steps_of_band(i2: float) -> tuple[int, tuple[int, ...]]:
    """Substantial is one step; where bands overlap, both their answers are open."""
    if i2 < 30:
        return 0, (0,)
    if i2 < 50:
        return 0, (0, 1)
    if i2 <= 60:
        return 1, (0, 1)
    return (1, (1,)) if i2 < 75 else (1, (1, 2))


def _opened_by(beside: tuple[Proposal, ...]) -> tuple[int, ...]:
    """Other signs never move the proposal; they open the answer that they speak for."""
    return tuple(sorted({steps for sign in beside for steps in sign.allowed}))


def apart(effects: tuple[Effect, ...]) -> tuple[int, int]:
    """Return how many pairs of studies have intervals with no common value, and all pairs."""
    pairs = list(combinations(effects, 2))
    return sum(a.upper < b.lower or b.upper < a.lower for a, b in pairs), len(pairs)


def _overlap_beside(effects: tuple[Effect, ...], settings: Settings) -> tuple[Proposal, ...]:
    if len(effects) < 2:
        return ()
    figures, limited = _overlap(effects, settings)
    if not limited:
        return (OVERLAP.proposes(0, "intervals-overlap", figures),)
    return (OVERLAP.proposes(1, "limited-overlap", figures),)


def _overlap(effects: tuple[Effect, ...], settings: Settings) -> tuple[dict[str, Figure], bool]:
    pairs_apart, pairs = apart(effects)
    share = 100 * pairs_apart / pairs
    figures: dict[str, Figure] = {
        "pairs_apart": pairs_apart,
        "pairs": pairs,
        "share": share,
        "limit": settings.apart_limit,
    }
    return figures, share > settings.apart_limit


def _by_studies(
    body: BodyFigures,
    effects: tuple[Effect, ...],
    settings: Settings,
    beside: tuple[Proposal, ...],
) -> Proposal:
    """Core GRADE 3: overlap first, then the side of the threshold, then subgroups."""
    figures, limited = _overlap(effects, settings)
    figures |= {"i2": body.i2, "studies": body.n_studies}
    if not limited:
        return OVERLAP.proposes(0, "intervals-overlap", figures, beside=beside)
    sides = _sides(body, effects)
    if sides is None:
        return OVERLAP.proposes(1, "limited-overlap", figures, allowed=(0, 1), beside=beside)
    threshold, below, above = sides
    other = 100 * min(below, above) / len(effects)
    figures |= {"threshold": threshold, "below": below, "above": above, "other_side": other}
    if other < settings.other_side_limit:
        return ONE_SIDE.proposes(0, "one-side", figures, beside=beside)
    explained = any(sign.rule == SUBGROUPS.id for sign in beside)
    allowed = (0, 1) if explained else (1,)
    return BOTH_SIDES.proposes(1, "both-sides", figures, allowed=allowed, beside=beside)


def _sides(body: BodyFigures, effects: tuple[Effect, ...]) -> tuple[float, int, int] | None:
    """The threshold that splits the studies most evenly, with the estimates below and above it.

    The committee's thresholds, else no effect; None for accuracy without a threshold, or where
    thresholds per 1000 lack a baseline risk.
    """
    shown, thresholds = effects, body.thresholds.given
    if thresholds and body.thresholds.scale == "absolute":
        absolute = [absolute_of(effect, body.control_risk) for effect in effects]
        shown = tuple(effect for effect in absolute if effect is not None)
        if len(shown) < len(effects):
            return None
    elif not thresholds:
        thresholds = () if body.kind == "accuracy" else (effects[0].null,)
    splits = [
        (t, sum(e.estimate < t for e in shown), sum(e.estimate > t for e in shown))
        for t in thresholds
    ]
    return max(splits, key=lambda split: min(split[1:]), default=None)


def _subgroups(body: BodyFigures, settings: Settings) -> tuple[Proposal, ...]:
    test = body.subgroups
    if test is None or test.p is None or test.groups < 2 or test.p >= settings.subgroup_p:
        return ()
    figures: dict[str, Figure] = {"groups": test.groups, "p": test.p, "limit": settings.subgroup_p}
    return (SUBGROUPS.proposes(0, "subgroups-differ", figures),)


def _prediction(
    body: BodyFigures, effects: tuple[Effect, ...], settings: Settings
) -> tuple[Proposal, ...]:
    effect, limits = body.effect, body.prediction
    if effect is None or limits is None or len(effects) < settings.prediction_from:
        return ()
    relative = body.thresholds.given if body.thresholds.scale == "relative" else ()
    thresholds = relative or (() if body.kind == "accuracy" else (effect.null,))
    crossed = tuple(
        t for t in thresholds if limits[0] < t < limits[1] and not effect.lower <= t <= effect.upper
    )
    if not crossed:
        return ()
    figures: dict[str, Figure] = {
        "lower": effect.lower,
        "upper": effect.upper,
        "prediction_lower": limits[0],
        "prediction_upper": limits[1],
        "crossed": crossed,
    }
    return (PREDICTION.proposes(1, "prediction-crosses", figures),)
