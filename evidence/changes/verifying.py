"""Whether the moments of a question still hold what was kept: each against its hash, and the chain of events.

The events of each deed say what the last moment before it was (`guideline.moments.bound`), and the
audit chain covers them; so a moment that is altered with its own hash is found as well, once another
deed followed it.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from audit.models import Event
from evidence.content_hash import content_hash
from guideline.models import Moment, Question
from guideline.moments import bound


@dataclass(frozen=True, slots=True)
class BadMoment:
    """The first moment that does not hold, by its number, and why in words."""

    sequence: int
    because: str


def first_bad_moment(question: Question) -> BadMoment | None:
    """Read every moment of a question whole; None when each holds.

    Finds altered content, hashes and times, a missing moment and one under another event. The last
    moments may be cut off unseen, and the last one altered with its hash, until the next deed.
    """
    claims = _claims(question)
    expected, last_event = 1, 0
    for moment in _moments(question):
        if moment.sequence != expected:
            return BadMoment(expected, _("it is missing"))
        if because := _wrong(moment, last_event, claims.get(expected, [])):
            return BadMoment(expected, because)
        last_event = moment.event.sequence if moment.event else 0
        expected += 1
    cut = [number for number in claims if number >= expected]
    return BadMoment(min(cut), _("it is missing")) if cut else None


def _moments(question: Question) -> Any:
    # The times are compared with those of the events; the contents come one by one.
    rows = question.moments.select_related("event", "question__guideline")
    return rows.order_by("sequence").iterator(chunk_size=50)


def _claims(question: Question) -> dict[int, list[Mapping[str, Any]]]:
    """What the chain says of the moments, by their number."""
    said = Event.objects.filter(
        guideline=question.guideline.slug, facts__moment_before__question=question.ref
    ).values_list("facts__moment_before", flat=True)
    found: dict[int, list[Mapping[str, Any]]] = {}
    for each in said:
        found.setdefault(each["number"], []).append(each)
    return found


def _wrong(moment: Moment, last_event: int, claims: list[Mapping[str, Any]]) -> str:
    """What does not hold of one moment; empty when everything does."""
    if not _is_what_was_hashed(moment):
        return _("its content is not what its hash was made of")
    if any(each != bound(moment) for each in claims):
        return _("it is not the one that the audit chain tells of")
    event = moment.event
    if event is None:
        return "" if moment.sequence == 1 else _("it names no event")
    if event.guideline != moment.guideline.slug or event.sequence <= last_event:
        return _("it names another event than that of its deed")
    return "" if event.at == moment.at else _("its time is not that of its event")


def _is_what_was_hashed(moment: Moment) -> bool:
    try:
        return content_hash(moment.content) == moment.content_hash
    except (zlib.error, json.JSONDecodeError, UnicodeDecodeError, TypeError, AttributeError):
        return False
