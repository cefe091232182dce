"""From a body of evidence to the figures that the rules of the proposals read.

What the chain has pooled is taken as it stands. Nothing is made up: what a body does not hold is None.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from math import fsum, isfinite, sqrt
from typing import TYPE_CHECKING, Any

from evidence.codes import DOMAINS_DOWN
from evidence.effects import inputs_of
from evidence.grade.proposals.body_figures import (
    RATIOS,
    AsymmetryTest,
    BodyFigures,
    Effect,
    Kind,
    StudyFigures,
    SubgroupTest,
    Thresholds,
)
from evidence.grade.proposals.publication_bias import ENOUGH_STUDIES
from evidence.models import Rating, StudyResult
from evidence.profile import BodyChain
from evidence.risk_of_bias import APPLICABILITY, QUADAS_DOMAINS
from evidence.sponsors import is_industry
from guideline.text import localized

if TYPE_CHECKING:
    from evidence.synthesis.analysis import Pooled

KINDS: Mapping[str, Kind] = {
    "dichotomous": "dichotomous",
    "continuous": "continuous",
    "generic": "generic",
    "diagnostic": "accuracy",
    "narrative": "narrative",
    "reported": "narrative",
}
_KIND_OF_MEASURE: Mapping[str, Kind] = {
    "RR": "dichotomous",
    "OR": "dichotomous",
    "RD": "dichotomous",
    "PETO": "dichotomous",
    "HR": "generic",
    "MD": "continuous",
    "SMD": "continuous",
}
# Part of a diagnostic outcome: its measure, the columns that hold it, the side it counts.
_PARTS = {
    "sensitivity": ("SENS", "sens", ("tp", "fn")),
    "specificity": ("SPEC", "spec", ("tn", "fp")),
}


def figures_of(
    body: BodyChain,
    part: str = "",
    *,
    design: str = "",
    lowered: Collection[str] | None = None,
) -> BodyFigures:
    """The figures of a body, or of one part of a diagnostic one.

    `design` and `lowered` (domains judged down) as given, else as the body was rated, else the design
    that most of its studies have and nobody's judgement.
    """
    rating = body.ratings.get(part) or body.ratings.get("")
    said = {
        "design": design or _design(body, rating),
        "favours": body.outcome.favours,
        "lowered": _lowered(rating) if lowered is None else tuple(lowered),
    }
    kind = KINDS[body.outcome.type]
    if kind == "accuracy":
        return _accuracy(body, part or "sensitivity", said)
    if kind == "narrative" or not body.results:
        return _not_pooled(body, kind, said)
    return _pooled(body, kind, said)


def _design(body: BodyChain, rating: Rating | None) -> str:
    if rating is not None:
        return rating.design
    designs = Counter(row.study.design for row in body.results if row.study.design)
    return designs.most_common(1)[0][0] if designs else ""


def _lowered(rating: Rating | None) -> tuple[str, ...] | None:
    if rating is None:
        return None
    judged = rating.judgements.all()
    return tuple(each.domain for each in judged if each.levels and each.domain in DOMAINS_DOWN)


# --- Pooled in pairs -----------------------------------------------------------------------------


def _pooled(body: BodyChain, kind: Kind, said: Mapping[str, Any]) -> BodyFigures:
    pooled = body.pooled
    effect = _effect_of(pooled)
    rows = body.rows
    return BodyFigures(
        **said,
        kind=kind,
        effect=effect,
        studies=_studies(body, pooled),
        participants=_sum(rows, "total_1", "total_2"),
        events=_sum(rows, "events_1", "events_2") if kind == "dichotomous" else None,
        control_risk=_control_risk(body),
        sd=_deviation(rows) if kind == "continuous" else None,
        thresholds=_thresholds(body, effect),
        i2=pooled.i2 if pooled else None,
        tau2=pooled.tau2 if pooled else None,
        q_p=pooled.q_p if pooled else None,
        prediction=_prediction(pooled),
        subgroups=_subgroups(body, pooled),
        asymmetry=_asymmetry(pooled),
    )


def _effect_of(pooled: "Pooled | None") -> Effect | None:
    if pooled is None or pooled.natural is None or pooled.ci_natural is None:
        return None
    return effect_or_none(pooled.recipe.measure, pooled.natural, *pooled.ci_natural)


def effect_or_none(measure: str, estimate: float, lower: float, upper: float) -> Effect | None:
    """The effect, or None where its figures contradict each other or are not defined."""
    if not isfinite(estimate):
        return None
    try:
        return Effect(measure, float(estimate), float(lower), float(upper))
    except ValueError:
        return None


def _studies(body: BodyChain, pooled: "Pooled | None") -> tuple[StudyFigures, ...]:
    if pooled is None:
        return tuple(
            _study(row, label) for row, label in zip(body.results, body.labels, strict=True)
        )
    shown, of = pooled.studies, pooled.studies_natural
    limits = zip(of(shown.estimate), of(shown.ci_lower), of(shown.ci_upper), strict=True)
    effects = [effect_or_none(pooled.recipe.measure, *each) for each in limits]
    weights = [float(weight) for weight in shown.weight_pct]
    lines = zip(body.results, body.labels, effects, weights, strict=True)
    return tuple(
        _study(row, label, effect=effect, weight=weight, participants=_sum([vars(row)], *_TOTALS))
        for row, label, effect, weight in lines
    )


_TOTALS = ("total_1", "total_2")


def _study(row: StudyResult, label: str, **more: Any) -> StudyFigures:
    """A row with its ratings: of this result, else of its study."""
    judged = row.study.risk_of_bias or {}
    applicability = judged.get("applicability") or {}
    by_domain = any(name in judged for name in QUADAS_DOMAINS)
    return StudyFigures(
        label,
        bias=row.risk_of_bias or judged.get("overall") or "",
        bias_domains=tuple(judged.get(name, "") for name in QUADAS_DOMAINS) if by_domain else (),
        applicability=tuple((n, applicability[n]) for n in APPLICABILITY if applicability.get(n)),
        industry=is_industry(row.study.sponsor),
        **more,
    )


def _sum(rows: list[dict[str, Any]], *columns: str) -> int | None:
    """The sum over these columns; None where one of them is not known."""
    values = [row.get(column) for row in rows for column in columns]
    return sum(values) if values and None not in values else None


def _control_risk(body: BodyChain) -> float | None:
    """The outcome's first baseline risk, else events over participants with the comparator."""
    for baseline in body.outcome.baseline_risks:
        return float(baseline["risk"])
    events, total = _sum(body.rows, "events_2"), _sum(body.rows, "total_2")
    return events / total if events is not None and total else None


