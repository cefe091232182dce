"""The shape of a whole bundle: the guideline, its panel, its questions."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from evidence.proposing.settings import SETTINGS
from guideline.codes import (
    AMOUNT_BANDS,
    CONFLICT_ACTIONS,
    DISSENT_NAMES,
    GRADE_EDITIONS,
    INTEREST_HOLDERS,
    INTEREST_KINDS,
    QUESTION_STATUSES,
    QUESTION_TYPES,
    RATERS,
    ROLES,
)
from publication.bundle.shape.decisions import Etd, Hearing, Recommendation, Rule
from publication.bundle.shape.evidence import Outcome
from publication.bundle.shape.fields import (
    Count,
    Date,
    FilledText,
    Id,
    Language,
    Line100,
    Line200,
    Line500,
    Moment,
    Number,
    OneOf,
    Part,
    Percent,
    Text,
    TimeZone,
)
from publication.bundle.shape.importance import ImportanceSurvey
from publication.bundle.shape.meetings import Meeting
from publication.bundle.shape.polls import Poll
from publication.bundle.shape.studies import Basis, Flow, Found, Record, Search, Study

FORMAT = "guideline-bundle/1"


class Scope(Part):
    """What the guideline covers; counts where the texts are not known."""

    summary: Text | None = None
    conditions: list[FilledText] | None = None
    questions_considered: Count | None = None
    future_research_questions: Count | None = None
    specialists: Count | None = None
    sources: list[FilledText] | None = None
    searched_from: Date | None = None
    searched_to: Date | None = None
    external_review: Text | None = None
    hearing: Text | None = None


class StrengthLabels(Part):
    """Words shown for the two strengths."""

    strong: FilledText | None = None
    weak: FilledText | None = None


class CertaintyLabels(Part):
    """Words shown for the four levels of certainty."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    high: FilledText | None = None
    moderate: FilledText | None = None
    low: FilledText | None = None
    very_low: FilledText | None = None


class DirectionLabels(Part):
    """Words shown for the directions."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))

    for_: FilledText | None = None
    against: FilledText | None = None
    either: FilledText | None = None


class Labels(Part):
    """Words that this guideline shows for the codes."""

    strength: StrengthLabels | None = None
    certainty: CertaintyLabels | None = None
    direction: DirectionLabels | None = None


def _within(name: str) -> Any:
    """The limits that the program sets for this setting."""
    allowed = SETTINGS[name]
    return Field(ge=allowed.lowest, le=allowed.highest)


class Proposals(Part):
    """How proposals for a rating are made; what is left out follows the rules' defaults."""

    imprecision: Annotated[str, OneOf(SETTINGS["imprecision"].words)] | None = None
    core_target: Annotated[str, OneOf(SETTINGS["core_target"].words)] | None = None
    appreciable_below: Annotated[float, _within("appreciable_below")] | None = None
    appreciable_above: Annotated[float, _within("appreciable_above")] | None = None
    appreciable_sd: Annotated[float, _within("appreciable_sd")] | None = None
    few_events: Annotated[int, _within("few_events")] | None = None
    few_participants: Annotated[int, _within("few_participants")] | None = None
    large_sample: Annotated[int, _within("large_sample")] | None = None
    implausible_change: Annotated[float, _within("implausible_change")] | None = None
    implausible_sd: Annotated[float, _within("implausible_sd")] | None = None
    continuous_size: Annotated[int, _within("continuous_size")] | None = None
    apart_limit: Annotated[float, _within("apart_limit")] | None = None
    other_side_limit: Annotated[float, _within("other_side_limit")] | None = None
    subgroup_p: Annotated[float, _within("subgroup_p")] | None = None
    prediction_from: Annotated[int, _within("prediction_from")] | None = None
    dominating: Annotated[float, _within("dominating")] | None = None
    some_concerns_as: Annotated[str, OneOf(SETTINGS["some_concerns_as"].words)] | None = None
    groups_differ_p: Annotated[float, _within("groups_differ_p")] | None = None
    small_study: Annotated[int, _within("small_study")] | None = None
    asymmetry_p: Annotated[float, _within("asymmetry_p")] | None = None


class CheckOff(Part):
    """A rule of the checks that this guideline does without."""

    rule: Id
    because: FilledText


