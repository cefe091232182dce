"""The pooled accuracy of a test, what stood in the way of a fuller model, and comparisons, as people read them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evidence.plots.wording import rounded
from evidence.pooled_accuracy import AccuracyProblem
from evidence.problems import column_name
from evidence.profile import BodyChain

if TYPE_CHECKING:
    from evidence.synthesis.accuracy_fallback import Attempt
    from evidence.synthesis.accuracy_fit import AccuracyFit
    from evidence.synthesis.accuracy_summary import Estimate

SIDES = {"sens": _("sensitivity"), "spec": _("specificity")}
# Words of `evidence.synthesis.accuracy_fallback.ORDER`, short for a sentence and whole for a line.
SHORT = {
    "bivariate": _("bivariate"),
    "uncorrelated": _("random effects without correlation"),
    "univariate": _("random effects on one side"),
    "fixed": _("counts added up"),
    "single-study": _("one study"),
    "not-estimable": _("not estimable"),
}
MODELS = {
    "bivariate": _("bivariate random-effects model"),
    "uncorrelated": _("random effects on both sides, without their correlation"),
    "univariate": _("random effects on one side only"),
    "fixed": _("counts added up, without random effects"),
    "single-study": _("one study, nothing to pool"),
    "not-estimable": _("no model has an estimate"),
}
# Why a model was left; codes of Attempt, those of one side without it.
REASONS = {
    "fewer-than-four-studies": _("fewer than four studies tell nothing of a correlation"),
    "correlation-at-limit": _("the correlation went to its limit of −1 or 1"),
    "no-spread": _("the studies do not differ by more than chance"),
    "endless-spread": _("studies are all or nothing, so their variance has no end"),
    "not-converged": _("the fit did not converge"),
}
SIDE_REASONS = {
    "all-or-none": _("all counts are on one side, so the logit has no end"),
    "one-study": _("one study alone counted it"),
    "no-studies": _("no study counted it"),
    "no-spread": REASONS["no-spread"],
    "endless-spread": REASONS["endless-spread"],
    "not-converged": REASONS["not-converged"],
}
_PROBLEMS = {
    "not-a-number": _("{study}: {column} is missing or no number."),
    "negative": _("{study}: {column} is below zero."),
    "unknown-option": _("Sensitivity and specificity are pooled by the bivariate model only."),
    "not-converged": _("No model of sensitivity and specificity converged."),
}
UNITS = {"patient": _("patients"), "lesion": _("lesions"), "segment": _("segments")}
# Codes of `evidence.synthesis.comparing`.
ASSUMPTIONS = {
    "same-spread-for-both-tests": _("Both tests are taken to vary equally between studies."),
    "pairing-ignored": _(
        "Each row stands for itself: that some studies did both tests counts for nothing."
    ),
    "study-effects-shared-by-tests": _(
        "A study that finds more with one test finds more with the other to the same degree."
    ),
    "no-correlation": _("Sensitivity and specificity vary independently between studies."),
}
PAIRINGS = {
    "independent": _("Rows taken as independent"),
    "shared": _("Rows of a study share its effects"),
}


def pooled_accuracy_in_words(body: BodyChain) -> str:
    """`Pooled (bivariate, 12 rows): sensitivity 0.93 (0.87 to 0.96), specificity 0.92 (…)`."""
    fit = body.accuracy_fit
    if fit is None:
        return problem_in_words(body.accuracy_problem) if body.accuracy_problem else ""
    if fit.sens is None and fit.spec is None:
        return translate("Not pooled: no model of sensitivity and specificity has an estimate.")
    said = ", ".join(
        f"{name} {estimate_or_not(side)}"
        for name, side in zip(SIDES.values(), (fit.sens, fit.spec), strict=True)
    )
    return translate("Pooled ({model}, {rows}): {accuracy}").format(
        model=SHORT[fit.model], rows=_rows(body, fit.k), accuracy=said
    )


def _rows(body: BodyChain, k: int) -> str:
    if repeated_studies(body):
        return ngettext("{n} row", "{n} rows", k).format(n=k)
    return ngettext("{n} study", "{n} studies", k).format(n=k)


def repeated_studies(body: BodyChain) -> list[str]:
    """The studies with several rows, which the model takes for studies of their own."""
    studies = [row.study for row in body.results]
    return [str(each) for each in dict.fromkeys(studies) if studies.count(each) > 1]


def estimate_or_not(
    estimate: "Estimate | None", show: Callable[[float], str] = rounded, times: float = 1
) -> str:
    """`0.93 (0.87 to 0.96)`, or that it cannot be estimated."""
    if estimate is None:
        return translate("not estimable")
    value, low, high = (
        show(times * each) for each in (estimate.value, estimate.lower, estimate.upper)
    )
    return translate("{value} ({low} to {high})").format(value=value, low=low, high=high)


def model_in_words(fit: "AccuracyFit") -> str:
    """`bivariate random-effects model, exact binomial likelihood, quadrature with 15 points a side`."""
    likelihood = translate(
        "exact binomial likelihood, adaptive quadrature with {n} points a side"
    ).format(n=fit.recipe.points)
    if fit.recipe.likelihood == "normal":
        likelihood = translate("normal approximation")
    return f"{MODELS[fit.model]}, {likelihood}"


def steps_in_words(fit: "AccuracyFit") -> list[str]:
    """Each model that was left, the fullest first, with the reason."""
    return [
        f"{MODELS[each.model]}: {_reason(each)}" for each in fit.attempts if each.outcome != "used"
    ]


def _reason(attempt: "Attempt") -> str:
    side, _dash, why = attempt.outcome.partition("-")
    if side in SIDES:
        return f"{SIDES[side]}: {SIDE_REASONS[why]}"
    return str(REASONS[attempt.outcome])


def problem_in_words(problem: AccuracyProblem) -> str:
    """Why nothing could be fitted."""
    column = column_name(problem.column) if problem.code in ("not-a-number", "negative") else ""
    return str(_PROBLEMS[problem.code]).format(study=problem.study, column=column)


def unit_in_words(unit: str) -> str:
    """What is counted, in the plural."""
    return str(UNITS[unit]) if unit in UNITS else translate("people")
