"""The effect of a body of evidence as a profile shows it: relative, and absolute at each baseline risk."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from evidence.absolute_rows import AS_MEASURED, absolute_at, difference_in_words
from evidence.grade.absolute import PER
from evidence.grade.absolute import Absolute as Risks
from evidence.plots.wording import figure, rounded
from evidence.profile import BodyChain
from evidence.profiles.patients import arm_of
from evidence.profiles.table import Absolute, Estimate
from evidence.profiles.words import localized
from evidence.synthesis_words import estimate_in_words

Limits = tuple[float, float]


def measure_of(body: BodyChain) -> str:
    """The measure of what is pooled or reported; empty where there is none."""
    if body.pooled is not None:
        return body.pooled.recipe.measure
    return (body.body.reported or {}).get("measure", "") if _is_reported(body) else ""


def relative_of(body: BodyChain) -> Estimate:
    """The effect as a ratio, or as given; nothing for a difference, which is absolute."""
    found = _effect(body)
    measure = measure_of(body)
    if found is None or (measure in ("RD", "MD", "SMD") and not _in_points(measure, found[0])):
        not_estimable = body.pooled is not None and body.pooled.natural is None
        return Estimate(_("not estimable")) if not_estimable else Estimate()
    value, limits = found
    shown = estimate_in_words(value, limits) if limits else rounded(value)
    name = _("effect") if measure == "GIV" else measure
    return Estimate(f"{name} {shown}", value, *_finite(limits))


def absolutes_of(body: BodyChain) -> tuple[Absolute, ...]:
    """What the effect comes to at each baseline risk, or in the outcome's own unit."""
    found = _effect(body)
    measure = measure_of(body)
    if found is not None and measure in ("MD", "SMD"):
        return (_in_unit(body, measure, *found),)
    if found is not None and _in_points(measure, found[0]):
        return ()
    if found is not None and found[1] is not None and measure in AS_MEASURED:
        return tuple(_at_baselines(body, AS_MEASURED[measure], found[0], found[1]))
    return tuple(_reported_risks(body.body.reported or {})) if _is_reported(body) else ()


def _in_points(measure: str, value: float) -> bool:
    """Whether a risk difference is beyond 1, so in other units than ours: shown as it is given."""
    return measure == "RD" and abs(value) > 1


def change_of(absolute: Absolute) -> float | None:
    """The change that the outcome's thresholds speak of; a standardised one has no unit of theirs."""
    return None if absolute.scale == "sd" else absolute.difference.value


def _effect(body: BodyChain) -> tuple[float, Limits | None] | None:
    """The estimate on its natural scale with its limits, pooled or as reported."""
    pooled = body.pooled
    if pooled is not None:
        return None if pooled.natural is None else (pooled.natural, pooled.ci_natural)
    reported = body.body.reported or {}
    if not _is_reported(body) or reported.get("estimate") is None or not reported.get("measure"):
        return None
    limits = reported.get("ci")
    return reported["estimate"], tuple(limits) if limits else None


def _is_reported(body: BodyChain) -> bool:
    return body.outcome.type == "reported" and bool(body.body.reported)


# --- Per 1000 ------------------------------------------------------------------------------------


def _at_baselines(
    body: BodyChain, measure: str, value: float, limits: Limits
) -> Iterator[Absolute]:
    baselines = body.outcome.baseline_risks or _of_the_arms(body)
    for baseline in baselines:
        if not baseline["risk"] and measure != "RD":
            continue  # a ratio of no risk says nothing of how many more there would be
        found = absolute_at(measure, value, limits, baseline["risk"])
        if found is not None:
            yield _risks(found, baseline)
    if not baselines and measure == "RD" and limits[0] <= value <= limits[1]:
        held = (min(max(each, -1.0), 1.0) for each in (value, *limits))
        yield Absolute("per-1000", _difference(*(PER * each for each in held)))