def _deviation(rows: list[dict[str, Any]]) -> float | None:
    """The standard deviation within arms, pooled by degrees of freedom."""
    arms = [(row.get(f"sd_{arm}"), row.get(f"total_{arm}")) for row in rows for arm in (1, 2)]
    known = [(sd, total - 1) for sd, total in arms if sd is not None and total and total > 1]
    if len(known) < len(arms):
        return None
    return sqrt(fsum(sd * sd * df for sd, df in known) / sum(df for _sd, df in known))


def _thresholds(body: BodyChain, effect: Effect | None) -> Thresholds:
    """The committee's size that matters, on both sides of no effect.

    Target 'no effect' has that as its only threshold. Events count per 1000, all else in the unit of
    the effect; a standardised difference has no unit to hold a size against.
    """
    said = body.outcome.thresholds
    if effect is None or not said:
        return Thresholds()
    target = said.get("target") or next(
        (s for s in ("small", "moderate", "large") if s in said), ""
    )
    if target == "null-effect":
        return Thresholds("relative", below=effect.null)
    size = said.get(target)
    if size is None or effect.measure == "SMD":
        return Thresholds()
    per_1000 = effect.measure == "RD" or effect.measure in RATIOS
    return Thresholds("absolute" if per_1000 else "relative", below=-size, above=size)


def _prediction(pooled: "Pooled | None") -> tuple[float, float] | None:
    if pooled is None or not pooled.estimable:
        return None
    from evidence.synthesis.spread import spread  # slow import: numpy

    limits = spread(pooled).prediction_t_k2
    if limits is None:
        return None
    lower, upper = (pooled.to_natural(limit) for limit in limits)
    return (lower, upper) if lower is not None and upper is not None else None


