"""Rules on what an effect shows and a judgement passes over: heterogeneity, width, bias, funnels."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.grade.absolute import MEASURES, absolute_effect
from evidence.grade.proposals.risk_of_bias import CLASSES, HIGH
from evidence.risk_of_bias import QUADAS_DOMAINS
from publication.checks.arithmetic.counts import weight_at
from publication.checks.arithmetic.intervals import Interval, is_imprecise
from publication.checks.finding import Found, Rule
from publication.checks.material import Effect, Held, Material

# Where Cochrane's bands call it substantial and no longer moderate as well.
SUBSTANTIAL = 60.0
MOST = 50.0
FEWEST_FOR_A_FUNNEL = 10
_FUNNEL = re.compile(
    r"\b(funnel|egger|begg|peters|deeks|asymmetr\w+|trim[ -]and[ -]fill)\b", re.IGNORECASE
)


def inconsistency_not_lowered(material: Material) -> Iterator[Found]:
    """I² above the guideline's limit, judged as no concern without a word."""
    own = material.chain.guideline.inconsistency_above
    limit = SUBSTANTIAL if own is None else own
    for rated in material.ratings():
        effect = rated.held.effect
        if effect is None or effect.i2 is None or (effect.studies or 0) < 2:
            continue
        if effect.i2 > limit and rated.leaves("inconsistency"):
            if own is None and rated.follows_its_rule("inconsistency"):
                continue
            yield (
                rated.place,
                _(
                    "I² is {i2:.0f} % over {studies} studies, above the limit of {limit:g} %, yet "
                    "inconsistency is not lowered and no reason is given."
                ).format(i2=effect.i2, studies=effect.studies, limit=limit),
            )


def imprecision_not_lowered(material: Material) -> Iterator[Found]:
    """An interval across a threshold, judged as no concern without a word."""
    for rated in material.ratings():
        effect = rated.held.effect
        if effect is None or not rated.leaves("imprecision"):
            continue
        shown, thresholds = _on_thresholds(rated.held, effect)
        spanned = is_imprecise(
            shown,
            is_ratio=effect.is_ratio,
            profile=rated.rating.edition,
            thresholds=thresholds,
        )
        if spanned and not rated.follows_its_rule("imprecision"):
            yield (
                rated.place,
                _(
                    "The interval from {low} to {high} spans {spanned}, yet imprecision is not "
                    "lowered and no reason is given."
                ).format(
                    low=_figure(shown.low),
                    high=_figure(shown.high),
                    spanned=", ".join(_figure(value) for value in spanned),
                ),
            )


def high_across_no_effect(material: Material) -> Iterator[Found]:
    """High certainty while the interval spans no effect.

    That there is little to no difference can be of high certainty: where the rules find the
    interval narrow enough and the size met, nothing is found.
    """
    for held in material.held:
        effect = held.effect
        if held.body.level == "high" and effect and effect.interval.spans_null:
            for rated in held.ratings():
                if rated.follows_its_rule("imprecision"):
                    continue
                yield (
                    rated.place,
                    _(
                        "The certainty is high although the interval from {low} to {high} spans no "
                        "effect ({null:g})."
                    ).format(
                        low=_figure(effect.interval.low),
                        high=_figure(effect.interval.high),
                        null=effect.interval.null,
                    ),
                )


def bias_not_lowered(material: Material) -> Iterator[Found]:
    """Over half of the weight at high risk of bias, and risk of bias not lowered."""
    for rated in material.ratings():
        if rated.steps("risk_of_bias") or rated.reason("risk_of_bias"):
            continue
        rows = rated.held.body.results
        high = [_is_high(row) for row in rows]
        share = weight_at(high, _weights(rated.held))
        if share > MOST and not rated.follows_its_rule("risk_of_bias"):
            yield (
                rated.place,
                _(
                    "{share:.0f} % of the weight comes from studies at high risk of bias "
                    "({studies}), yet risk of bias is not lowered and no reason is given."
                ).format(
                    share=share,
                    studies=", ".join(
                        str(row.study) for row, is_high in zip(rows, high, strict=True) if is_high
                    ),
                ),
            )


