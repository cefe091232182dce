"""The words in figures, in English; a page passes its own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEASURES = {
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "PETO": "Peto odds ratio",
    "RD": "Risk difference",
    "MD": "Mean difference",
    "SMD": "Std. mean difference",
    "HR": "Hazard ratio",
    "GIV": "Effect",
}
METHODS = {"mh": "M-H", "iv": "IV", "peto": "Peto"}
MODELS = {"fixed": "fixed", "random": "random"}
JUDGEMENTS = {
    "low": "low",
    "some-concerns": "some concerns",
    "moderate": "moderate",
    "serious": "serious",
    "high": "high",
    "critical": "critical",
    "unclear": "unclear",
    "no-information": "no information",
}


# The models of `evidence.synthesis.accuracy_fallback`, the fullest first.
ACCURACY_MODELS = {
    "bivariate": "bivariate random-effects model",
    "uncorrelated": "random effects on both sides, without their correlation",
    "univariate": "random effects on one side only",
    "fixed": "counts added up, without random effects",
}
LIKELIHOODS = {"binomial": "exact binomial likelihood", "normal": "normal approximation"}


@dataclass(frozen=True, slots=True)
class Labels:
    """Words and sentences; those in braces are filled in by the figure."""

    study: str = "Study"
    study_or_subgroup: str = "Study or subgroup"
    intervention: str = "Intervention"
    comparator: str = "Comparator"
    events: str = "Events"
    total: str = "Total"
    mean: str = "Mean"
    sd: str = "SD"
    se: str = "SE"
    log_of: str = "log({measure})"
    weight: str = "Weight"
    versus: str = "{one} vs {two}"
    method: str = "{method}, {model}, {level} % CI"
    not_estimable: str = "Not estimable"
    total_row: str = "Total ({level} % CI)"
    subtotal_row: str = "Subtotal ({level} % CI)"
    prediction_row: str = "Prediction interval ({level} %)"
    favours_intervention: str = "Favours intervention"
    favours_comparator: str = "Favours comparator"
    less_with_intervention: str = "Less with intervention"
    more_with_intervention: str = "More with intervention"
    heterogeneity: str = "Heterogeneity: {tau2}χ² = {q}, df = {df} (P {p}); I² = {i2} %"
    tau2: str = "τ² = {tau2}; "
    no_heterogeneity: str = "Heterogeneity: not applicable"
    overall_test: str = "Test for overall effect: {statistic} (P {p})"
    subgroup_test: str = "Test for subgroup differences: χ² = {q}, df = {df} (P {p}); I² = {i2} %"
    risk_of_bias: str = "Risk of bias"
    overall_bias: str = "Overall"
    not_rated: str = "not rated"
    cut_off: str = "Arrows: the interval goes on beyond the axis."
    describe_pooled: str = (
        "{studies} studies, {k} with an estimate. {measure} pooled by {method}: {effect}."
    )
    describe_nothing: str = "{studies} studies, none with an estimate; nothing is pooled."
    describe_heterogeneity: str = "I² is {i2} %."
    describe_subgroups: str = "In subgroups: {subgroups}."
    tp: str = "TP"
    fp: str = "FP"
    fn: str = "FN"
    tn: str = "TN"
    sensitivity: str = "Sensitivity"
    specificity: str = "Specificity"
    ci: str = "{level} % CI"
    summary_row: str = "Summary ({level} % CI)"
    summary_by: str = "Summary: {model}, {likelihood}"
    describe_accuracy: str = (
        "{studies} studies. Sensitivity from {sens_low} to {sens_high},"
        " specificity from {spec_low} to {spec_high}."
    )
    describe_summary: str = "{test}: summary sensitivity {sens}, specificity {spec}."
    legend_study: str = "Study; width by people without, height by people with the condition"
    legend_summary: str = "Summary point"
    legend_confidence: str = "{level} % confidence region"
    legend_prediction: str = "{level} % prediction region"
    legend_curve: str = "Summary ROC curve"
    describe_sroc: str = "Sensitivity against specificity of each study. {summaries}"
    standard_error: str = "Standard error"
    legend_limits: str = "Where {level} % of studies fall without heterogeneity"
    between: str = "{low} < P < {high} against no effect"
    pooled: str = "Pooled {measure}"
    legend_filled: str = "Filled in"
    describe_funnel: str = (
        "{k} studies by effect and standard error, about a pooled {measure} of {effect}."
    )
    legend_weight: str = "Study; its area is its weight"
    legend_line: str = "Average effect along the line"
    legend_band: str = "{level} % confidence limits of the average"
    describe_bubble: str = (
        "{measure} of {k} studies against {covariate}, from {low} to {high};"
        " the line goes from {first} to {last}."
    )
    without: str = "Without {study}"
    added: str = "+ {study}"
    all_studies: str = "All studies"
    describe_cumulative: str = (
        "{measure} as {studies} studies came in: between {low} and {high}; with all {effect}."
    )
    describe_leave_one_out: str = "{measure} without each of {studies} studies in turn: from {low} to {high}; with all {effect}."
    measures: Mapping[str, str] = field(default_factory=lambda: MEASURES)
    methods: Mapping[str, str] = field(default_factory=lambda: METHODS)
    models: Mapping[str, str] = field(default_factory=lambda: MODELS)
    accuracy_models: Mapping[str, str] = field(default_factory=lambda: ACCURACY_MODELS)
    likelihoods: Mapping[str, str] = field(default_factory=lambda: LIKELIHOODS)
    judgements: Mapping[str, str] = field(default_factory=lambda: JUDGEMENTS)


ENGLISH = Labels()
