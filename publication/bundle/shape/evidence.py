"""The shape of evidence: results, syntheses, bodies of evidence and their certainty, outcomes."""

from typing import Annotated, Any, get_args

from pydantic import Discriminator, Field, StringConstraints, Tag

from evidence.codes import BODY_DESIGNS
from evidence.grade.overall import Direction
from evidence.proposing.settings import INFORMATION_SIZE
from guideline.codes import GRADE_EDITIONS, OUTCOME_TYPES
from guideline.importance import LEAST, MOST
from publication.bundle.shape.fields import (
    Count,
    Figure,
    FilledText,
    Id,
    Limits,
    Line100,
    Line500,
    Moment,
    NotNegative,
    OneOf,
    Part,
    Plain,
    Share,
    Text,
)
from publication.bundle.shape.studies import Basis, Bias

MEASURES = ("RR", "OR", "RD", "PETO", "MD", "SMD", "HR", "GIV", "DTA")
METHODS = ("iv", "mh", "peto", "bivariate")
MODELS = ("fixed", "random")
ESTIMATORS = ("dl", "reml", "pm", "ml")
INTERVALS = ("wald", "hksj", "hksj_adhoc")
PROFILES = ("revman5", "general", "metafor")
COMPARISONS = ("<", "=", ">")
TARGETS = ("null-effect", "small", "moderate", "large")
Comparison = Annotated[str, OneOf(COMPARISONS)]


class Result(Part):
    """What one study found on one outcome; which keys fit depends on the outcome's type."""

    study: Id
    population: Text | None = None
    events_1: Count | None = None
    total_1: Count | None = None
    mean_1: Figure | None = None
    sd_1: Figure | None = None
    events_2: Count | None = None
    total_2: Count | None = None
    mean_2: Figure | None = None
    sd_2: Figure | None = None
    log_effect: Figure | None = None
    se: Figure | None = None
    tp: Count | None = None
    fp: Count | None = None
    fn: Count | None = None
    tn: Count | None = None
    value: Figure | None = None
    value_comparison: Comparison | None = None
    unit: Line100 | None = None
    printed: Line500 | None = None
    note: Text | None = None
    risk_of_bias: Bias | None = None
    excluded_because: Plain | None = None


class Synthesis(Part):
    """How results are pooled; never what came out of it."""

    measure: Annotated[str, OneOf(MEASURES)] | None = None
    method: Annotated[str, OneOf(METHODS)] | None = None
    model: Annotated[str, OneOf(MODELS)] | None = None
    tau2: Annotated[str, OneOf(ESTIMATORS)] | None = None
    ci: Annotated[str, OneOf(INTERVALS)] | None = None
    profile: Annotated[str, OneOf(PROFILES)] | None = None


class Reported(Part):
    """A synthesis that a source reports: shown as reported, never recomputed."""

    measure: Line100 | None = None
    estimate: Figure | None = None
    ci: Limits | None = None
    p: Share | None = None
    p_comparison: Comparison | None = None
    studies: Count | None = None
    participants: Count | None = None
    risk_1: Share | None = None
    risk_2: Share | None = None
    event: Text | None = None
    unit: Line100 | None = None
    range: Limits | None = None
    source: Text | None = None
    printed: Text | None = None
    correction: Text | None = None


class Narrative(Part):
    """What is known where nothing can be pooled."""

    direction: Annotated[str, OneOf(get_args(Direction))] | None = None
    studies: Count | None = None
    participants: Count | None = None
    text: Text | None = None


class Proposed(Part):
    """What a rule proposed when the domain was judged; no levels where the data allowed none."""

    levels: Annotated[int, Field(ge=0, le=3)] | None = None
    rule: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]+$", max_length=100)]


class Down(Part):
    """A domain that may lower the certainty."""

    down: Annotated[int, Field(ge=0, le=3)]
    because: Text | None = None
    proposed: Proposed | None = None
    basis: Basis | None = None


class Up(Part):
    """A domain that may raise the certainty by one level."""

    up: Annotated[int, Field(ge=0, le=1)]
    because: Text | None = None
    proposed: Proposed | None = None
    basis: Basis | None = None


class LargeEffect(Part):
    """The domain that may raise the certainty by two levels."""

    up: Annotated[int, Field(ge=0, le=2)]
    because: Text | None = None
    proposed: Proposed | None = None
    basis: Basis | None = None


class IndividualRating(Part):
    """What one of two raters judged; `again` where that was after the two were reconciled."""

    by: Id
    design: Annotated[str, OneOf(BODY_DESIGNS)]
    risk_of_bias: Down | None = None
    inconsistency: Down | None = None
    indirectness: Down | None = None
    imprecision: Down | None = None
    publication_bias: Down | None = None
    large_effect: LargeEffect | None = None
    dose_response: Up | None = None
    plausible_confounding: Up | None = None
    edition: Annotated[str, OneOf(GRADE_EDITIONS)] | None = None
    basis: Basis | None = None
    again: bool | None = None