def _of_the_arms(body: BodyChain) -> list[Mapping[str, Any]]:
    """The comparator arms of the studies together, where nobody chose a baseline risk."""
    share = arm_of(body, 2).share
    return [] if share is None else [{"risk": share, "label": _("comparator arms of the studies")}]


def _risks(risks: Risks, baseline: Mapping[str, Any]) -> Absolute:
    limits = risks.comparator + risks.lower, risks.comparator + risks.upper
    return Absolute(
        scale="per-1000",
        difference=_difference(risks.difference, risks.lower, risks.upper),
        comparator=Estimate(_per_1000(risks.comparator), risks.comparator),
        intervention=Estimate(
            _("{value} per 1000 ({low} to {high})").format(
                value=rounded(risks.intervention, 0),
                low=rounded(limits[0], 0),
                high=rounded(limits[1], 0),
            ),
            risks.intervention,
            *limits,
        ),
        label=localized(baseline.get("label")),
        horizon=localized(baseline.get("horizon")),
        source=localized(baseline.get("source")),
    )


def _difference(value: float, lower: float, upper: float) -> Estimate:
    text = difference_in_words(Risks(0, 0, value, lower, upper, capped=False))
    return Estimate(text, value, lower, upper)


def _per_1000(value: float) -> str:
    return _("{value} per 1000").format(value=rounded(value, 0))


def _reported_risks(reported: Mapping[str, Any]) -> Iterator[Absolute]:
    """Two risks that a source reports, and what lies between them; it has no interval."""
    first, second = (reported.get(f"risk_{number}") for number in (1, 2))
    if first is None or second is None:
        return
    change = PER * (first - second)
    said = _("{n} fewer per 1000") if change < 0 else _("{n} more per 1000")
    yield Absolute(
        scale="per-1000",
        difference=Estimate(said.format(n=rounded(abs(change), 0)), change),
        comparator=Estimate(_per_1000(PER * second), PER * second),
        intervention=Estimate(_per_1000(PER * first), PER * first),
    )


# --- Means ---------------------------------------------------------------------------------------


def _in_unit(body: BodyChain, measure: str, value: float, limits: Limits | None) -> Absolute:
    unit = _("SD") if measure == "SMD" else _unit(body)
    lowest, highest = _finite(limits)
    return Absolute(
        scale="sd" if measure == "SMD" else "unit",
        difference=Estimate(_lower_or_higher(value, limits, unit), value, lowest, highest),
        comparator=Estimate(_means(body, unit)) if measure == "MD" else Estimate(),
        unit=unit,
    )


def _lower_or_higher(value: float, limits: Limits | None, unit: str) -> str:
    """`1.8 days lower (2.4 lower to 1.2 lower)`."""
    named = f"{figure(abs(value))} {unit}".strip()
    said = _side(value).format(value=named)
    if limits is None:
        return said
    low, high = (_side(each).format(value=figure(abs(each))) for each in limits)
    return _("{value} ({low} to {high})").format(value=said, low=low, high=high)


def _side(value: float) -> str:
    return _("{value} lower") if value < 0 else _("{value} higher")


def _means(body: BodyChain, unit: str) -> str:
    """The means of the comparator arms, from the lowest to the highest."""
    means = [row["mean_2"] for row in body.rows if row["mean_2"] is not None]
    if not means:
        return ""
    low, high = figure(min(means)), figure(max(means))
    if low == high:
        return _("mean {value}").format(value=f"{low} {unit}".strip())
    said = _("means {low} to {high}").format(low=low, high=high)
    return f"{said} {unit}".strip()


def _unit(body: BodyChain) -> str:
    """What the results are measured in, where all say the same."""
    units = {row.unit for row in body.results} or {(body.body.reported or {}).get("unit", "")}
    return units.pop() if len(units) == 1 else ""


def _finite(limits: Limits | None) -> tuple[float | None, float | None]:
    if limits is None:
        return None, None
    low, high = (each if math.isfinite(each) else None for each in limits)
    return low, high
