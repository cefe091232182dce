"""The figures of a body that was pooled in pairs: arms, effects with standard errors."""

from collections.abc import Mapping
from math import fsum, sqrt
from typing import TYPE_CHECKING, Any

from evidence.effects import inputs_of
from evidence.grade.proposals.body_figures import (
    RATIOS,
    AsymmetryTest,
    BodyFigures,
    Effect,
    Kind,
    StudyFigures,
    SubgroupTest,
)
from evidence.grade.proposals.publication_bias import ENOUGH_STUDIES
from evidence.models import StudyResult
from evidence.profile import BodyChain
from evidence.proposing.study_figures import effect_or_none, study_figures, sum_of, thresholds_of
from guideline.text import localized

if TYPE_CHECKING:
    from evidence.synthesis.analysis import Pooled

TOTALS = ("total_1", "total_2")


def pairwise_figures(body: BodyChain, kind: Kind, said: Mapping[str, Any]) -> BodyFigures:
    """The figures as pooled; `said` are design, direction and what was judged."""
    pooled = body.pooled
    effect = _effect_of(pooled)
    rows = body.rows
    return BodyFigures(
        **said,
        kind=kind,
        effect=effect,
        studies=_studies(body, pooled),
        participants=sum_of(rows, "total_1", "total_2"),
        events=sum_of(rows, "events_1", "events_2") if kind == "dichotomous" else None,
        control_risk=_control_risk(body),
        sd=_deviation(rows) if kind == "continuous" else None,
        thresholds=thresholds_of(body, effect),
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


def _studies(body: BodyChain, pooled: "Pooled | None") -> tuple[StudyFigures, ...]:
    if pooled is None:
        return tuple(
            study_figures(row, label) for row, label in zip(body.results, body.labels, strict=True)
        )
    shown, of = pooled.studies, pooled.studies_natural
    limits = zip(of(shown.estimate), of(shown.ci_lower), of(shown.ci_upper), strict=True)
    effects = [effect_or_none(pooled.recipe.measure, *each) for each in limits]
    weights = [float(weight) for weight in shown.weight_pct]
    lines = zip(body.results, body.labels, effects, weights, strict=True)
    return tuple(
        study_figures(
            row, label, effect=effect, weight=weight, participants=sum_of([vars(row)], *TOTALS)
        )
        for row, label, effect, weight in lines
    )


def _control_risk(body: BodyChain) -> float | None:
    """The outcome's first baseline risk, else events over participants with the comparator."""
    for baseline in body.outcome.baseline_risks:
        return float(baseline["risk"])
    events, total = sum_of(body.rows, "events_2"), sum_of(body.rows, "total_2")
    return events / total if events is not None and total else None


def _deviation(rows: list[dict[str, Any]]) -> float | None:
    """The standard deviation within arms, pooled by degrees of freedom."""
    arms = [(row.get(f"sd_{arm}"), row.get(f"total_{arm}")) for row in rows for arm in (1, 2)]
    known = [(sd, total - 1) for sd, total in arms if sd is not None and total and total > 1]
    if len(known) < len(arms):
        return None
    return sqrt(fsum(sd * sd * df for sd, df in known) / sum(df for _sd, df in known))


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
