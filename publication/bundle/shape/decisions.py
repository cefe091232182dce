"""The shape of decisions: evidence-to-decision judgements, recommendations, rounds, rules, hearings."""

from typing import Annotated

from pydantic import (
    Discriminator,
    Field,
    PlainValidator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from hearing.codes import AUDIENCES, COMMENTER_KINDS, MOMENTS
from publication.bundle.shape.fields import (
    Count,
    Filled,
    FilledText,
    Id,
    Language,
    Line200,
    Moment,
    Number,
    OneOf,
    Part,
    Plain,
    Text,
)
from publication.bundle.shape.studies import Basis
from voting.codes import ANSWERS, CRITERIA, RECOMMENDATION_KINDS, ROUND_MODES, WAYS_OUT
from voting.rules.rule import (
    BASES,
    CHAIR_VOTES,
    COMMENT_POLICIES,
    COMPARISONS,
    DIRECTION_TESTS,
    NEITHER_AS,
    OPTIONS,
    OTHERWISES,
    PRESETS,
    PROXY_POLICIES,
)
from voting.rules.ways_out import WEAK_BY_MAJORITY

Option = Annotated[str, OneOf(OPTIONS)]
Preset = Annotated[str, OneOf(tuple(PRESETS))]


def _share(value: object) -> str | int:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("share", "must be an exact fraction such as 7/10")


# A share of the base: exact, so never a decimal. The rule itself says which shares it takes.
SHARE = {"type": ["string", "integer"], "pattern": "^[0-9]+(/[0-9]+)?$", "minimum": 0}
Fraction = Annotated[str | int, PlainValidator(_share), WithJsonSchema(SHARE)]


class RuleParts(Part):
    """A decision rule of the guideline's own; keys left out are those of its preset."""

    preset: Preset | None = None
    options: list[Option] | None = None
    base: Annotated[str, OneOf(BASES)] | None = None
    comparison: Annotated[str, OneOf(COMPARISONS)] | None = None
    strong: Fraction | None = None
    weak: Fraction | None = None
    quorum: Fraction | None = None
    rounds: Number | None = None
    otherwise: Annotated[str, OneOf(OTHERWISES)] | None = None
    direction: Annotated[str, OneOf(DIRECTION_TESTS)] | None = None
    comment: Annotated[str, OneOf(COMMENT_POLICIES)] | None = None
    proxy: Annotated[str, OneOf(PROXY_POLICIES)] | None = None
    chair: Annotated[str, OneOf(CHAIR_VOTES)] | None = None
    reminders: bool | None = None
    neither_as: Annotated[str, OneOf(NEITHER_AS)] | None = None
    pause: Count | None = None


PRESET, MAPPING = "preset!", "mapping!"


def _kind_of_rule(value: object) -> str:
    return MAPPING if isinstance(value, dict | RuleParts) else PRESET


Rule = Annotated[
    Annotated[Preset, Tag(PRESET)] | Annotated[RuleParts, Tag(MAPPING)],
    Discriminator(_kind_of_rule),
]


class Criterion(Part):
    """One evidence-to-decision criterion as the panel judged it."""

    judgement: str | None = None
    evidence: Text | None = None
    considerations: Text | None = None
    basis: Basis | None = None


class YesOrNo(Criterion):
    """Whether the problem is a priority, the intervention acceptable, feasible."""

    judgement: Annotated[str, OneOf(CRITERIA["problem"])] | None = None


class Size(Criterion):
    """How large the effects are."""

    judgement: Annotated[str, OneOf(CRITERIA["desirable_effects"])] | None = None


class PanelCertainty(Criterion):
    """How certain the panel takes the evidence to be; an input, compared with what is derived."""

    judgement: Annotated[str, OneOf(CRITERIA["certainty_of_effects"])] | None = None


class TestAccuracy(Criterion):
    """How accurate a test is; asked of tests only."""

    judgement: Annotated[str, OneOf(ANSWERS["test_accuracy"])] | None = None


class Values(Criterion):
    """How much people differ in how they value the outcomes."""

    judgement: Annotated[str, OneOf(CRITERIA["values"])] | None = None


class Balance(Criterion):
    """Which side the effects favour."""

    judgement: Annotated[str, OneOf(CRITERIA["balance"])] | None = None


class Resources(Criterion):
    """What it costs."""

    judgement: Annotated[str, OneOf(CRITERIA["resources_required"])] | None = None


class CostEffectiveness(Criterion):
    """Which side cost-effectiveness favours."""

    judgement: Annotated[str, OneOf(CRITERIA["cost_effectiveness"])] | None = None


class Equity(Criterion):
    """What it does to equity."""

    judgement: Annotated[str, OneOf(CRITERIA["equity"])] | None = None


class Etd(Part):
    """The way from evidence to decision, criterion by criterion; of a test more is asked."""

    problem: YesOrNo | None = None
    test_accuracy: TestAccuracy | None = None
    desirable_effects: Size | None = None
    undesirable_effects: Size | None = None
    certainty_of_accuracy: PanelCertainty | None = None
    certainty_of_test_effects: PanelCertainty | None = None
    certainty_of_management: PanelCertainty | None = None
    certainty_of_link: PanelCertainty | None = None
    certainty_of_effects: PanelCertainty | None = None
    values: Values | None = None
    balance: Balance | None = None
    resources_required: Resources | None = None
    certainty_of_resources: PanelCertainty | None = None
    cost_effectiveness: CostEffectiveness | None = None
    equity: Equity | None = None
    acceptability: YesOrNo | None = None
    feasibility: YesOrNo | None = None


class WayOut(Part):
    """What the chair decided when the last round brought no consensus; never a vote.

    `rule` stands with `weak` alone: the direction follows from the round's votes by it.
    """

    choice: Annotated[str, OneOf(WAYS_OUT)]
    rule: Annotated[str, OneOf((WEAK_BY_MAJORITY.name,))] | None = None
    by: Id
    reason: FilledText
    at: Moment | None = None
    basis: Basis | None = None


class Dissent(Part):
    """Why a member does not stand behind what was decided; `withheld`: without the name."""

    by: Id | None = None
    withheld: bool = False
    text: FilledText
    at: Moment | None = None
    basis: Basis | None = None


class Revoked(Part):
    """Somebody taken off the roll of a round; `counted`: their vote counts, for nobody can find it."""

    member: Id
    at: Moment
    because: Filled
    counted: bool | None = None


class Round(Part):
    """A closed voting round: ballots by place, or a tally without them.

    `eligible` says how many were entitled to vote where the panel does not tell; `rule` stands where
    the round was held under another rule than the guideline's, `statement` where it voted on another
    wording than the recommendation has now. `revoked` were taken off the roll: after the close, the
    result was computed anew. `withheld` stands for the tally of too few secret ballots.
    """

    opened: Moment | None = None
    closed: Moment | None = None
    rule: Rule | None = None
    statement: Text | None = None
    mode: Annotated[str, OneOf(ROUND_MODES)] = "online"
    ballots: dict[Id, Option] | None = None
    counts: dict[Option, Count] | None = None
    eligible: Count | None = None
    way_out: WayOut | None = None
    dissents: list[Dissent] | None = None
    withheld: bool | None = None
    revoked: list[Revoked] | None = None
    basis: Basis | None = None


class OverallCertainty(Part):
    """The one exception to the lowest certainty: an outcome that would carry the recommendation alone."""

    rule: Annotated[str, OneOf(("highest-sufficient",))]
    outcome: Id
    by: Id
    because: FilledText


class Correction(Part):
    """A slip in a wording that was voted on, mended by two people after round number `round`."""

    round: Number
    before: FilledText
    after: FilledText
    because: FilledText
    by: Id
    proposed: Moment | None = None
    confirmed_by: Id
    confirmed: Moment | None = None


class Recommendation(Part):
    """A recommendation: its wording and what it rests on. Its strength and certainty are derived."""

    id: Id
    kind: Annotated[str, OneOf(RECOMMENDATION_KINDS)] = "graded"
    population: Text | None = None
    statement: Text | None = None
    remarks: Text | None = None
    justification: Text | None = None
    subgroup: Text | None = None
    implementation: Text | None = None
    monitoring: Text | None = None
    research: Text | None = None
    critical_outcomes: list[Id] | None = None
    overall_certainty: OverallCertainty | None = None
    etd: Etd | None = None
    rounds: list[Round] | None = None
    corrections: list[Correction] | None = None
    notes: list[FilledText] | None = None


class Answer(Part):
    """What became of a comment."""

    changed: bool
    text: Filled


class Signatory(Part):
    """Who signed an organisation's comment, and where; named with consent alone."""

    name: Filled
    place: Plain | None = None


class Declarations(Part):
    """What whoever commented declared, where the hearing publishes it."""

    interests: Plain | None = None
    tobacco: Plain | None = None


class Comment(Part):
    """A comment from a public hearing, as everybody may read it.

    Comments with the same `group` say the same; `answered_with` is the number of the one whose answer,
    given for all of them, is this one's too. `redacted`: passages were blacked out.
    """

    number: Number
    part: Line200 | None = "document"
    paragraph: Number | None = None
    quote: Plain | None = None
    support: bool = False
    kind: Annotated[str, OneOf(COMMENTER_KINDS)] = "anonymous"
    name: Line200 | None = None
    signatories: list[Signatory] | None = None
    declarations: Declarations | None = None
    collected_by: Line200 | None = None
    body: Filled
    redacted: bool = False
    received: Moment | None = None
    late: bool = False
    group: Number | None = None
    answer: Answer | None = None
    answered_with: Number | None = None
    basis: Basis | None = None


class Privacy(Part):
    """What whoever commented was told about personal data."""

    version: Annotated[str, StringConstraints(max_length=40)] | None = None
    text: Plain | None = None


class Hearing(Part):
    """A public hearing that was held, with its terms; the draft that was laid open is told by its hash."""

    id: Id
    title: Text | None = None
    opened: Moment | None = None
    closed: Moment | None = None
    moment: Annotated[str, OneOf(MOMENTS)] = "draft"
    audience: Annotated[str, OneOf(AUDIENCES)] = "everybody"
    questions: list[Filled] | None = None
    asks_interests: bool = False
    asks_tobacco: bool = False
    publishes_declarations: bool = False
    language: Language | None = None
    privacy: Privacy | None = None
    keeps_months: Annotated[int, Field(ge=1, le=600)] = 24
    draft_hash: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = None
    basis: Basis | None = None
    comments: list[Comment] | None = None
