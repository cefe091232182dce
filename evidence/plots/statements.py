"""What stands under a forest plot: heterogeneity, the tests, and the figure in a few sentences."""

from __future__ import annotations

from ..synthesis.analysis import Pooled
from ..synthesis.heterogeneity import Heterogeneity
from .labels import Labels
from .wording import estimate, figure, p_value, rounded

# Fewer decimals than this hide a small difference of risks or means.
_DECIMALS = 2


def decimals_of(pooled: Pooled) -> int:
    """How many decimals the effects need: two, or more for differences that are all small."""
    if pooled.scale == "log":
        return _DECIMALS
    counted, studies = pooled.studies.estimable, pooled.studies
    limits = (*studies.ci_lower[counted], *studies.ci_upper[counted])
    largest = max((abs(float(value)) for value in limits), default=0.0)
    if largest == 0 or largest >= 0.1:
        return _DECIMALS
    return 3 if largest >= 0.01 else 4


def level_of(pooled: Pooled) -> str:
    """The level of the intervals in percent: `95`."""
    return f"{100 * pooled.recipe.level:g}"


def measure_of(pooled: Pooled, labels: Labels) -> str:
    """The measure in words."""
    return labels.measures.get(pooled.recipe.measure, pooled.recipe.measure)


def method_of(pooled: Pooled, labels: Labels) -> str:
    """`M-H, random, 95 % CI`."""
    chosen = pooled.recipe
    return labels.method.format(
        method=labels.methods[chosen.method],
        model=labels.models[chosen.model],
        level=level_of(pooled),
    )


def effect_of(pooled: Pooled, labels: Labels, decimals: int) -> str:
    """The pooled effect with its interval, or that there is none."""
    if pooled.natural is None or pooled.ci_natural is None:
        return labels.not_estimable
    return estimate(pooled.natural, *pooled.ci_natural, decimals)


def heterogeneity(pooled: Pooled, labels: Labels) -> str:
    """τ², χ², its degrees of freedom and P, I²."""
    if pooled.q is None or pooled.q_p is None or pooled.i2 is None:
        return labels.no_heterogeneity
    tau2 = "" if pooled.tau2 is None else labels.tau2.format(tau2=figure(pooled.tau2))
    return labels.heterogeneity.format(
        tau2=tau2,
        q=rounded(pooled.q),
        df=pooled.q_df,
        p=p_value(pooled.q_p),
        i2=rounded(pooled.i2, 0),
    )


def overall_test(pooled: Pooled, labels: Labels) -> str:
    """The test of the pooled effect against none; empty where there is no such test."""
    if pooled.statistic is None or pooled.p is None:
        return ""
    value = rounded(abs(pooled.statistic))
    statistic = f"Z = {value}" if pooled.df is None else f"t = {value}, df = {pooled.df}"
    return labels.overall_test.format(statistic=statistic, p=p_value(pooled.p))


def subgroup_test(test: Heterogeneity | None, labels: Labels) -> str:
    """Whether the subgroups differ; empty where only one has an effect."""
    if test is None or test.p is None or test.i2 is None:
        return ""
    return labels.subgroup_test.format(
        q=rounded(test.q), df=test.df, p=p_value(test.p), i2=rounded(test.i2, 0)
    )


def description(pooled: Pooled, groups: dict[str, Pooled], labels: Labels, decimals: int) -> str:
    """The figure in sentences, for those who do not see it."""
    if pooled.natural is None:
        return labels.describe_nothing.format(studies=pooled.n_studies)
    sentences = [
        labels.describe_pooled.format(
            studies=pooled.n_studies,
            k=pooled.k,
            measure=measure_of(pooled, labels),
            method=method_of(pooled, labels),
            effect=effect_of(pooled, labels, decimals),
        )
    ]
    if pooled.i2 is not None:
        sentences.append(labels.describe_heterogeneity.format(i2=rounded(pooled.i2, 0)))
    if groups:
        each = (f"{name} {effect_of(p, labels, decimals)}" for name, p in groups.items())
        sentences.append(labels.describe_subgroups.format(subgroups="; ".join(each)))
    return " ".join(sentences)
