"""Meetings: of places, questions, recommendations and rounds that exist, in an order that can be."""

from collections.abc import Iterator
from datetime import datetime

from publication.bundle.checks.identifiers import ids, recommendations
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem
from publication.bundle.shape.fields import moment


def check(bundle: Place) -> Iterator[Problem]:
    """Each meeting, and the years of each interest."""
    panel, questions = ids(bundle.each("panel")), ids(bundle.each("questions"))
    rounds = {
        each["id"].text or "": len(list(each.each("rounds"))) for each in recommendations(bundle)
    }
    for meeting in bundle.each("meetings"):
        yield from _meeting(meeting, panel)
        for item in meeting.each("items"):
            yield from _item(item, panel, questions, rounds)
    for place in bundle.each("panel"):
        for conflict in place.each("conflicts"):
            yield from _years(conflict)
    for interest in bundle.each("society_interests"):
        yield from _years(interest)


def _meeting(meeting: Place, panel: set[str]) -> Iterator[Problem]:
    for ref, state in meeting["attendance"].entries():
        if ref not in panel:
            yield state.says("nobody on the panel")
    by = meeting["confirmed_by"]
    if by.text is not None and by.text not in panel:
        yield by.says("nobody on the panel")
    if meeting["confirmed"].given and not meeting["closed"].given:
        yield meeting["confirmed"].says("minutes are closed before they are confirmed")
    begins, ends = _when(meeting["begins"]), _when(meeting["ends"])
    if begins is not None and ends is not None and ends <= begins:
        yield meeting["ends"].says("must be later than the beginning")


def _item(
    item: Place, panel: set[str], questions: set[str], rounds: dict[str, int]
) -> Iterator[Problem]:
    question, draft, number = item["question"], item["recommendation"], item["round"]
    if question.text is not None and question.text not in questions:
        yield question.says(f"there is no question {question.text}")
    if draft.text is not None and draft.text not in rounds:
        yield draft.says(f"there is no recommendation {draft.text}")
    if draft.given and question.given:
        yield question.says("goes without saying: the recommendation belongs to one")
    if number.whole is not None and number.whole > rounds.get(draft.text or "", 0):
        yield number.says(f"there is no round {number.whole}")
    if not (question.given or draft.given or item["title"].filled):
        yield item.says("is about nothing: it needs a title, a question or a recommendation")
    seen: set[str] = set()
    for place in item.each("left"):
        if place.text is not None and place.text not in panel:
            yield place.says("nobody on the panel")
        if place.text in seen:
            yield place.says(f"{place.text} is listed twice")
        seen.add(place.text or "")


def _when(place: Place) -> datetime | None:
    try:
        return moment(place.text) if place.text is not None else None
    except ValueError:
        return None


def _years(interest: Place) -> Iterator[Problem]:
    first, last = interest["year_from"].whole, interest["year_to"].whole
    if first is not None and last is not None and first > last:
        yield interest["year_to"].says("lies before the first year")
