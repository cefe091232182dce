"""Rows of the evidence: searches, records, studies, outcomes, bodies, results, ratings."""

from typing import Any

from evidence.codes import DOMAINS, DOMAINS_UP, RATING_PARTS
from evidence.models import (
    Body,
    Flow,
    FoundCount,
    Judgement,
    Rating,
    Record,
    Search,
    Study,
    StudyResult,
)
from guideline.models import Outcome, PanelMember, Question
from publication.bundle import columns
from publication.bundle.rows import Batch, row

Data = dict[str, Any]
Outcomes = dict[tuple[str, str], Outcome]

TABLES = (
    Search,
    Flow,
    FoundCount,
    Study,
    Record,
    Outcome,
    Body,
    StudyResult,
    Rating,
    Judgement,
)
OF_A_BODY = ("synthesis", "results", "reported", "narrative", "certainty")


def add_evidence(
    data: Data, questions: dict[str, Question], panel: dict[str, PanelMember]
) -> Outcomes:
    """Save the evidence of every question; its outcomes by (question, outcome).

    `panel` holds the places by their ids: raters are some of them.
    """
    outcomes: Outcomes = {}
    batch = Batch(*TABLES)
    for item in data.get("questions", []):
        question = questions[item["id"]]
        _searches(batch, item, question)
        studies = _studies(batch, item, question)
        _records(batch, item, question, studies)
        for place, outcome in enumerate(item.get("outcomes", [])):
            saved = row(Outcome, outcome, columns.OUTCOME, question=question, position=place)
            outcomes[item["id"], saved.ref] = batch.add(saved)
            edition = data["guideline"].get("grade_rules", "classic")
            _bodies(batch, outcome, saved, studies, edition, panel)
    batch.save()
    return outcomes


def _searches(batch: Batch, item: Data, question: Question) -> None:
    for place, search in enumerate(item.get("searches", [])):
        batch.add(row(Search, search, columns.SEARCH, question=question, position=place))
    if "flow" in item:
        batch.add(row(Flow, item["flow"], columns.FLOW, question=question))
    for place, found in enumerate(item.get("found", [])):
        batch.add(row(FoundCount, found, columns.FOUND, question=question, position=place))


def _studies(batch: Batch, item: Data, question: Question) -> dict[str, Study]:
    studies = {}
    for place, study in enumerate(item.get("studies", [])):
        saved = row(Study, study, columns.STUDY, question=question, position=place)
        studies[saved.ref] = batch.add(saved)
    return studies


def _records(batch: Batch, item: Data, question: Question, studies: dict[str, Study]) -> None:
    for place, record in enumerate(item.get("records", [])):
        study = studies.get(record.get("study"))
        more = {"question": question, "study": study, "position": place}
        batch.add(row(Record, record, columns.RECORD, **more))


def _bodies(
    batch: Batch,
    item: Data,
    outcome: Outcome,
    studies: dict[str, Study],
    edition: str,
    panel: dict[str, PanelMember],
) -> None:
    for place, body in enumerate(bodies_of(item)):
        saved = row(Body, body, columns.BODY, outcome=outcome, position=place)
        batch.add(saved)
        for number, result in enumerate(body.get("results", [])):
            more = {"body": saved, "study": studies[result["study"]], "position": number}
            batch.add(row(StudyResult, result, columns.RESULT, **more))
        for part, rating in ratings_of(body.get("certainty", {})):
            if "design" in rating:
                counts = Rating(body=saved, part=part, edition=edition)
                _reconciled(counts, rating, panel)
                _rating(batch, rating, counts)
            for own in rating.get("raters", []):
                settled = "design" in rating and not own.get("again", False)
                more = {"rater": panel[own["by"]], "settled": settled}
                _rating(batch, own, Rating(body=saved, part=part, edition=edition, **more))


def bodies_of(outcome: Data) -> list[Data]:
    """The bodies of an outcome in normal form: those listed, else the one it holds itself, if any."""
    bodies = outcome.get("bodies", [])
    if not bodies:
        own = {key: outcome[key] for key in OF_A_BODY if key in outcome}
        bodies = [own] if own else []
    several = len(bodies) > 1
    return [{"primary": not several} | body for body in bodies]


def ratings_of(certainty: Data) -> list[tuple[str, Data]]:
    """The ratings of a body by part; the part is empty where it was rated as a whole."""
    parts = [(part, certainty[part]) for part in RATING_PARTS if part in certainty]
    return parts or ([("", certainty)] if certainty else [])


def _reconciled(rating: Rating, item: Data, panel: dict[str, PanelMember]) -> None:
    said = item.get("reconciled")
    if said:
        rating.reconciled_by = panel[said["by"]]
        rating.reconciled_because = said["because"]
        rating.at = said.get("at")


def _rating(batch: Batch, item: Data, rating: Rating) -> None:
    for key, column in columns.pairs(columns.RATING):
        if key in item:
            setattr(rating, column, item[key])
    batch.add(rating)
    for domain in DOMAINS:
        if domain in item:
            levels = item[domain]["up" if domain in DOMAINS_UP else "down"]
            more = {"rating": rating, "domain": domain, "levels": levels}
            batch.add(row(Judgement, item[domain], columns.JUDGEMENT, **more))
