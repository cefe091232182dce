"""Every `because` of the rules as one plain sentence with its figures, and all figures by name."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.grade.proposals.rule import Figure, Proposal
from evidence.plots.wording import figure, rounded, tick
from evidence.synthesis_words import option, p_in_words
from guideline.words import words

# Keyed by the code, or by `domain:code` where two domains use one code for different things.
SENTENCES: Mapping[str, Any] = {
    # risk of bias
    "no-ratings": _("No study has a rating of its risk of bias (studies: {studies})."),
    "risk_of_bias:unrated-decide": _(
        "Studies without a rating hold {unrated} of the {by} and could turn the judgement ({shares})."
    ),
    "mostly-low": _("Studies at low risk of bias hold over half of the {by} ({shares})."),
    "mostly-unclear": _(
        "Studies neither at low nor at high risk of bias decide: none of the two holds over half of "
        "the {by} ({shares})."
    ),
    "mostly-high": _("Studies at high risk of bias hold over half of the {by} ({shares})."),
    "no-low-risk-to-compare": _(
        "Studies at high risk of bias dominate, from {dominating} of the {by} on ({shares}), and there "
        "are no others to compare them with."
    ),
    "bias-could-explain": _(
        "Studies at high risk of bias dominate, from {dominating} of the {by} on ({shares}), and bias "
        "could explain the effect: {compared}."
    ),
    "bias-does-not-explain": _(
        "Studies at high risk of bias dominate, from {dominating} of the {by} on ({shares}), but those "
        "at low risk show as much effect: {compared}."
    ),
    "use-low-risk-only": _(
        "Studies at high risk of bias do not dominate ({shares}; they would from {dominating} on), but "
        "the groups differ: {compared}. Use the studies at low risk only."
    ),
    "not-dominated": _(
        "Studies at high risk of bias do not dominate ({shares}; they would from {dominating} of the "
        "{by} on). {Compared}."
    ),
    "by-judgement": _(
        "This is the class of ROBINS-I that studies with over half of the {by} reach ({shares})."
    ),
    # inconsistency
    "single-study": _("One study cannot disagree with itself."),
    "no-figures": _("Neither I² nor two study estimates are known (studies: {studies})."),
    "over-limit": _("I² is {i2}, above this guideline's limit of {limit} ({spread})."),
    "within-limit": _("I² is {i2}, not above this guideline's limit of {limit} ({spread})."),
    "band-lowers": _("I² is {i2}, which is {bands} heterogeneity ({spread})."),
    "band-keeps": _("I² is {i2}: heterogeneity is {bands} ({spread})."),
    "intervals-overlap": _(
        "The intervals of the studies overlap well: {pairs_apart} of {pairs} pairs lie apart ({share}; "
        "limited from over {limit} on)."
    ),
    "limited-overlap": _(
        "The intervals of the studies overlap little: {pairs_apart} of {pairs} pairs lie apart "
        "({share}; limited from over {limit} on)."
    ),
    "one-side": _(
        "The intervals of the studies overlap little ({pairs_apart} of {pairs} pairs lie apart, "
        "{share}), but nearly all estimates lie on one side of {threshold}: {below} below, {above} "
        "above."
    ),
    "both-sides": _(
        "The intervals of the studies overlap little ({pairs_apart} of {pairs} pairs lie apart, "
        "{share}), and estimates lie on both sides of {threshold}: {below} below, {above} above."
    ),
    "subgroups-differ": _(
        "{groups} subgroups differ (P {p}, limit {limit}): if that is credible, it explains the spread "
        "and each gets its own row."
    ),
    "prediction-crosses": _(
        "The prediction interval ({prediction_lower} to {prediction_upper}) reaches across {crossed}, "
        "which the confidence interval ({lower} to {upper}) clears."
    ),
    # indirectness
    "surrogate": _(
        "Accuracy stands for what patients experience after the test; the committee judges that link."
    ),
    "no-applicability": _(
        "No judgement of applicability is recorded for any study (studies: {studies})."
    ),
    "indirectness:unrated-decide": _(
        "Studies without a judgement of applicability ({unrated}) could turn the proposal; so far high "
        "concern: {aspects_by_share}."
    ),
    "applicability-unclear": _(
        "Concern about applicability is unclear for over half of the studies; high concern: "
        "{aspects_by_share}."
    ),
    "applicable": _(
        "No aspect of applicability has high concern in over half of the studies: {aspects_by_share}."
    ),
    "one-aspect": _(
        "One aspect of applicability has high concern in over half of the studies ({aspects}): "
        "{aspects_by_share}."
    ),
    "several-aspects": _(
        "Several aspects of applicability have high concern in over half of the studies ({aspects}): "
        "{aspects_by_share}."
    ),
    # imprecision
    "no-interval": _("No effect with a confidence interval is known."),
    "threshold-out-of-reach": _(
        "The thresholds count per 1000, and {measure} cannot be held against them (risk with the "
        "comparator: {control_risk})."
    ),
    "no-threshold": _(
        "Accuracy has no value of no effect, and the committee set no threshold for it ({interval})."
    ),
    "ci-crosses-threshold": _("The confidence interval crosses {crossed} ({interval})."),
    "few-and-both-sides": _(
        "The confidence interval holds appreciable benefit and appreciable harm ({interval}; limits "
        "{appreciable_below} and {appreciable_above}), and little was observed: {size}."
    ),
    "ci-reaches-appreciable": _(
        "The confidence interval holds no effect and reaches beyond {appreciable_below} or "
        "{appreciable_above}, on {sides} of the two sides ({interval})."
    ),
    "size-not-met": _("The optimal information size is not met: {size}."),
    "few-events": _("There are few events: {size}."),
    "few-participants": _("There are few participants: {size}."),
    "size-unknown": _(
        "Neither events nor participants are known, and the confidence interval alone decides nothing."
    ),
    "no-limit": _(
        "The confidence interval holds no effect ({interval}), and nothing says what difference would "
        "matter."
    ),
    "precise-about-none": _(
        "The confidence interval holds no effect and nothing appreciable ({interval}); {size}."
    ),
    "adequate": _("The confidence interval decides one way ({interval}); {size}."),
    "size-met": _("Enough was observed: {size}."),
    "very-large-sample": _("The sample is very large: {size}."),
    "crosses-both": _(
        "The confidence interval holds important benefit and important harm: it crosses {crossed} "
        "({interval})."
    ),
    "crosses-null": _("The confidence interval crosses no effect, {crossed} ({interval})."),
    "crosses-threshold": _(
        "The confidence interval crosses the chosen threshold, {crossed} ({interval})."
    ),
    "clear-of-threshold": _(
        "The confidence interval stays on one side of the threshold ({interval}){plausible}."
    ),
    "implausible-wide": _(
        "The effect is implausibly large ({interval}; {change} against a limit of {implausible}), and "
        "its limits lie {limits_ratio} times apart, {wide} or more."
    ),
    "implausible-far-from-size": _(
        "The effect is implausibly large ({interval}; {change} against a limit of {implausible}) on "
        "far fewer than needed: {size}."
    ),
    "implausible-below-size": _(
        "The effect is implausibly large ({interval}; {change} against a limit of {implausible}), and "
        "the optimal information size is not met: {size}."
    ),
    "implausible-size-met": _(
        "The effect is implausibly large ({interval}; {change} against a limit of {implausible}), but "
        "the optimal information size is met: {size}."
    ),
    "implausible-size-unknown": _(
        "The effect is implausibly large ({interval}; {change} against a limit of {implausible}), and "
        "no information size is known to hold it against."
    ),
    # publication bias
    "small-and-sponsored": _(
        "{share} of the {studies} studies are small (under {small} participants) and paid for by "
        "industry; share of the weight: {weight}."
    ),
    "unpublished-known": _(
        "Studies are known that were never published: {unpublished}, beside {studies} found."
    ),
    "none-unpublished": _(
        "A search for unpublished studies found none; for a test there are too few (studies: {studies}; "
        "{enough} would do)."
    ),
    "too-few-studies": _(
        "Too few studies for a test of asymmetry (studies: {studies}; {enough} would do), and nobody "
        "recorded whether unpublished ones are known: ask."
    ),
    "no-test": _("No test of asymmetry suits these {studies} studies."),
    "asymmetry": _("{test} finds asymmetry (P {p}, limit {limit}; {studies} studies)."),
    "no-asymmetry": _("{test} finds no asymmetry (P {p}, limit {limit}; {studies} studies)."),
    # large effect
    "not-comparative": _("These studies have no comparator ({design})."),
    "randomised": _("Rating up is meant for studies that are not randomised; these are {design}."),
    "no-ratio": _(
        "There is no ratio of events to measure the effect by (effect measure: {measure})."
    ),
    "direction-unknown": _(
        "Nobody said whether lower or higher is better, so the undesirable event is not known "
        "(effect measure: {measure})."
    ),
    "no-baseline-risk": _(
        "The risk ratio of the undesirable event needs a risk with the comparator ({measure}, better "
        "when {favours})."
    ),
    "not-large": _("The risk ratio lies from 0.5 to 2 ({ratio})."),
    "ci-includes-one": _("The confidence interval holds no effect ({ratio})."),
    "domain-lowered": _(
        "The effect is large ({ratio}), but the certainty is rated down: {lowered}."
    ),
    "over-two": _("The risk ratio is over 2 or under 0.5 ({ratio})."),
    "over-five": _("The risk ratio is over 5 or under 0.2 ({ratio})."),
}


def sentence_of(made: Proposal) -> str:
    """The sentence of a proposal's `because`, its gaps filled; a figure not known says so."""
    template = SENTENCES.get(f"{made.domain}:{made.because}") or SENTENCES[made.because]
    shown = {key: _text(made, key, value) for key, value in made.figures.items()}
    phrases = {name: phrase(made.figures, shown) for name, phrase in _PHRASES.items()}
    return str(template).format_map(_Known(shown | phrases))


