"""Surveys of importance: answers of places that exist, each once, and decisions where one was due."""

from collections.abc import Iterator, Mapping, Sequence

from guideline.importance import BETWEEN, CLASSES, Class, Rated, counts_of, spread_of, surveyed
from publication.bundle.checks.identifiers import ids
from publication.bundle.checks.place import Place, shaped
from publication.bundle.problems import Problem
from publication.bundle.shape.importance import ImportanceSurvey


def check(bundle: Place) -> Iterator[Problem]:
    """Each survey of each question, and scores of parts where an outcome has none."""
    panel = ids(bundle.each("panel"))
    for question in bundle.each("questions"):
        outcomes = ids(question.each("outcomes"))
        for outcome in question.each("outcomes"):
            if outcome["importance_of"].filled and outcome["type"].text != "diagnostic":
                yield outcome["importance_of"].says(
                    "only a diagnostic outcome has these four parts"
                )
        for survey in question.each("importance_surveys"):
            yield from _ids(survey, panel, outcomes)
            yield from _survey(survey)


def rated_in(surveys: Sequence[ImportanceSurvey], outcome: str) -> dict[str, Rated]:
    """What the last survey that scored an outcome says of it, by part; empty where none did."""
    for survey in reversed(surveys):
        decided = {
            each.item or "": _class(each.class_)
            for each in survey.decisions or []
            if each.outcome == outcome
        }
        found = surveyed(_counts(survey).get(outcome, {}), decided)
        if found:
            return found
    return {}


def _ids(survey: Place, panel: set[str], outcomes: set[str]) -> Iterator[Problem]:
    for key in ("answers", "counts", "decisions"):
        seen = set()
        for row in survey.each(key):
            about = (
                row["by"].text if key == "answers" else "",
                row["outcome"].text,
                row["item"].text,
            )
            if row["outcome"].text is not None and row["outcome"].text not in outcomes:
                yield row["outcome"].says(f"there is no outcome {row['outcome'].text}")
            if key != "counts" and row["by"].text is not None and row["by"].text not in panel:
                yield row["by"].says("nobody on the panel")
            if about in seen:
                yield row.says("says the same thing a second time")
            seen.add(about)


def _survey(place: Place) -> Iterator[Problem]:
    if place["answers"].filled == place["counts"].filled:
        both = (
            "has answers and counts"
            if place["answers"].filled
            else "has neither answers nor counts"
        )
        yield place.says(f"{both}; a closed survey has one of them")
    survey = shaped(ImportanceSurvey, place)
    if survey is None:
        return
    counts = _counts(survey)
    for row, decision in zip(place.each("decisions"), survey.decisions or [], strict=True):
        spread = spread_of(counts.get(decision.outcome, {}).get(decision.item or "", (0,) * 9))
        between = BETWEEN.get(spread.median, ()) if spread else ()
        if not between:
            yield row.says("decides nothing: the median lies in one class")
        elif decision.class_ not in between:
            yield row["class"].says(f"must be {' or '.join(between)}")


def _counts(survey: ImportanceSurvey) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Outcome -> part -> nine counts."""
    found: dict[str, dict[str, Sequence[int]]] = {}
    for row in survey.counts or []:
        found.setdefault(row.outcome, {})[row.item or ""] = row.scores
    scores: dict[tuple[str, str], list[int]] = {}
    for answer in survey.answers or []:
        scores.setdefault((answer.outcome, answer.item or ""), []).append(answer.score)
    for (outcome, item), each in scores.items():
        found.setdefault(outcome, {})[item] = counts_of(each)
    return found


def _class(word: str) -> Class:
    return next(each for each in CLASSES if each == word)
