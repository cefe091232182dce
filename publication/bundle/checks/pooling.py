"""Whether results can be pooled as the bundle asks; the synthesis itself is asked."""

from collections.abc import Iterator

from evidence.effects import pooled_effect
from evidence.synthesis.analysis import Pooled
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.tau2 import DidNotConverge
from publication.bundle.checks import results
from publication.bundle.checks.place import Place, shaped
from publication.bundle.problems import Problem
from publication.bundle.shape.evidence import Body, Outcome


def check(bundle: Place) -> Iterator[Problem]:
    """Each body of evidence whose shape and figures are sound."""
    for question in bundle.each("questions"):
        for place in question.each("outcomes"):
            outcome = shaped(Outcome, place)
            if outcome:
                yield from _outcome(place, outcome)


def _outcome(place: Place, outcome: Outcome) -> Iterator[Problem]:
    yield from _poolable(place, outcome.type, outcome)
    for inner, body in zip(place.each("bodies"), outcome.bodies or [], strict=True):
        yield from _poolable(inner, outcome.type, body)


def _poolable(place: Place, kind: str, body: Body | Outcome) -> Iterator[Problem]:
    if any(results.of_holder(place, kind, {})):
        return
    try:
        pooled(kind, body)
    except InvalidInput as error:
        yield place["synthesis"].says(f"cannot be done: {error}")


def pooled(kind: str, body: Body | Outcome) -> Pooled | None:
    """The pooled effect of a body, without the results that somebody excluded.

    None where nothing is pooled, also where the iteration finds no end: the page will say so.
    Raises InvalidInput where it cannot be done as asked.
    """
    rows = [row.model_dump() for row in body.results or [] if not row.excluded_because]
    labels = [str(row["study"]) for row in rows]
    chosen = body.synthesis.model_dump(exclude_none=True) if body.synthesis else {}
    try:
        return pooled_effect(kind, chosen, rows, labels)
    except DidNotConverge:
        return None
