"""The shape of what was found: searches, screening, studies and their risk of bias."""

from typing import Annotated

from pydantic import Field

from evidence.codes import SCREENING_DECISIONS, STUDY_DESIGNS
from guideline.codes import BASES
from publication.bundle.shape.fields import (
    Count,
    Date,
    FilledText,
    Id,
    Line20,
    Line200,
    Line300,
    OneOf,
    Part,
    Plain,
    Text,
    Year,
)

# Every code that some tool for risk of bias knows; which tool knows which is a check's matter.
BIAS_CODES = (
    "low",
    "some-concerns",
    "moderate",
    "serious",
    "high",
    "critical",
    "unclear",
    "no-information",
)

Basis = Annotated[str, OneOf(BASES)]
Bias = Annotated[str, OneOf(BIAS_CODES)]


class Search(Part):
    """One search of one source."""

    source: Line200 | None = None
    run_on: Date | None = None
    covers_from: Date | None = Field(None, alias="from")
    covers_to: Date | None = Field(None, alias="to")
    strategy: Plain | None = None
    records: Count | None = None
    basis: Basis | None = None


class Exclusion(Part):
    """How many full texts were excluded for one reason."""

    reason: Line300
    records: Count


class Flow(Part):
    """Counts of a screening that was done elsewhere."""

    duplicates: Count | None = None
    excluded_on_title: Count | None = None
    not_retrieved: Count | None = None
    excluded_on_full_text: list[Exclusion] | None = None
    basis: Basis | None = None


class Found(Part):
    """How many studies of a design a source says it found."""

    design: Annotated[str, OneOf(STUDY_DESIGNS)]
    studies: Count


class Record(Part):
    """A citation that a search returned, and what screening decided about it."""

    id: Id
    title: Plain | None = None
    source: Line200 | None = None
    year: Year | None = None
    doi: Line200 | None = None
    pmid: Line20 | None = None
    title_abstract: Annotated[str, OneOf(SCREENING_DECISIONS)] | None = None
    full_text: Annotated[str, OneOf(SCREENING_DECISIONS)] | None = None
    reason: Line300 | None = None
    study: Id | None = None


class Applicability(Part):
    """The three judgements of QUADAS-2 on applicability."""

    selection: Bias | None = None
    index_test: Bias | None = None
    reference: Bias | None = None


class StudyBias(Part):
    """Risk of bias of a study by the tool that was used; QUADAS-2 has four domains and no overall."""

    tool: Id
    overall: Bias | None = None
    selection: Bias | None = None
    index_test: Bias | None = None
    reference: Bias | None = None
    flow: Bias | None = None
    applicability: Applicability | None = None
    basis: Basis | None = None


class Study(Part):
    """An included study."""

    id: Id
    label: Line200 | None = None
    design: Annotated[str, OneOf(STUDY_DESIGNS)] | None = None
    year: Year | None = None
    reference: Count | None = None
    citation: Plain | None = None
    doi: Line200 | None = None
    pmid: Line20 | None = None
    sponsor: Line300 | None = None
    population: Text | None = None
    risk_of_bias: StudyBias | None = None
    notes: list[FilledText] | None = None