def figures_in_words(made: Proposal) -> tuple[tuple[str, str], ...]:
    """Every figure that the rule read, by name, in the rule's order."""
    return tuple((str(NAMES[key]), _text(made, key, value)) for key, value in made.figures.items())


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return translate("not known")


# --- Figures by name -----------------------------------------------------------------------------


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


_MEASURES = {"SENS": _("sensitivity"), "SPEC": _("specificity"), "GIV": _("effect")}


def _measure(value: Any) -> str:
    return str(_MEASURES.get(value) or option("measure", value))


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


def _text(made: Proposal, key: str, value: Figure) -> str:
    if value is None:
        return translate("not known")
    if key == "limit" and made.because in _LIMITS_OF_P:
        return _plain(value)
    return _FIGURES[key][1](value)


# --- Figures that read better together -----------------------------------------------------------

Figures = Mapping[str, Figure]
Shown = Mapping[str, str]
_CLASSES = (
    ("low", _("{share} at low")),
    ("unclear", _("{share} at unclear")),
    ("moderate", _("{share} at moderate")),
    ("serious", _("{share} at serious")),
    ("high", _("{share} at high")),
    ("critical", _("{share} at critical risk")),
    ("unrated", _("{share} not rated")),
)


def _shares(figures: Figures, shown: Shown) -> str:
    said = (str(name).format(share=shown[key]) for key, name in _CLASSES if _is_said(key, figures))
    return ", ".join(said)