def _subgroups(body: BodyChain, pooled: "Pooled | None") -> SubgroupTest | None:
    """By population, where the rows tell several apart; one for each row tells nothing."""
    groups = [_population(row) for row in body.results]
    if pooled is None or not pooled.estimable or not 1 < len(set(groups)) < len(groups):
        return None
    from evidence.synthesis.subgroups import by_subgroup  # slow import: numpy

    recipe = pooled.recipe
    found = by_subgroup(
        inputs_of(body.outcome.type, body.rows),
        groups,
        measure=recipe.measure,
        method=recipe.method,
        model=recipe.model,
        tau2=recipe.tau2 or "dl",
        ci=recipe.ci,
        profile=recipe.profile,
        labels=body.labels,
    )
    return SubgroupTest(len(found.names), found.test.p) if found.test else None


def _population(row: StudyResult) -> str:
    return localized(row.population) or localized(row.study.population)


def _asymmetry(pooled: "Pooled | None") -> tuple[AsymmetryTest, ...]:
    """Peters', Egger's and Begg's tests; below ten studies no rule hears one, so none is made."""
    if pooled is None or pooled.k < ENOUGH_STUDIES:
        return ()
    from evidence.synthesis.small_study_effects import begg, egger, peters  # slow import: numpy

    ratio = pooled.recipe.measure in RATIOS
    made = {
        "peters": peters(pooled) if ratio else None,
        "egger": egger(pooled),
        "begg": begg(pooled),
    }
    return tuple(AsymmetryTest(name, test.p) for name, test in made.items() if test is not None)


# --- Accuracy ------------------------------------------------------------------------------------


def _accuracy(body: BodyChain, part: str, said: Mapping[str, Any]) -> BodyFigures:
    measure, side, counted = _PARTS[part]
    fit = body.accuracy_fit
    pooled = getattr(fit, side) if fit else None
    effect = effect_or_none(measure, pooled.value, pooled.lower, pooled.upper) if pooled else None
    return BodyFigures(
        **{**said, "favours": "higher"},
        kind="accuracy",
        effect=effect,
        studies=_accuracy_studies(body, measure, side),
        participants=_sum(body.rows, *counted),
        events=_sum(body.rows, counted[0]),
    )


def _accuracy_studies(body: BodyChain, measure: str, side: str) -> tuple[StudyFigures, ...]:
    found = body.accuracy
    if found is None:
        return ()
    columns = (getattr(found, name) for name in (side, f"{side}_lower", f"{side}_upper"))
    lines = zip(body.results, body.labels, *columns, strict=True)
    return tuple(
        _study(
            row,
            label,
            effect=effect_or_none(measure, *limits),
            participants=_sum([vars(row)], "tp", "fp", "fn", "tn"),
        )
        for row, label, *limits in lines
    )


# --- Not pooled ----------------------------------------------------------------------------------


def _not_pooled(body: BodyChain, kind: Kind, said: Mapping[str, Any]) -> BodyFigures:
    """What a source reports or words say; each study counts once, however many rows it has."""
    reported, narrative = body.body.reported or {}, body.body.narrative or {}
    effect, first = _reported_effect(reported), {}
    for row in body.results:
        first.setdefault(row.study_id, row)
    return BodyFigures(
        **said,
        kind=_KIND_OF_MEASURE.get(effect.measure, kind) if effect else kind,
        reported_studies=reported.get("studies") or narrative.get("studies"),
        effect=effect,
        studies=tuple(_study(row, str(row.study)) for row in first.values()),
        participants=reported.get("participants") or narrative.get("participants"),
        control_risk=_reported_risk(body, reported),
        thresholds=_thresholds(body, effect),
    )


def _reported_effect(reported: Mapping[str, Any]) -> Effect | None:
    """As printed; None for a measure that no rule knows, or an interval that misses its estimate."""
    measure, estimate, limits = (reported.get(key) for key in ("measure", "estimate", "ci"))
    if measure not in _KIND_OF_MEASURE or estimate is None or not limits:
        return None
    return effect_or_none(measure, estimate, *limits)


def _reported_risk(body: BodyChain, reported: Mapping[str, Any]) -> float | None:
    for baseline in body.outcome.baseline_risks:
        return float(baseline["risk"])
    return reported.get("risk_2")
