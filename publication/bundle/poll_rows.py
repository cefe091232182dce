"""Rows of closed polls on the criteria."""

from collections.abc import Mapping
from typing import Any

from guideline.models import Question
from publication.bundle import columns
from publication.bundle.rows import Batch, row
from voting.models import Poll, Recommendation

Data = dict[str, Any]


def add_polls(data: Data, questions: Mapping[str, Question], guideline: Any) -> None:
    """Save the closed polls of every question, after its recommendations."""
    known = {each.ref: each for each in Recommendation.objects.filter(guideline=guideline)}
    batch = Batch(Poll)
    for item in data.get("questions", []):
        for number, said in enumerate(item.get("polls", []), start=1):
            more = {
                "question": questions[item["id"]],
                "recommendation": known.get(said.get("about", "")),
                "number": number,
                "status": "closed",
                "results": said.get("results", []),
            }
            batch.add(row(Poll, said, columns.POLL, **more))
    batch.save()
