"""Rules on effects as a source reports them: what is printed cannot all be true, or is not all there."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.text import localized
from publication.checks.arithmetic.intervals import (
    Interval,
    contradicts_p,
    estimate_is_outside,
    unit_of,
)
from publication.checks.arithmetic.printed import not_printed, printed_effect
from publication.checks.finding import Found, Rule
from publication.checks.material import RATIOS, Held, Material, reported_effect

# A text may leave P out; where it gives one, it is that one.
_P = re.compile(r"\bP\b", re.IGNORECASE)


def interval_contradicts_p(material: Material) -> Iterator[Found]:
    """An interval that contradicts its own P value, as stored or as printed."""
    for held, reported in _reported(material):
        effect, p = reported_effect(reported), reported.get("p")
        sign = reported.get("p_comparison") or "="
        if effect and p is not None and contradicts_p(effect.interval, p, sign, unit_of(p)):
            yield held.words, _contradiction(effect.interval, f"{sign} {p:g}", "")
            continue
        printed = printed_effect(localized(reported.get("printed")))
        if printed is None or printed.p is None:
            continue
        interval = _as_interval(printed, reported)
        if contradicts_p(interval, float(printed.p), printed.comparison, unit_of(printed.p)):
            percent = " %" if printed.is_percent else ""
            said = f"{printed.comparison} {printed.p}"
            yield held.words, _contradiction(interval, said, percent, printed=True)


def estimate_outside_interval(material: Material) -> Iterator[Found]:
    """An estimate outside its own interval, as stored or as printed."""
    for held, reported in _reported(material):
        effect = reported_effect(reported)
        figures = None
        if effect and effect.estimate is not None:
            figures = effect.estimate, effect.interval.low, effect.interval.high
        if figures is None or not estimate_is_outside(*figures, unit_of(*figures)):
            figures = _printed_figures(reported)
        if figures and estimate_is_outside(*figures, unit_of(*figures)):
            yield (
                held.words,
                _(
                    "The estimate of {estimate:g} lies outside its interval, {low:g} to {high:g}."
                ).format(estimate=figures[0], low=figures[1], high=figures[2]),
            )


def stored_not_as_printed(material: Material) -> Iterator[Found]:
    """Figures that are not those of the text that was copied, with no correction named."""
    for held, reported in _reported(material):
        printed = localized(reported.get("printed"))
        if not printed or reported.get("correction"):
            continue
        stored = [reported.get(key) for key in ("estimate", "risk_1", "risk_2")]
        if _P.search(printed):
            stored.append(reported.get("p"))
        stored += [*(reported.get("ci") or []), *(reported.get("range") or [])]
        missing = not_printed([value for value in stored if value is not None], printed)
        if missing:
            yield (
                held.words,
                _(
                    "Stored is {missing}, which “{printed}” does not say; no correction is named."
                ).format(missing=", ".join(f"{value:g}" for value in missing), printed=printed),
            )


def ratio_without_event(material: Material) -> Iterator[Found]:
    """A ratio of which nobody says what is counted, nor which way is better."""
    for held, reported in _reported(material):
        named = localized(reported.get("event")).strip() or held.outcome.outcome.favours
        if reported.get("measure") in RATIOS and not named:
            yield (
                held.words,
                _(
                    "{measure} {estimate} is reported without the event that it counts, so that "
                    "nobody can tell which way it points."
                ).format(measure=reported["measure"], estimate=reported.get("estimate", "")),
            )


def _reported(material: Material) -> Iterator[tuple[Held, Mapping[str, Any]]]:
    for held in material.held:
        if held.body.body.reported:
            yield held, held.body.body.reported


def _as_interval(printed, reported: Mapping[str, Any]) -> Interval:
    is_ratio = reported.get("measure") in RATIOS and not printed.is_percent
    return Interval(
        float(printed.low),
        float(printed.high),
        1.0 if is_ratio else 0.0,
        unit_of(printed.low, printed.high),
    )


def _printed_figures(reported: Mapping[str, Any]) -> tuple[float, float, float] | None:
    printed = printed_effect(localized(reported.get("printed")))
    if printed is None or printed.estimate is None:
        return None
    return float(printed.estimate), float(printed.low), float(printed.high)


def _contradiction(interval: Interval, p: str, unit: str, *, printed: bool = False) -> str:
    says = (
        _("spans no effect ({null:g}), so that P is over 0.05")
        if interval.spans_null
        else _("leaves no effect ({null:g}) out, so that P is below 0.05")
    ).format(null=interval.null)
    text = (
        _("The interval is printed as {low:g} to {high:g}{unit} with P {p}: it {says}.")
        if printed
        else _("The interval from {low:g} to {high:g}{unit} stands with P {p}: it {says}.")
    )
    return text.format(low=interval.low, high=interval.high, unit=unit, p=p, says=says)


RULES = (
    Rule(
        "interval-contradicts-p",
        "error",
        gettext_lazy("A 95 % interval leaves no effect out exactly when P is below 0.05."),
        "Altman DG and Bland JM, 2011, BMJ 343:d2090",
        interval_contradicts_p,
    ),
    Rule(
        "estimate-outside-interval",
        "error",
        gettext_lazy("An estimate lies within its own interval."),
        "Altman DG and Bland JM, 2011, BMJ 343:d2090",
        estimate_outside_interval,
    ),
    Rule(
        "stored-not-as-printed",
        "warning",
        gettext_lazy("A figure is as its source prints it, or the correction is named."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 19",
        stored_not_as_printed,
    ),
    Rule(
        "ratio-without-event",
        "warning",
        gettext_lazy("A ratio names the event that it counts."),
        "Page MJ et al., 2021, PRISMA 2020, BMJ 372:n71, item 12",
        ratio_without_event,
    ),
)