def _is_said(key: str, figures: Figures) -> bool:
    """Every class that the rule read; that nobody is missing goes without saying."""
    return key in figures and (key != "unrated" or bool(figures[key]))


def _interval(figures: Figures, shown: Shown) -> str:
    if "estimate" not in figures:
        return ""
    limits = translate("{value}, {low} to {high}").format(
        value=shown["estimate"], low=shown["lower"], high=shown["upper"]
    )
    if figures.get("scale") == "absolute":
        return translate("{interval} per 1000").format(interval=limits)
    measure = str(figures.get("measure") or "")
    return f"{_MEASURES.get(measure, measure)} {limits}".strip()


def _size(figures: Figures, shown: Shown) -> str:
    """What was observed against what would do, with the inputs that led to it."""
    if "needed" in figures and figures.get("formula") == "rule-of-thumb":
        text = translate("{participants} participants against {needed} by a rule of thumb")
    elif figures.get("formula") == "two-proportions":
        text = translate(
            "{participants} participants against an information size of {needed} (from a risk of "
            "{first} to {second}, α {alpha}, β {beta})"
        )
    elif figures.get("formula") == "two-means":
        text = translate(
            "{participants} participants against an information size of {needed} (a difference of "
            "{first} with a standard deviation of {second}, α {alpha}, β {beta})"
        )
    elif "events" in figures:
        text = translate("{events} events, where under {few} are few")
    elif "participants" in figures:
        text = translate("{participants} participants, where under {few} are few")
    else:
        text = translate("no information size was looked at")
    return text.format_map(_Known(shown))


def _compared(figures: Figures, shown: Shown) -> str:
    if figures.get("estimate_low") is None or figures.get("estimate_high") is None:
        return translate("the two groups cannot be compared")
    text = translate("{estimate_low} at low risk, {estimate_high} at high risk, P {p}")
    return text.format_map(_Known(shown))


def _compared_first(figures: Figures, shown: Shown) -> str:
    text = _compared(figures, shown)
    return text[:1].upper() + text[1:]


def _by_aspect(figures: Figures, shown: Shown) -> str:
    names = {
        "selection": translate("selection"),
        "index_test": translate("index test"),
        "reference": translate("reference standard"),
    }
    return ", ".join(f"{name} {shown[key]}" for key, name in names.items() if key in figures)


def _spread(figures: Figures, shown: Shown) -> str:
    text = translate("τ² {tau2}, P of Q {q_p}, studies: {studies}")
    return text.format_map(_Known(shown))


def _plausible(figures: Figures, shown: Shown) -> str:
    if "change" not in figures:
        return ""
    text = translate("; the effect is plausible ({change} against a limit of {implausible})")
    return text.format_map(_Known(shown))


def _ratio(figures: Figures, shown: Shown) -> str:
    if "risk_ratio" not in figures:
        return ""
    text = translate("{risk_ratio}, {lower} to {upper}")
    if figures.get("converted"):
        text = translate(
            "{risk_ratio}, {lower} to {upper}, of the undesirable event; from {measure} {estimate} at "
            "a risk of {risk}"
        )
    return text.format_map(_Known(shown))


_PHRASES: Mapping[str, Callable[[Figures, Shown], str]] = {
    "shares": _shares,
    "interval": _interval,
    "size": _size,
    "compared": _compared,
    "Compared": _compared_first,
    "aspects_by_share": _by_aspect,
    "spread": _spread,
    "plausible": _plausible,
    "ratio": _ratio,
}
