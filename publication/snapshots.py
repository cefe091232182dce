"""A guideline as it stands now, as plain data as a hearing lays it open."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import translation

from guideline.models import Guideline
from hearing.drafts import drafts_made_by
from publication.bundle.exporting import data_of
from publication.chain import QuestionChain, RecommendationChain, chain_of
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
DERIVED = ("outcome", "direction", "strength", "certainty", "flags")


@drafts_made_by
def hearing_draft(guideline: Guideline) -> dict[str, Any]:
    """What a hearing lays open: questions, wordings and what is derived; no ballot and no name."""
    chain = chain_of(guideline)
    return {
        "guideline": guideline.slug,
        "title": guideline.title,
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
    return {
        "id": chained.question.ref,
        "number": chained.question.number,
        "text": chained.question.text,
        "recommendations": [_recommendation(each) for each in chained.recommendations],
    }


def _recommendation(chained: RecommendationChain) -> dict[str, Any]:
    row, derived = chained.recommendation, chained.derived.as_data()
    texts = {field: getattr(row, field) for field in TEXTS}
    return {
        "id": row.ref,
        "kind": row.kind,
        **{field: text for field, text in texts.items() if text},
        **{name: derived[name] for name in DERIVED},
    }
