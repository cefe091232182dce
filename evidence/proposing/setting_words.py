"""The settings of the proposals and the inputs of the information size, as people read them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.plots.wording import tick
from evidence.proposing.settings import Allowed, misfits

# Name and help of each setting of a guideline and of each input of an outcome.
NAMES: Mapping[str, tuple[Any, Any]] = {
    "imprecision": (
        _("Profile of imprecision"),
        _(
            "Classic looks at the interval and the information size, Core GRADE at the threshold first."
        ),
    ),
    "core_target": (_("Target under Core GRADE"), _("What the interval is held against.")),
    "appreciable_below": (_("Appreciable effect: ratio below"), _("Classic, without thresholds.")),
    "appreciable_above": (_("Appreciable effect: ratio above"), _("Classic, without thresholds.")),
    "appreciable_sd": (
        _("Appreciable difference in means"),
        _("In standard deviations; classic, without thresholds."),
    ),
    "few_events": (_("Few events are under"), _("Where no information size can be computed.")),
    "few_participants": (
        _("Few participants are under"),
        _("Where no information size can be computed and events are not counted."),
    ),
    "large_sample": (
        _("A very large sample starts at"),
        _("From here on the information size no longer lowers; participants."),
    ),
    "implausible_change": (
        _("A relative effect is implausibly large above"),
        _("As a part of 1; Core GRADE."),
    ),
    "implausible_sd": (
        _("A difference in means is implausibly large from"),
        _("In standard deviations; Core GRADE."),
    ),
    "continuous_size": (
        _("Size for means by a rule of thumb"),
        _("Participants, where no size can be computed; Core GRADE."),
    ),
    "apart_limit": (
        _("Overlap is limited above (% of pairs apart)"),
        _("Pairs of studies whose intervals have no common value."),
    ),
    "other_side_limit": (
        _("Estimates lie on both sides from (% of studies)"),
        _("The share on the smaller side of the threshold."),
    ),
    "subgroup_p": (_("Subgroups differ below P"), _("Of the test for subgroup differences.")),
    "prediction_from": (
        _("Prediction interval heard from (studies)"),
        _("With fewer studies it is too uncertain itself."),
    ),
    "dominating": (
        _("Studies at high risk of bias dominate from (% of the weight)"),
        _("Core GRADE."),
    ),
    "some_concerns_as": (_("Some concerns count as"), _("Risk of bias; Core GRADE.")),
    "groups_differ_p": (
        _("Studies at low and high risk differ below P"),
        _("Risk of bias; Core GRADE."),
    ),
    "small_study": (_("A small study is under (participants)"), _("Publication bias.")),
    "asymmetry_p": (_("Asymmetry is found below P"), _("Publication bias, from ten studies on.")),
    "alpha": (_("α, two-sided"), _("The chance to find a difference that is not there.")),
    "beta": (_("β"), _("The chance to miss one that is; 0.20 is a power of 80 %.")),
    "relative_change": (
        _("Relative change not to be missed"),
        _("0.25 is a quarter fewer events, or more where the event is wanted."),
    ),
    "control_risk": (_("Risk with the comparator"), _("From 0 to 1.")),
    "difference": (_("Difference in means not to be missed"), _("In the unit of the outcome.")),
    "sd": (_("Standard deviation"), _("In the unit of the outcome.")),
}
WORDS: Mapping[str, Any] = {
    "classic": _("classic (GRADE guidelines 6)"),
    "core-2025": _("Core GRADE 2025"),
    "threshold": _("the threshold"),
    "null": _("no effect"),
    "low": _("low risk"),
    "high": _("high risk"),
}
_CODES = {
    "unknown": _("There is no setting “{name}”."),
    "word": _("{name}: choose one of the words on offer."),
    "number": _("{name}: give a number."),
    "whole": _("{name}: give a whole number."),
    "range": _("{name}: give a number from {lowest} to {highest}."),
}


def misfits_in_words(values: Mapping[str, Any], allowed: Mapping[str, Allowed]) -> list[str]:
    """A sentence for everything that is wrong with these values."""
    return [_sentence(each.key, each.code, allowed) for each in misfits(values, allowed)]


def value_in_words(value: Any) -> str:
    """A setting's value as people read it; None follows the edition."""
    if value is None:
        return translate("follows the edition")
    return str(WORDS[value]) if isinstance(value, str) else tick(float(value))


def _sentence(key: str, code: str, allowed: Mapping[str, Allowed]) -> str:
    known = allowed.get(key)
    return str(_CODES[code]).format(
        name=NAMES[key][0] if known else key,
        lowest=tick(known.lowest) if known else "",
        highest=tick(known.highest) if known else "",
    )