class Guideline(Part):
    """The guideline itself, and the rules it works by."""

    slug: Id
    title: FilledText
    organisation: Text | None = None
    time_zone: TimeZone = "UTC"
    languages: list[Language] | None = None
    source: Text | None = None
    scope: Scope | None = None
    grade_rules: Annotated[str, OneOf(GRADE_EDITIONS)] = "classic"
    raters: Annotated[str, OneOf(RATERS)] = "single"
    decision_rule: Rule = "over-70"
    dissent_names: Annotated[str, OneOf(DISSENT_NAMES)] = "named"
    inconsistency_above: Percent | None = None
    proposals: Proposals | None = None
    labels: Labels | None = None
    notes: list[FilledText] | None = None
    corrections: list[FilledText] | None = None
    checks_off: list[CheckOff] | None = None
    interest_deciders: Annotated[int, Field(ge=1, le=2)] = 1


class Topic(Part):
    """A chapter of the guideline."""

    id: Id
    title: Text | None = None


class Group(Part):
    """A leaf of the summary flowchart."""

    id: Id
    title: Text | None = None
    questions: list[Id] | None = None


InterestYear = Annotated[int, Field(ge=1900, le=2999)]


class Conflict(Part):
    """An interest that was declared, and what was decided about it; without a question, for all."""

    question: Id | None = None
    kind: Annotated[str, OneOf(INTEREST_KINDS)] | None = None
    interest: Line200 | None = None
    party: Text | None = None
    whose: Annotated[str, OneOf(INTEREST_HOLDERS)] = "own"
    intervention: Line500 | None = None
    amount_band: Annotated[str, OneOf(AMOUNT_BANDS)] | None = None
    year_from: InterestYear | None = None
    year_to: InterestYear | None = None
    years: Line100 | None = None
    amount: Line100 | None = None
    action: Annotated[str, OneOf(CONFLICT_ACTIONS)] = "not-reported"
    decided_by: Text | None = None
    because: Text | None = None
    basis: Basis | None = None


class SocietyInterest(Part):
    """An interest of the body that issues the guideline; all of it is public."""

    kind: Annotated[str, OneOf(INTEREST_KINDS)]
    interest: Line200 | None = None
    party: Text | None = None
    amount_band: Annotated[str, OneOf(AMOUNT_BANDS)] | None = None
    year_from: InterestYear | None = None
    year_to: InterestYear | None = None
    handled: Text | None = None


class Place(Part):
    """A place on the panel."""

    id: Id
    role: Annotated[str, OneOf(ROLES)]
    name: Line200 | None = None
    affiliation: Text | None = None
    perspective: Text | None = None
    judges_interests: bool = False
    declared: Moment | None = None
    conflicts: list[Conflict] | None = None


class Question(Part):
    """A question in PICO form with everything that hangs from it."""

    id: Id
    number: Number | None = None
    topic: Id | None = None
    status: Annotated[str, OneOf(QUESTION_STATUSES)]
    type: Annotated[str, OneOf(QUESTION_TYPES)] = "intervention"
    text: FilledText
    population: Text | None = None
    intervention: Text | None = None
    comparator: Text | None = None
    index_test: Text | None = None
    comparator_test: Text | None = None
    reference_standard: Text | None = None
    many_outcomes_because: Text | None = None
    searches: list[Search] | None = None
    flow: Flow | None = None
    found: list[Found] | None = None
    records: list[Record] | None = None
    studies: list[Study] | None = None
    outcomes: list[Outcome] | None = None
    importance_surveys: list[ImportanceSurvey] | None = None
    etd: Etd | None = None
    polls: list[Poll] | None = None
    recommendations: list[Recommendation] | None = None
    notes: list[FilledText] | None = None


class Bundle(Part):
    """A guideline bundle: inputs only; what follows from them is derived by the program."""

    format: Annotated[str, OneOf((FORMAT,))]
    guideline: Guideline
    topics: list[Topic] | None = None
    groups: list[Group] | None = None
    panel: list[Place] | None = None
    questions: list[Question] | None = None
    society_interests: list[SocietyInterest] | None = None
    meetings: list[Meeting] | None = None
    hearings: list[Hearing] | None = None