def funnel_below_ten(material: Material) -> Iterator[Found]:
    """A funnel plot or its test as the reason of a judgement, with fewer than ten studies."""
    for rated in material.ratings():
        studies = _studies(rated.held)
        if not 0 < studies < FEWEST_FOR_A_FUNNEL:
            continue
        found = _FUNNEL.search(rated.reason("publication_bias"))
        if found:
            yield (
                rated.place,
                _(
                    "The judgement on publication bias leans on “{what}”, but there are {studies} "
                    "studies; below ten such a test says nothing."
                ).format(what=found[0], studies=studies),
            )


def _on_thresholds(held: Held, effect: Effect) -> tuple[Interval, tuple[float, ...]]:
    """The interval on the scale of the outcome's thresholds, and those that matter.

    The target is no effect or a size; a size counts in both directions. Without a baseline risk a
    relative effect cannot be held against sizes per 1000.
    """
    outcome = held.outcome.outcome
    target = outcome.thresholds.get("target")
    if target == "null-effect":
        return effect.interval, (effect.interval.null,)
    size = outcome.thresholds.get(target) if target else None
    if size is None:
        return effect.interval, ()
    if outcome.type == "continuous":
        return effect.interval, (-size, size)
    interval = effect.interval
    risks = [each["risk"] for each in outcome.baseline_risks if each.get("risk") is not None]
    if effect.measure == "RD":
        return Interval(1000 * interval.low, 1000 * interval.high, 0.0), (-size, size)
    if effect.measure not in MEASURES or not risks or effect.estimate is None:
        return interval, ()
    try:
        found = absolute_effect(
            effect.measure, effect.estimate, (interval.low, interval.high), risks[0]
        )
    except ValueError:
        # An endless limit, or figures that another rule finds to contradict each other.
        return interval, ()
    return Interval(found.lower, found.upper, 0.0), (-size, size)


def _weights(held: Held) -> list[float]:
    """Percent of the pooled weight of each row; each row the same where nothing is pooled."""
    pooled = held.body.pooled
    if pooled is None:
        return [1.0] * len(held.body.results)
    # A study without a weight (no events at all) is written as NaN.
    return [float(w) if w == w else 0.0 for w in pooled.studies.weight_pct]


def _is_high(row) -> bool:
    """Of this result, else of its study; with QUADAS-2, which has no overall word, any domain."""
    judged = row.study.risk_of_bias or {}
    if row.risk_of_bias:
        return CLASSES.get(row.risk_of_bias) == HIGH
    if judged.get("tool") == "quadas-2":
        return any(judged.get(domain) == "high" for domain in QUADAS_DOMAINS)
    return CLASSES.get(judged.get("overall", "")) == HIGH


def _studies(held: Held) -> int:
    effect = held.effect
    said = (held.body.body.reported or {}).get("studies") or (effect.studies if effect else 0)
    return said or len({row.study_id for row in held.body.results})


def _figure(value: float) -> str:
    return f"{value:.3g}"


RULES = (
    Rule(
        "inconsistency-not-lowered",
        "warning",
        gettext_lazy(
            "I² above the limit (the guideline's own, else 60 %) lowers, or it is said why not."
        ),
        "The guideline's own limit; else Deeks JJ et al., 2023, Cochrane Handbook 6.4, 10.10.2",
        inconsistency_not_lowered,
    ),
    Rule(
        "imprecision-not-lowered",
        "warning",
        gettext_lazy(
            "An interval across the threshold, or no effect with 0.75 or 1.25, lowers, or it is "
            "said why not."
        ),
        "Guyatt GH et al., 2011, GRADE guidelines 6, J Clin Epidemiol 64:1283; 2025, Core GRADE 2, "
        "BMJ 389:e081904",
        imprecision_not_lowered,
    ),
    Rule(
        "high-across-no-effect",
        "warning",
        gettext_lazy("Evidence that cannot tell benefit from harm is hardly of high certainty."),
        "Guyatt GH et al., 2011, GRADE guidelines 6, J Clin Epidemiol 64:1283",
        high_across_no_effect,
    ),
    Rule(
        "bias-not-lowered",
        "warning",
        gettext_lazy(
            "With most weight from studies at high risk of bias the domain is lowered, or it is "
            "said why not."
        ),
        "Schünemann HJ et al., 2011, Cochrane Handbook 5.1, table 12.2.d",
        bias_not_lowered,
    ),
    Rule(
        "funnel-below-ten",
        "warning",
        gettext_lazy("Tests for funnel plot asymmetry need ten studies."),
        "Sterne JAC et al., 2011, BMJ 343:d4002",
        funnel_below_ten,
    ),
)
