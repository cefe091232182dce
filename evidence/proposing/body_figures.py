"""From a body of evidence to the figures that the rules of the proposals read.

What the chain has pooled is taken as it stands. Nothing is made up: what a body does not hold is None.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from evidence.codes import DOMAINS_DOWN
from evidence.effects import inputs_of
from evidence.grade.proposals.body_figures import (
    AsymmetryTest,
    BodyFigures,
    Effect,
    Kind,
    StudyFigures,
)
from evidence.grade.proposals.publication_bias import ENOUGH_STUDIES
from evidence.models import Rating
from evidence.profile import BodyChain
from evidence.proposing.pairwise_figures import pairwise_figures
from evidence.proposing.study_figures import effect_or_none, study_figures, sum_of, thresholds_of

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
    return pairwise_figures(body, kind, said)


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
        participants=sum_of(body.rows, *counted),
        events=sum_of(body.rows, counted[0]),
        asymmetry=_accuracy_asymmetry(body),
    )


def _accuracy_asymmetry(body: BodyChain) -> tuple[AsymmetryTest, ...]:
    """Deeks' test, of both sides at once; below ten studies no rule hears one, so none is made."""
    if len(body.results) < ENOUGH_STUDIES:
        return ()
    from evidence.synthesis.accuracy_asymmetry import deeks  # slow import: numpy

    found = deeks(**inputs_of(body.outcome.type, body.rows))
    return (AsymmetryTest("deeks", found.p),) if found and found.enough_studies else ()


def _accuracy_studies(body: BodyChain, measure: str, side: str) -> tuple[StudyFigures, ...]:
    found = body.accuracy
    if found is None:
        return ()
    columns = (getattr(found, name) for name in (side, f"{side}_lower", f"{side}_upper"))
    lines = zip(body.results, body.labels, *columns, strict=True)
    return tuple(
        study_figures(
            row,
            label,
            effect=effect_or_none(measure, *limits),
            participants=sum_of([vars(row)], "tp", "fp", "fn", "tn"),
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
        studies=tuple(study_figures(row, str(row.study)) for row in first.values()),
        participants=reported.get("participants") or narrative.get("participants"),
        control_risk=_reported_risk(body, reported),
        thresholds=thresholds_of(body, effect),
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
