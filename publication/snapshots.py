"""A guideline as it stands now, as plain data as a hearing lays it open."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import translation

from evidence.profiles.building import profile_table
from guideline.models import Guideline
from hearing.drafts import drafts_made_by
from publication.bundle.exporting import data_of
from publication.chain import QuestionChain, RecommendationChain, chain_of
from publication.exports.layout import Cell, sheets_of
from publication.public_interests import people_of, society_of

TEXTS = (
    "population",
    "statement",
    "remarks",
    "justification",
    "subgroup",
    "implementation",
    "monitoring",
    "research",
)
PICO = (
    "population",
    "intervention",
    "comparator",
    "index_test",
    "comparator_test",
    "reference_standard",
)
DERIVED = ("outcome", "direction", "strength", "certainty", "flags")


@drafts_made_by
def hearing_draft(guideline: Guideline) -> dict[str, Any]:
    """What a hearing lays open: questions, wordings and what is derived; no ballot and no name."""
    chain = chain_of(guideline)
    summary = (guideline.scope or {}).get("summary")
    return {
        "guideline": guideline.slug,
        "title": guideline.title,
        **({"scope": summary} if summary else {}),
        "questions": [_question(each) for each in chain.clinical],
        "totals": chain.totals.as_data(),
        **_interests(guideline),
    }


def _interests(guideline: Guideline) -> dict[str, Any]:
    """What the panel and the society declared, as far as it is public; empty where there is nobody."""
    # The same draft must be the same whoever lays it open, in whatever language they read.
    with translation.override(settings.LANGUAGE_CODE):
        said = data_of(guideline, with_ballots=False)
        people = [asdict(person) for person in people_of(said)]
        return {"people": people, "society": society_of(said)}


def _question(chained: QuestionChain) -> dict[str, Any]:
    question = chained.question
    pico = {name: text for name in PICO if (text := getattr(question, name))}
    findings = _findings(chained) if chained.outcomes else None
    return {
        "id": question.ref,
        "number": question.number,
        "text": question.text,
        **({"pico": pico} if pico else {}),
        **({"findings": findings} if findings else {}),
        "recommendations": [_recommendation(each) for each in chained.recommendations],
    }


def _findings(chained: QuestionChain) -> dict[str, Any]:
    """The summary of findings as it is laid out for paper, in the language that governs."""
    known = dict(settings.LANGUAGES)
    governing = next(iter(chained.question.guideline.languages), settings.LANGUAGE_CODE)
    with translation.override(governing if governing in known else settings.LANGUAGE_CODE):
        _profile, findings = sheets_of(profile_table(chained.question, chained.outcomes))
    return {
        "title": findings.title,
        "columns": [column.title for column in findings.columns],
        "rows": [[_cell(cell) for cell in row] for row in findings.rows],
        "footnotes": [each.text for each in findings.footnotes],
        "notes": list(findings.notes),
        "evidence_hash": findings.evidence_hash,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    """The cell with only what it has beside its text."""
    more = {
        "footnotes": list(cell.footnotes),
        "level": cell.level,
        "span": cell.span if cell.span > 1 else None,
        "heading": cell.heading,
    }
    return {"text": cell.text} | {name: said for name, said in more.items() if said}


def _recommendation(chained: RecommendationChain) -> dict[str, Any]:
    row, derived = chained.recommendation, chained.derived.as_data()
    texts = {field: getattr(row, field) for field in TEXTS}
    return {
        "id": row.ref,
        "kind": row.kind,
        **{field: text for field, text in texts.items() if text},
        **{name: derived[name] for name in DERIVED},
    }
