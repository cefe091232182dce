"""Evidence as a content holds it, as models that were never saved: what follows is derived as ever.

The models get keys of their own below zero and carry their rows loaded, so that nothing asks the
database; none of them may be saved.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import Any

from django.db.models import Field, Model

from evidence.models import (
    Body,
    Flow,
    FoundCount,
    Judgement,
    Rating,
    Search,
    Study,
    StudyResult,
)
from guideline.models import Guideline, Outcome, Question

Content = Mapping[str, Any]


def question_of(content: Content, guideline: Guideline, order: Iterable[str] = ()) -> Question:
    """The question with its evidence, records left out; `order` arranges the outcomes by their ids."""
    return _Making(guideline).question(content, list(order))


class _Making:
    """Makes the rows of one content, each with a key that no saved row has."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.keys = count(-1, -1)

    def question(self, content: Content, order: list[str]) -> Question:
        row = self._row(Question, content.get("question", {}), guideline=self.guideline)
        studies = {
            ref: self._row(Study, each, ref=ref, question=row)
            for ref, each in content.get("studies", {}).items()
        }
        outcomes = content.get("outcomes", {})
        refs = sorted(outcomes, key=lambda ref: order.index(ref) if ref in order else len(order))
        _hold(
            row,
            searches=[
                self._row(Search, each, question=row) for each in content.get("searches", [])
            ],
            found=[
                self._row(FoundCount, {"design": design, "studies": studies_}, question=row)
                for design, studies_ in content.get("found", [])
            ],
            records=[],
            # What surveys came to is the outcomes' importance in the content.
            importance_surveys=[],
            studies=list(studies.values()),
            outcomes=[self._outcome(row, ref, outcomes[ref], studies) for ref in refs],
        )
        if content.get("flow"):
            row._state.fields_cache["flow"] = self._row(Flow, content["flow"], question=row)
        else:
            row._state.fields_cache["flow"] = None
        return row

    def _outcome(
        self, question: Question, ref: str, said: Content, studies: Mapping[str, Study]
    ) -> Outcome:
        row = self._row(Outcome, said, ref=ref, question=question)
        bodies = said.get("bodies", {})
        _hold(row, bodies=[self._body(row, ref, each, studies) for ref, each in bodies.items()])
        return row

    def _body(
        self, outcome: Outcome, ref: str, said: Content, studies: Mapping[str, Study]
    ) -> Body:
        row = self._row(Body, said, ref="" if ref == "body" else ref, outcome=outcome)
        results = [
            self._row(StudyResult, each, body=row, study=studies.get(each["study"]))
            for each in said.get("results", [])
        ]
        ratings = said.get("ratings", {})
        _hold(
            row,
            results=results,
            ratings=[self._rating(row, part, each) for part, each in ratings.items()],
        )
        return row

    def _rating(self, body: Body, part: str, said: Content) -> Rating:
        row = self._row(Rating, said, part="" if part == "whole" else part, body=body)
        judged = said.get("judgements", {})
        _hold(
            row,
            judgements=[
                self._row(Judgement, each, rating=row, domain=domain)
                for domain, each in judged.items()
            ],
        )
        return row

    def _row(self, model: type[Model], said: Content, **more: Any) -> Any:
        """A row with what is said of its own columns; what a content leaves out is empty."""
        columns = {field.name: field for field in model._meta.concrete_fields}
        values = {
            name: _value(columns[name], value)
            for name, value in said.items()
            if name in columns and name not in more
        }
        return model(pk=next(self.keys), **values | more)


def _value(column: Field, value: Any) -> Any:
    if column.get_internal_type() == "DateField" and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def _hold(row: Model, **rows: list[Any]) -> None:
    """Give a row its rows as if they had been prefetched."""
    held = row.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, each in rows.items():
        loaded = row._meta.get_field(name).related_model._default_manager.none()
        loaded._result_cache = each
        held[name] = loaded
