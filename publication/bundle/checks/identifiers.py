"""Ids: each once where it must be, and none that points nowhere."""

from collections.abc import Container, Iterable, Iterator

from evidence.codes import RATING_PARTS
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem, path_text


def check(bundle: Place) -> Iterator[Problem]:
    """Ids of the guideline, then those of each question."""
    yield from _repeated(bundle)
    yield from _top_references(bundle)
    for question in bundle.each("questions"):
        yield from _of_question(question, ids(bundle.each("panel")))
    for hearing in bundle.each("hearings"):
        yield from _of_hearing(hearing, ids(recommendations(bundle)))


def ids(items: Iterable[Place]) -> set[str]:
    """The ids of some things."""
    return {item["id"].text or "" for item in items} - {""}


def recommendations(bundle: Place) -> Iterator[Place]:
    """Every recommendation of every question."""
    for question in bundle.each("questions"):
        yield from question.each("recommendations")


def bodies(question: Place) -> Iterator[Place]:
    """Every body of evidence that has an id of its own."""
    for outcome in question.each("outcomes"):
        yield from outcome.each("bodies")


def _repeated(bundle: Place) -> Iterator[Problem]:
    for key in ("topics", "groups", "panel", "questions", "meetings", "hearings"):
        yield from _twice(item["id"] for item in bundle.each(key))
    yield from _twice(item["id"] for item in recommendations(bundle))
    for question in bundle.each("questions"):
        for key in ("records", "studies", "outcomes"):
            yield from _twice(item["id"] for item in question.each(key))
        yield from _twice(item["id"] for item in bodies(question))
    for hearing in bundle.each("hearings"):
        yield from _twice(comment["number"] for comment in hearing.each("comments"))


def _twice(places: Iterable[Place]) -> Iterator[Problem]:
    first: dict[object, Place] = {}
    for place in places:
        name = place.text or place.whole
        if name is None:
            continue
        if name in first:
            yield place.says(f"{name} is already used by {path_text(first[name].path[:-1])}")
        first.setdefault(name, place)


def _top_references(bundle: Place) -> Iterator[Problem]:
    topics, questions = ids(bundle.each("topics")), ids(bundle.each("questions"))
    for question in bundle.each("questions"):
        yield from _nowhere(question["topic"], topics, "topic")
    for group in bundle.each("groups"):
        yield from _list(group, "questions", questions, "question")
    for member in bundle.each("panel"):
        for conflict in member.each("conflicts"):
            yield from _nowhere(conflict["question"], questions, "question")


def _of_question(question: Place, panel: Container[str]) -> Iterator[Problem]:
    studies, outcomes = ids(question.each("studies")), ids(question.each("outcomes"))
    for record in question.each("records"):
        yield from _nowhere(record["study"], studies, "study")
    for holder in (*question.each("outcomes"), *bodies(question)):
        for result in holder.each("results"):
            yield from _nowhere(result["study"], studies, "study")
    for holder in (*question.each("outcomes"), *bodies(question)):
        for rating in (holder["certainty"], *(holder["certainty"][part] for part in RATING_PARTS)):
            yield from _raters(rating, panel)
    for recommendation in question.each("recommendations"):
        yield from _list(recommendation, "critical_outcomes", outcomes, "outcome")
        exception = recommendation["overall_certainty"]
        yield from _nowhere(exception["outcome"], outcomes, "outcome")
        if exception["by"].text is not None and exception["by"].text not in panel:
            yield exception["by"].says("nobody on the panel")


def _raters(rating: Place, panel: Container[str]) -> Iterator[Problem]:
    for by in (rating["reconciled"]["by"], *(each["by"] for each in rating.each("raters"))):
        if by.text is not None and by.text not in panel:
            yield by.says("nobody on the panel")
    yield from _twice(each["by"] for each in rating.each("raters"))


def _of_hearing(hearing: Place, known: Container[str]) -> Iterator[Problem]:
    for comment in hearing.each("comments"):
        part = comment["part"].text
        if part is None or part == "document" or part in known:
            continue
        if not part.startswith("section:") or part == "section:":
            yield comment["part"].says(
                f"must be document, section:NAME or the id of a recommendation, not {part}"
            )


def _list(holder: Place, key: str, known: Container[str], kind: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place in holder.each(key):
        yield from _nowhere(place, known, kind)
        if place.text in seen:
            yield place.says(f"{place.text} is listed twice")
        seen.add(place.text or "")


def _nowhere(place: Place, known: Container[str], kind: str) -> Iterator[Problem]:
    if place.text is not None and place.text not in known:
        yield place.says(f"there is no {kind} {place.text}")
