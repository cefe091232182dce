"""A sentence for every `because` of the rules, with gaps for its figures."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

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
        "Nobody said whether lower or higher is better, so nothing says which event is undesirable "
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
