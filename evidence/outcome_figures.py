"""The figures of a body of evidence: which it has, and each of them drawn in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from evidence.effects import ACCURACY_COLUMNS, COLUMNS
from evidence.figure_labels import figure_labels
from evidence.models import StudyResult
from evidence.plots.figure import Figure
from evidence.profile import BodyChain, OutcomeChain
from evidence.risk_of_bias import QUADAS_DOMAINS
from evidence.synthesis.tau2 import DidNotConverge
from guideline.models import Outcome
from guideline.text import localized
from guideline.words import words

if TYPE_CHECKING:
    from evidence.plots.bias_columns import RiskOfBias
    from evidence.plots.labels import Labels
    from evidence.plots.paired_forest import Accuracy
    from evidence.synthesis.leave_one_out import LeaveOneOut
    from evidence.synthesis.meta_regression import MetaRegression
    from evidence.synthesis.subgroups import Subgroups
    from evidence.synthesis.trim_and_fill import TrimAndFill

# Fewer studies than these show nothing in a funnel (Sterne JAC et al. BMJ 2011;343:d4002), or when
# one is left out.
FOR_A_FUNNEL = 10
FOR_LEAVING_OUT = 3


def kinds_of(body: BodyChain) -> tuple[str, ...]:
    """The figures that a body of evidence has, the main one first."""
    if body.accuracy is not None:
        return ("accuracy", "sroc") if len(body.results) > 1 else ("accuracy",)
    if body.pooled is None:
        return ()
    further = ["leave-one-out"] if body.pooled.k >= FOR_LEAVING_OUT else []
    further += ["cumulative"] if further and years_of(body) else []
    further += ["funnel"] if body.pooled.k >= FOR_A_FUNNEL else []
    return ("forest", *further)


class NotDrawn(ValueError):
    """What a figure would show cannot be computed; says why in words."""


def figure_of(body: BodyChain, kind: str) -> Figure:
    """One of the figures in `kinds_of`; KeyError for any other, NotDrawn where it comes to no end."""
    try:
        return _DRAWN[kind](body)
    except DidNotConverge as error:
        raise NotDrawn(_("The computation came to no end with these results.")) from error


def _forest(body: BodyChain) -> Figure:
    from evidence.plots.forest import forest  # slow import: numpy
    from evidence.synthesis.spread import spread

    return forest(
        body.pooled,
        key=_key(body, "forest"),
        title=_("{outcome}: forest plot").format(outcome=body.outcome),
        columns=_columns(body),
        prediction=spread(body.pooled).prediction_t_k2,
        risk_of_bias=_risk_of_bias(body),
        favours=body.outcome.favours,
        labels=_labels(body),
    )


def forest_in_subgroups(
    body: BodyChain, found: "Subgroups", groups: Sequence[str], by: str
) -> Figure:
    """The forest plot of a body in the subgroups that `groups` (k,) names; `by` is what they differ in."""
    from evidence.plots.forest import forest  # slow import: numpy
    from evidence.synthesis.spread import spread

    title = _("{outcome}: forest plot by {what}").format(outcome=body.outcome, what=by.lower())
    return forest(
        found,
        key=f"{_key(body, 'forest')}-{slugify(by, allow_unicode=True)}",
        title=title,
        columns=_columns(body),
        subgroup=groups,
        prediction=spread(found.overall).prediction_t_k2,
        risk_of_bias=_risk_of_bias(body),
        favours=body.outcome.favours,
        labels=_labels(body),
    )


def _accuracy(body: BodyChain) -> Figure:
    from evidence.plots.paired_forest import paired_forest  # slow import: numpy

    return paired_forest(
        [_test(body)],
        key=_key(body, "accuracy"),
        title=_("{outcome}: study by study").format(outcome=body.outcome),
        risk_of_bias=_risk_of_bias(body),
        labels=_labels(body),
    )


def _sroc(body: BodyChain) -> Figure:
    from evidence.plots.sroc import sroc  # slow import: numpy

    title = _("{outcome}: summary ROC plot").format(outcome=body.outcome)
    tests = [_test(each) for each in (body, *_compared_with(body))]
    return sroc(tests, key=_key(body, "sroc"), title=title, labels=_labels(body))


def _funnel(body: BodyChain) -> Figure:
    from evidence.plots.funnel import funnel  # slow import: numpy

    title = _("{outcome}: funnel plot").format(outcome=body.outcome)
    return funnel(
        body.pooled, key=_key(body, "funnel"), title=title, contours=True, labels=_labels(body)
    )


def funnel_filled(body: BodyChain, filled: "TrimAndFill") -> Figure:
    """The funnel plot with the studies that trim and fill adds."""
    from evidence.plots.funnel import funnel  # slow import: numpy

    title = _("{outcome}: funnel plot with what trim and fill adds").format(outcome=body.outcome)
    key = f"{_key(body, 'funnel')}-filled"
    return funnel(body.pooled, key=key, title=title, filled=filled, labels=_labels(body))


def effect_by_year(body: BodyChain, fitted: "MetaRegression") -> Figure:
    """The bubble plot of the effects by the years of the studies."""
    from evidence.plots.bubble import bubble  # slow import: numpy

    return bubble(
        body.pooled,
        years_of(body),
        fitted,
        name=_("Year"),
        whole=True,
        key=_key(body, "bubble"),
        title=_("{outcome}: effect by year of the study").format(outcome=body.outcome),
        labels=_labels(body),
    )


def _leave_one_out(body: BodyChain) -> Figure:
    from evidence.synthesis.leave_one_out import leave_one_out  # slow import: numpy

    return without_each_study(body, leave_one_out(body.pooled))


def without_each_study(body: BodyChain, without: "LeaveOneOut") -> Figure:
    """The pooled effect without each study, which was computed already."""
    from evidence.plots.series import leave_one_out_plot  # slow import: numpy

    title = _("{outcome}: without each study in turn").format(outcome=body.outcome)
    key = _key(body, "leave-one-out")
    return leave_one_out_plot(body.pooled, without, key=key, title=title, labels=_labels(body))


def _cumulative(body: BodyChain) -> Figure:
    from evidence.plots.series import cumulative_plot  # slow import: numpy
    from evidence.synthesis.cumulative import cumulative

    title = _("{outcome}: as the studies came in").format(outcome=body.outcome)
    chosen = body.pooled.recipe
    added = cumulative(
        _columns(body),
        years_of(body),
        measure=chosen.measure,
        method=chosen.method,
        model=chosen.model,
        tau2=chosen.tau2 or "dl",
        ci=chosen.ci,
        profile=chosen.profile,
        level=chosen.level,
        labels=body.labels,
    )
    key = _key(body, "cumulative")
    return cumulative_plot(body.pooled, added, key=key, title=title, labels=_labels(body))


_DRAWN: Mapping[str, Callable[[BodyChain], Figure]] = {
    "forest": _forest,
    "accuracy": _accuracy,
    "sroc": _sroc,
    "funnel": _funnel,
    "leave-one-out": _leave_one_out,
    "cumulative": _cumulative,
}


def _key(body: BodyChain, kind: str) -> str:
    """Unique on a page with all outcomes and bodies of a question."""
    return f"{kind}-{body.outcome.ref}-{body.body.pk}"


def _labels(body: BodyChain) -> "Labels":
    question = body.outcome.question
    return figure_labels(localized(question.intervention), localized(question.comparator))


def years_of(body: BodyChain) -> list[float]:
    """When each study appeared; nothing where that is not known of all."""
    years = [row.study.year for row in body.results]
    return [float(year) for year in years if year] if all(years) else []


def _columns(body: BodyChain) -> dict[str, list[float]]:
    """What was pooled, as `evidence.effects` hands it on."""
    columns = {name: [row[name] for row in body.rows] for name in COLUMNS[body.outcome.type]}
    sides = ("total_1", "total_2")
    if all(row.get(name) is not None for row in body.rows for name in sides):
        columns |= {name: [row[name] for row in body.rows] for name in sides}
    return columns


# --- Accuracy ------------------------------------------------------------------------------------


def _test(body: BodyChain) -> "Accuracy":
    from evidence.plots.paired_forest import Accuracy  # slow import: numpy
    from evidence.synthesis import accuracy

    counts = {name: [row[name] for row in body.rows] for name in ACCURACY_COLUMNS}
    rows = accuracy.rows(*counts.values(), labels=body.labels)
    return Accuracy(_test_name(body), counts, rows, body.accuracy_fit)


def _compared_with(body: BodyChain) -> list[BodyChain]:
    """The comparator test, to be drawn beside the index test where both count the same thing."""
    outcome = body.outcome
    if outcome.test != "index":
        return []
    others = [
        each
        for each in outcome.question.outcomes.all()
        if (each.type, each.test, each.unit) == ("diagnostic", "comparator", outcome.unit)
    ]
    chains = [OutcomeChain(each, _bodies(each)).primary for each in others]
    return [chain for chain in chains[:1] if chain is not None and chain.results]


def _bodies(outcome: Outcome) -> tuple[BodyChain, ...]:
    return tuple(BodyChain(body, outcome) for body in outcome.bodies.all())


def _test_name(body: BodyChain) -> str:
    question = body.outcome.question
    name = {"index": question.index_test, "comparator": question.comparator_test}
    return localized(name.get(body.outcome.test, "")) or str(body.outcome)


# --- Risk of bias --------------------------------------------------------------------------------


def _risk_of_bias(body: BodyChain) -> "RiskOfBias | None":
    """By domain where every study was judged so, else overall; None where nobody judged."""
    from evidence.plots.bias_columns import RiskOfBias  # slow import: numpy

    judged = [row.study.risk_of_bias or {} for row in body.results]
    if body.outcome.type == "diagnostic" and any(_by_domain(each) for each in judged):
        domains = tuple(words(name).capitalize() for name in QUADAS_DOMAINS)
        rows = tuple(tuple(each.get(name, "") for name in QUADAS_DOMAINS) for each in judged)
        return RiskOfBias(domains, rows)
    overall = tuple((_overall(row),) for row in body.results)
    return RiskOfBias((_("Overall"),), overall) if any(word for (word,) in overall) else None


def _by_domain(judged: Mapping[str, Any]) -> bool:
    return any(name in judged for name in QUADAS_DOMAINS)


def _overall(row: StudyResult) -> str:
    """Of this result, else of its study."""
    return row.risk_of_bias or (row.study.risk_of_bias or {}).get("overall") or ""
