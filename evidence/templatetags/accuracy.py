"""The pooled accuracy of a test and the comparison of two, as text for tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from evidence.accuracy_words import (
    ASSUMPTIONS,
    PAIRINGS,
    SIDES,
    estimate_or_not,
    model_in_words,
    pooled_accuracy_in_words,
    problem_in_words,
    repeated_studies,
    steps_in_words,
    unit_in_words,
)
from evidence.plots.wording import figure, rounded, tick
from evidence.pooled_accuracy import AccuracyProblem
from evidence.profile import BodyChain, OutcomeChain
from evidence.synthesis_words import p_in_words
from evidence.two_tests import TwoTests, tests_of

if TYPE_CHECKING:
    from evidence.synthesis.accuracy_fit import AccuracyFit
    from evidence.synthesis.comparing import Comparison, Contrast
    from evidence.synthesis.consequences import Consequences

register = template.Library()
Line = tuple[str, str]
# A difference with a P value below this is called one, as everywhere.
DIFFERENT = 0.05


@dataclass(frozen=True)
class PerThousand:
    """Results per 1000 at one prevalence."""

    prevalence: str
    tp: str
    fn: str
    fp: str
    tn: str


@dataclass(frozen=True)
class ShownAccuracy:
    """The pooled accuracy of a test as lines of a table, and how it was come by."""

    summary: list[Line]
    spread: list[Line]
    model: str
    steps: list[str]
    repeated: str
    left_out: str
    per_thousand: list[PerThousand]
    unit: str


@dataclass(frozen=True)
class ShownComparison:
    """Two tests compared under one assumption on studies that did both."""

    heading: str
    lines: list[tuple[str, str, str, str, str]]
    p: str
    loglik: str
    assumptions: list[str]
    problem: str = ""


@dataclass(frozen=True)
class ShownTests:
    """Two tests with each way to compare them, and what these disagree about."""

    index: str
    comparator: str
    in_both: str
    ways: list[ShownComparison]
    at_odds: list[str]


@register.filter
def pooled_accuracy(body: BodyChain) -> str:
    """Pooled sensitivity and specificity as one sentence; empty where there are none."""
    return pooled_accuracy_in_words(body)


@register.filter
def in_words(problem: AccuracyProblem) -> str:
    """Why sensitivity and specificity cannot be pooled."""
    return problem_in_words(problem)


@register.simple_tag
def accuracy_of(body: BodyChain) -> ShownAccuracy | None:
    """What is pooled of a test, None where nothing is."""
    fit = body.accuracy_fit
    if fit is None:
        return None
    prevalences = body.outcome.prevalence
    return ShownAccuracy(
        summary=_summary(fit),
        spread=_spread(fit),
        model=model_in_words(fit),
        steps=steps_in_words(fit),
        repeated=", ".join(repeated_studies(body)),
        left_out=", ".join(fit.left_out),
        per_thousand=[_per_thousand(each) for each in fit.at_prevalences(prevalences)],
        unit=unit_in_words(body.outcome.unit),
    )


def _summary(fit: "AccuracyFit") -> list[Line]:
    lines = [
        (_("Sensitivity"), estimate_or_not(fit.sens)),
        (_("Specificity"), estimate_or_not(fit.spec)),
    ]
    if fit.ratios:
        lines += [
            (_("Positive likelihood ratio"), estimate_or_not(fit.ratios.lr_pos, figure)),
            (_("Negative likelihood ratio"), estimate_or_not(fit.ratios.lr_neg, figure)),
            (_("Diagnostic odds ratio"), estimate_or_not(fit.ratios.dor, figure)),
        ]
    if fit.auc is not None:
        lines.append((_("Area under the summary curve"), rounded(fit.auc)))
    return lines


def _spread(fit: "AccuracyFit") -> list[Line]:
    if fit.between is None:
        return []
    of_sens, of_spec = (float(fit.between[side, side]) for side in (0, 1))
    lines = [
        (_("Variance of logit sensitivity between studies"), figure(of_sens)),
        (_("Variance of logit specificity between studies"), figure(of_spec)),
    ]
    if fit.model == "bivariate" and fit.corr_logits is not None:
        lines.append((_("Their correlation"), rounded(fit.corr_logits)))
    return lines


def _per_thousand(each: "Consequences") -> PerThousand:
    cells = (estimate_or_not(cell, _whole) for cell in (each.tp, each.fn, each.fp, each.tn))
    return PerThousand(f"{tick(100 * each.prevalence)} %", *cells)


def _whole(value: float) -> str:
    return rounded(value, 0)


# --- Two tests -----------------------------------------------------------------------------------


@register.simple_tag
def two_tests(outcomes: Sequence[tuple[OutcomeChain, object]]) -> list[ShownTests]:
    """The tests of a question that can be compared, from the outcomes of its page."""
    return [_shown(tests) for tests in tests_of([each for each, _bodies in outcomes])]


def _shown(tests: TwoTests) -> ShownTests:
    found = {pairing: tests.compared(pairing) for pairing in tests.pairings}
    return ShownTests(
        index=str(tests.index.outcome),
        comparator=str(tests.comparator.outcome),
        in_both=", ".join(tests.in_both),
        ways=[_way(pairing, each) for pairing, each in found.items()],
        at_odds=_at_odds([each for each in found.values() if _is_made(each)]),
    )


def _is_made(found: "Comparison | AccuracyProblem") -> bool:
    return not isinstance(found, AccuracyProblem) and not found.reason


def _way(pairing: str, found: "Comparison | AccuracyProblem") -> ShownComparison:
    heading = str(PAIRINGS[pairing])
    if isinstance(found, AccuracyProblem):
        return ShownComparison(heading, [], "", "", [], problem_in_words(found))
    assumptions = [str(ASSUMPTIONS[each]) for each in found.assumptions]
    if found.reason:
        return ShownComparison(heading, [], "", "", assumptions, _not_compared(found.reason))
    lines = [
        _line(str(name), side)
        for name, side in zip(SIDES.values(), (found.sens, found.spec), strict=True)
    ]
    return ShownComparison(
        heading,
        lines,
        p_in_words(found.p_wald if found.p_lr is None else found.p_lr),
        rounded(found.fit.loglik, 1),
        assumptions,
    )


def _line(name: str, side: "Contrast") -> tuple[str, str, str, str, str]:
    return (
        name,
        estimate_or_not(side.second),
        estimate_or_not(side.first),
        estimate_or_not(side.difference),
        p_in_words(_p(side)),
    )


def _p(side: "Contrast") -> float:
    """By the likelihood ratio; by Wald where the model without the difference has no top."""
    return side.p if side.p_lr is None else side.p_lr


def _at_odds(found: "list[Comparison]") -> list[str]:
    """The sides on which two ways lead to different conclusions."""
    return [
        str(name)
        for key, name in SIDES.items()
        if len({_conclusion(getattr(each, key)) for each in found}) > 1
    ]


def _conclusion(side: "Contrast") -> int:
    """−1 or 1 where the index test is worse or better, 0 where chance may explain it."""
    if _p(side) >= DIFFERENT:
        return 0
    return 1 if side.difference.value > 0 else -1


def _not_compared(reason: str) -> str:
    return {
        "fewer-than-two-studies": _("Not compared: a test has fewer than two rows."),
        "sens-all-or-none": _(
            "Not compared: a test found everybody or nobody with the condition, so the logit of sensitivity has no end."
        ),
        "spec-all-or-none": _(
            "Not compared: a test cleared everybody or nobody without the condition, so the logit of specificity has no end."
        ),
        "not-converged": _("Not compared: the fit did not converge."),
    }[reason]
