"""Every figure that a rule may hand on: its name, and how it reads."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.grade.proposals.rule import Figure, Proposal
from evidence.plots.wording import figure, rounded, tick
from evidence.synthesis_words import option, p_in_words
from guideline.words import words


def _number(value: Any) -> str:
    return figure(value)


def _plain(value: Any) -> str:
    return tick(float(value))


def _whole(value: Any) -> str:
    return rounded(value, 0)


def _percent(value: Any) -> str:
    return f"{rounded(value, 0 if float(value).is_integer() else 1)} %"


def _of_one(value: Any) -> str:
    return _percent(round(100 * value, 9))


def _code(value: Any) -> str:
    return words(value)


def _codes(value: Any) -> str:
    return ", ".join(words(each) for each in value)


MEASURES = {"SENS": _("sensitivity"), "SPEC": _("specificity"), "GIV": _("effect")}


def _measure(value: Any) -> str:
    return str(MEASURES.get(value) or option("measure", value))


def _yes(value: Any) -> str:
    return translate("yes") if value else translate("no")


_WORDS = {
    "weight": _("weight"),
    "studies": _("studies"),
    "might-not-be-important": _("perhaps not important"),
    "substantial": _("substantial"),
    "considerable": _("considerable"),
    "moderate": _("moderate"),
    "egger": _("Egger's test"),
    "peters": _("Peters' test"),
    "begg": _("Begg's test"),
    "deeks": _("Deeks' test"),
    "relative": _("on the scale of the effect"),
    "absolute": _("per 1000"),
    "two-proportions": _("two proportions"),
    "two-means": _("two means"),
    "rule-of-thumb": _("rule of thumb"),
}


def _word(value: Any) -> str:
    return str(_WORDS.get(value, words(value)))


def _bands(value: Any) -> str:
    return translate(" or ").join(_word(each) for each in value)


# Every figure that a rule may hand on: its name and how it reads.
_FIGURES: Mapping[str, tuple[Any, Callable[[Any], str]]] = {
    "studies": (_("Studies"), _whole),
    "low": (_("At low risk of bias"), _percent),
    "unclear": (_("Neither low nor high"), _percent),
    "moderate": (_("At moderate risk of bias"), _percent),
    "serious": (_("At serious risk of bias"), _percent),
    "high": (_("At high risk of bias"), _percent),
    "critical": (_("At critical risk of bias"), _percent),
    "unrated": (_("Not rated"), _percent),
    "by": (_("Counted by"), _word),
    "estimate_low": (_("Estimate at low risk"), _number),
    "estimate_high": (_("Estimate at high risk"), _number),
    "p": ("P", p_in_words),
    "dominating": (_("Dominating from"), _percent),
    "i2": ("I²", _percent),
    "tau2": ("τ²", _number),
    "q_p": (_("P of Q"), p_in_words),
    "bands": (_("Cochrane bands"), _bands),
    "limit": (_("Limit"), _percent),
    "pairs_apart": (_("Pairs of studies apart"), _whole),
    "pairs": (_("Pairs of studies"), _whole),
    "share": (_("Share"), _percent),
    "threshold": (_("Threshold"), _plain),
    "below": (_("Studies below it"), _whole),
    "above": (_("Studies above it"), _whole),
    "other_side": (_("Share on the smaller side"), _percent),
    "groups": (_("Subgroups"), _whole),
    "estimate": (_("Estimate"), _number),
    "lower": (_("Lower limit"), _number),
    "upper": (_("Upper limit"), _number),
    "prediction_lower": (_("Prediction interval from"), _number),
    "prediction_upper": (_("Prediction interval to"), _number),
    "crossed": (_("Crossed"), lambda value: translate(" and ").join(map(_plain, value))),
    "selection": (_("High concern: selection"), _percent),
    "index_test": (_("High concern: index test"), _percent),
    "reference": (_("High concern: reference standard"), _percent),
    "aspects": (_("Aspects"), _codes),
    "kind": (_("Kind of data"), _code),
    "measure": (_("Effect measure"), _measure),
    "control_risk": (_("Risk with the comparator"), _of_one),
    "scale": (_("Scale"), _word),
    "threshold_below": (_("Threshold below"), _plain),
    "threshold_above": (_("Threshold above"), _plain),
    "sides": (_("Sides reached"), _whole),
    "appreciable_below": (_("Appreciable below"), _plain),
    "appreciable_above": (_("Appreciable above"), _plain),
    "events": (_("Events"), _whole),
    "participants": (_("Participants"), _whole),
    "few": (_("Few below"), _whole),
    "needed": (_("Optimal information size"), _whole),
    "formula": (_("Formula"), _word),
    "alpha": ("α", _plain),
    "beta": ("β", _plain),
    "first": (_("First risk, or the difference"), _number),
    "second": (_("Second risk, or the standard deviation"), _number),
    "large_sample": (_("Very large from"), _whole),
    "null": (_("No effect"), _plain),
    "change": (_("Change"), _number),
    "implausible": (_("Implausible from"), _plain),
    "converted": (_("Converted to a risk ratio"), _yes),
    "limits_ratio": (_("Upper limit by lower limit"), _number),
    "wide": (_("Wide from"), _plain),
    "design": (_("Design"), _code),
    "favours": (_("Better when"), _code),
    "risk_ratio": (_("Risk ratio of the undesirable event"), _number),
    "risk": (_("Risk with the comparator"), _of_one),
    "lowered": (_("Rated down"), _codes),
    "test": (_("Test"), _word),
    "weight": (_("Share of the weight"), _percent),
    "small": (_("Small below"), _whole),
    "unpublished": (_("Unpublished studies"), _whole),
    "enough": (_("Studies that would do"), _whole),
}
NAMES: Mapping[str, Any] = {key: name for key, (name, _format) in _FIGURES.items()}
# A limit of P is no percentage.
_LIMITS_OF_P = ("subgroups-differ", "asymmetry", "no-asymmetry")


def figure_text(made: Proposal, key: str, value: Figure) -> str:
    """A figure of a proposal as people read it; one that is not known says so."""
    if value is None:
        return translate("not known")
    if key == "limit" and made.because in _LIMITS_OF_P:
        return _plain(value)
    return _FIGURES[key][1](value)
