"""The words in figures, in the reader's language."""

from django.utils.translation import gettext as _

from evidence.plots.labels import Labels
from guideline.words import words

# A name longer than this leaves no room over two columns of figures.
LONGEST_NAME = 34


def figure_labels(intervention: str = "", comparator: str = "") -> Labels:
    """Labels with the names of what is compared, where those are short enough for a heading."""
    return Labels(
        **_headings(),
        **_rows(),
        **_sides(_short(intervention), _short(comparator)),
        **_statistics(),
        **_accuracy(),
        **_plane(),
        **_descriptions(),
        measures=_measures(),
        accuracy_models=_accuracy_models(),
        likelihoods={
            "binomial": _("exact binomial likelihood"),
            "normal": _("normal approximation"),
        },
        models={"fixed": _("fixed"), "random": _("random")},
        judgements={code: words(code) for code in Labels().judgements},
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else ""


def _measures() -> dict[str, str]:
    return {
        "RR": _("Risk ratio"),
        "OR": _("Odds ratio"),
        "PETO": _("Peto odds ratio"),
        "RD": _("Risk difference"),
        "MD": _("Mean difference"),
        "SMD": _("Std. mean difference"),
        "HR": _("Hazard ratio"),
        "GIV": _("Effect"),
    }


def _accuracy_models() -> dict[str, str]:
    return {
        "bivariate": _("bivariate random-effects model"),
        "uncorrelated": _("random effects on both sides, without their correlation"),
        "univariate": _("random effects on one side only"),
        "fixed": _("counts added up, without random effects"),
    }


def _headings() -> dict[str, str]:
    return {
        "study": _("Study"),
        "study_or_subgroup": _("Study or subgroup"),
        "events": _("Events"),
        "total": _("Total"),
        "mean": _("Mean"),
        "sd": _("SD"),
        "se": _("SE"),
        "log_of": _("log({measure})"),
        "weight": _("Weight"),
        "versus": _("{one} v {two}"),
        "method": _("{method}, {model}, {level} % CI"),
        "ci": _("{level} % CI"),
        "risk_of_bias": _("Risk of bias"),
    }


def _rows() -> dict[str, str]:
    return {
        "not_estimable": _("Not estimable"),
        "total_row": _("Total ({level} % CI)"),
        "subtotal_row": _("Subtotal ({level} % CI)"),
        "prediction_row": _("Prediction interval ({level} %)"),
        "summary_row": _("Summary ({level} % CI)"),
        "without": _("Without {study}"),
        "added": _("+ {study}"),
        "all_studies": _("All studies"),
    }


def _sides(intervention: str, comparator: str) -> dict[str, str]:
    if not (intervention and comparator):
        intervention, comparator = _("Intervention"), _("Comparator")
    return {
        "intervention": intervention,
        "comparator": comparator,
        "favours_intervention": _("Favours {name}").format(name=_within(intervention)),
        "favours_comparator": _("Favours {name}").format(name=_within(comparator)),
        "less_with_intervention": _("Less with {name}").format(name=_within(intervention)),
        "more_with_intervention": _("More with {name}").format(name=_within(intervention)),
    }


def _within(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _statistics() -> dict[str, str]:
    return {
        "heterogeneity": _("Heterogeneity: {tau2}χ² = {q}, df = {df} (P {p}); I² = {i2} %"),
        "no_heterogeneity": _("Heterogeneity: not applicable"),
        "overall_test": _("Test for overall effect: {statistic} (P {p})"),
        "subgroup_test": _(
            "Test for subgroup differences: χ² = {q}, df = {df} (P {p}); I² = {i2} %"
        ),
        "cut_off": _("Arrows: the interval goes on beyond the axis."),
    }


def _accuracy() -> dict[str, str]:
    return {
        "sensitivity": _("Sensitivity"),
        "specificity": _("Specificity"),
        "summary_by": _("Summary: {model}, {likelihood}"),
        "legend_study": _("Study; width by people without, height by people with the condition"),
        "legend_summary": _("Summary point"),
        "legend_confidence": _("{level} % confidence region"),
        "legend_prediction": _("{level} % prediction region"),
        "legend_curve": _("Summary ROC curve"),
    }


def _plane() -> dict[str, str]:
    return {
        "standard_error": _("Standard error"),
        "legend_limits": _("Where {level} % of studies fall without heterogeneity"),
        "legend_filled": _("Filled in"),
        "legend_weight": _("Study; its area is its weight"),
        "legend_line": _("Average effect along the line"),
        "legend_band": _("{level} % confidence limits of the average"),
        "between": _("{low} < P < {high} against no effect"),
        "pooled": _("Pooled {measure}"),
    }


def _descriptions() -> dict[str, str]:
    return {
        "describe_pooled": _(
            "{studies} studies, {k} with an estimate. {measure} pooled by {method}: {effect}."
        ),
        "describe_nothing": _("{studies} studies, none with an estimate; nothing is pooled."),
        "describe_heterogeneity": _("I² is {i2} %."),
        "describe_subgroups": _("In subgroups: {subgroups}."),
        "describe_accuracy": _(
            "{studies} studies. Sensitivity from {sens_low} to {sens_high},"
            " specificity from {spec_low} to {spec_high}."
        ),
        "describe_summary": _("{test}: summary sensitivity {sens}, specificity {spec}."),
        "describe_sroc": _("Sensitivity against specificity of each study. {summaries}"),
        "describe_funnel": _(
            "{k} studies by effect and standard error, about a pooled {measure} of {effect}."
        ),
        "describe_bubble": _(
            "{measure} of {k} studies against {covariate}, from {low} to {high};"
            " the line goes from {first} to {last}."
        ),
        "describe_cumulative": _(
            "{measure} as {studies} studies came in: between {low} and {high}; with all {effect}."
        ),
        "describe_leave_one_out": _(
            "{measure} without each of {studies} studies in turn: from {low} to {high};"
            " with all {effect}."
        ),
    }
