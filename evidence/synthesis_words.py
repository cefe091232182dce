"""The options of a synthesis, what does not go together, and pooled figures, as people read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evidence.plots.wording import figure as digits
from evidence.plots.wording import rounded
from evidence.pooling_record import InputChange
from evidence.problems import column_name

OPTIONS = {
    "measure": {
        "RR": _("risk ratio"),
        "OR": _("odds ratio"),
        "RD": _("risk difference"),
        "PETO": _("Peto odds ratio"),
        "MD": _("mean difference"),
        "SMD": _("standardised mean difference"),
        "HR": _("hazard ratio"),
        "GIV": _("effect as given"),
        "DTA": _("sensitivity and specificity"),
    },
    "method": {
        "mh": _("Mantel-Haenszel"),
        "iv": _("inverse variance"),
        "peto": _("Peto"),
        "bivariate": _("bivariate model"),
    },
    "model": {"random": _("random effects"), "fixed": _("fixed effect")},
    "tau2": {
        "dl": _("DerSimonian-Laird"),
        "reml": _("restricted maximum likelihood (REML)"),
        "pm": _("Paule-Mandel"),
        "ml": _("maximum likelihood"),
    },
    "ci": {
        "wald": _("Wald"),
        "hksj": _("Hartung-Knapp-Sidik-Jonkman"),
        "hksj_adhoc": _("Hartung-Knapp, never narrower than Wald"),
    },
    "profile": {
        "revman5": _("Q as RevMan 5 takes it"),
        "general": _("Q about inverse variance"),
        "metafor": _("Q and SMD as metafor"),
    },
}
NAMES = {
    "measure": _("Measure"),
    "method": _("Method"),
    "model": _("Model"),
    "tau2": _("τ² estimated by"),
    "ci": _("Confidence interval"),
    "profile": _("Heterogeneity"),
}
_MISFITS = {
    "not-pooled": _("Results of this kind of outcome are not pooled so."),
    "mantel-haenszel-measure": _(
        "Mantel-Haenszel pools risk ratios, odds ratios and risk differences only."
    ),
    "peto-measure": _("Peto's method pools the Peto odds ratio only: choose it as the measure."),
    "peto-model": _("Peto's method has the fixed-effect model only."),
    "interval-model": _("This confidence interval needs the random-effects model."),
}


def option(key: str, word: str) -> str:
    """A word of a choice, such as `mh`, as people read it; the word itself where it has no other."""
    return str(OPTIONS.get(key, {}).get(word, word))


def choice_in_words(chosen: Mapping[str, Any]) -> str:
    """`risk ratio, Mantel-Haenszel, random effects, DerSimonian-Laird, Wald`."""
    said = ("measure", "method", "model", "tau2", "ci")
    return ", ".join(option(key, chosen[key]) for key in said if chosen.get(key))


def misfit(code: str) -> str:
    """What does not go together in a choice."""
    if code in _MISFITS:
        return str(_MISFITS[code])
    key = code.removeprefix("unknown-")
    return translate("{option}: this is not on offer for this kind of outcome.").format(
        option=NAMES[key]
    )


def effect_in_words(block: Mapping[str, Any], measure: str) -> str:
    """`RR 0.74 (0.55 to 0.99), 3 studies` from the figures of a result."""
    if "sens" in block:
        return _accuracy_in_words(block)
    if block.get("est_natural") is None:
        return translate("nothing pooled")
    shown = estimate_in_words(block["est_natural"], block["ci_natural"])
    studies = ngettext("{n} study", "{n} studies", block["k"]).format(n=block["k"])
    return f"{measure} {shown}, {studies}"


def change_in_words(changed: InputChange) -> str:
    """`Author 2001, events, intervention: 4 → 5`, or that a row came or went."""
    if changed.column:
        before, after = ("–" if v is None else v for v in (changed.before, changed.after))
        return f"{changed.study}, {column_name(changed.column)}: {before} → {after}"
    sentence = translate("{study}: added") if changed.came else translate("{study}: left out")
    return sentence.format(study=changed.study)


def _accuracy_in_words(block: Mapping[str, Any]) -> str:
    sides = {"sens": translate("sensitivity"), "spec": translate("specificity")}
    said = [f"{name} {_with_limits(block[side])}" for side, name in sides.items() if block[side]]
    return ", ".join(said) or translate("nothing pooled")


def _with_limits(estimate: Mapping[str, float]) -> str:
    return estimate_in_words(estimate["value"], (estimate["lower"], estimate["upper"]))


def estimate_in_words(value: float | None, limits: Sequence[float | None] | None) -> str:
    """`0.74 (0.55 to 0.99)`; a dash where there is none, ∞ for a limit past the largest number."""
    if value is None:
        return "–"
    if limits is None:
        return rounded(value)
    low, high = (_limit(limits[0]), _limit(limits[1]))
    return translate("{value} ({low} to {high})").format(value=rounded(value), low=low, high=high)


def interval_in_words(limits: Sequence[float | None] | None) -> str:
    """`0.55 to 0.99`, or a dash."""
    if limits is None:
        return "–"
    return translate("{low} to {high}").format(low=_limit(limits[0]), high=_limit(limits[1]))


def figure_in_words(value: float | None) -> str:
    """A variance or a statistic, or a dash."""
    return "–" if value is None else digits(value)


def p_in_words(p: float | None) -> str:
    """`0.03`, `< 0.001`, or a dash."""
    if p is None:
        return "–"
    return "< 0.001" if p < 0.001 else rounded(p, 3 if p < 0.0095 else 2)


def _limit(value: float | None) -> str:
    return "∞" if value is None else rounded(value)