class Reconciled(Part):
    """Who reconciled two ratings to the one that counts, and how."""

    by: Id
    because: FilledText
    at: Moment | None = None


class Rating(Part):
    """The judgements on a body of evidence; `edition` where it is not the guideline's.

    Two raters' own judgements stand under `raters`; alone there, they are not reconciled yet, and
    nothing counts.
    """

    design: Annotated[str, OneOf(BODY_DESIGNS)] | None = None
    risk_of_bias: Down | None = None
    inconsistency: Down | None = None
    indirectness: Down | None = None
    imprecision: Down | None = None
    publication_bias: Down | None = None
    large_effect: LargeEffect | None = None
    dose_response: Up | None = None
    plausible_confounding: Up | None = None
    edition: Annotated[str, OneOf(GRADE_EDITIONS)] | None = None
    basis: Basis | None = None
    reconciled: Reconciled | None = None
    raters: Annotated[list[IndividualRating], Field(max_length=2)] | None = None


class RatingInParts(Part):
    """Sensitivity and specificity rated apart."""

    sensitivity: Rating | None = None
    specificity: Rating | None = None


ONE, PARTS = "one!", "parts!"


def _kind_of_certainty(value: object) -> str:
    in_parts = isinstance(value, dict) and ("sensitivity" in value or "specificity" in value)
    return PARTS if in_parts or isinstance(value, RatingInParts) else ONE


Certainty = Annotated[
    Annotated[Rating, Tag(ONE)] | Annotated[RatingInParts, Tag(PARTS)],
    Discriminator(_kind_of_certainty),
]


class Body(Part):
    """A body of evidence, rated apart from the others on its outcome."""

    id: Id
    primary: bool | None = None
    because: Text | None = None
    synthesis: Synthesis | None = None
    results: list[Result] | None = None
    reported: Reported | None = None
    narrative: Narrative | None = None
    certainty: Certainty | None = None


class BaselineRisk(Part):
    """A risk without the intervention, for absolute effects."""

    label: Text | None = None
    risk: Share
    horizon: Text | None = None
    source: Text | None = None


class Thresholds(Part):
    """What size (per 1000, or in the outcome's unit) counts as small, moderate, large."""

    target: Annotated[str, OneOf(TARGETS)] | None = None
    small: NotNegative | None = None
    moderate: NotNegative | None = None
    large: NotNegative | None = None


def _within(name: str) -> Any:
    """The limits that the program sets for this input."""
    allowed = INFORMATION_SIZE[name]
    return Field(ge=allowed.lowest, le=allowed.highest)


class InformationSize(Part):
    """Inputs of the optimal information size; what is left out follows the evidence or a default."""

    alpha: Annotated[float, _within("alpha")] | None = None
    beta: Annotated[float, _within("beta")] | None = None
    relative_change: Annotated[float, _within("relative_change")] | None = None
    control_risk: Annotated[float, _within("control_risk")] | None = None
    difference: Annotated[float, _within("difference")] | None = None
    sd: Annotated[float, _within("sd")] | None = None


Score = Annotated[int, Field(ge=LEAST, le=MOST)]


class ImportanceOf(Part):
    """Importance of what a test leads to: true and false positives and negatives."""

    tp: Score | None = None
    fn: Score | None = None
    fp: Score | None = None
    tn: Score | None = None


class Outcome(Part):
    """An outcome with its evidence: one body of it, or several under `bodies`."""

    id: Id
    name: Text | None = None
    description: Text | None = None
    population: Text | None = None
    comparison: Text | None = None
    importance: Score | None = None
    importance_of: ImportanceOf | None = None
    importance_basis: Basis | None = None
    type: Annotated[str, OneOf(OUTCOME_TYPES)] = "narrative"
    favours: Annotated[str, OneOf(("lower", "higher"))] | None = None
    test: Annotated[str, OneOf(("index", "comparator"))] | None = None
    unit: Annotated[str, OneOf(("patient", "lesion", "segment"))] | None = None
    prevalence: list[Share] | None = None
    baseline_risks: list[BaselineRisk] | None = None
    thresholds: Thresholds | None = None
    information_size: InformationSize | None = None
    synthesis: Synthesis | None = None
    results: list[Result] | None = None
    reported: Reported | None = None
    narrative: Narrative | None = None
    certainty: Certainty | None = None
    bodies: list[Body] | None = None
    notes: list[FilledText] | None = None
