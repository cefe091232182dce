"""Moments: the evidence of a question before and after each deed, kept in the transaction of the deed.

A verb that changes evidence declares `@keeps_moment("outcome")`, naming the argument that belongs to
the question. What the evidence is, the floor above says: it registers how to take it.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.utils import timezone

from audit.actions import carrying
from audit.models import ChainHead, Event
from guideline.models import Moment, Question
from guideline.queries import take_turns
from guideline.signals import moment_kept

Action = TypeVar("Action", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Taken:
    """Evidence as it stands: the hash of all of it, the content to be kept with its own hash."""

    evidence_hash: str
    content_hash: str
    content: str


_TAKE: list[Callable[[Question], Taken]] = []
# The questions whose deed is under way: a verb that calls others leaves one moment, not many.
_UNDER_WAY: ContextVar[frozenset[int]] = ContextVar("under_way", default=frozenset())


def register(take: Callable[[Question], Taken]) -> None:
    """Say how the evidence of a question is taken, as the database holds it now."""
    _TAKE[:] = [take]


def keeps_moment(of: str) -> Callable[[Action], Action]:
    """Declare that a verb changes evidence: the state after it is kept, with the event that it records.

    `of` names the argument whose question is concerned. Goes inside `transaction.atomic`.
    """

    def declare(action: Action) -> Action:
        @wraps(action)
        def kept(**given: Any) -> Any:
            with _one_moment(given[of].question, given["by"]):
                return action(**given)

        return cast(Action, kept)

    return declare


def keep_moment(question: Question, *, event: Event | None) -> Moment | None:
    """Keep the evidence as it stands now; None where it is what the last moment left.

    The caller has recorded its event before: the head of the audit chain, locked until the
    commit, puts the moments of two people at once in one order.
    """
    taken = _TAKE[0](question)
    last = _last(question)
    if last and last.content_hash == taken.content_hash:
        return None
    moment = _moment(question, taken, event, last.sequence + 1 if last else 1)
    moment.save(force_insert=True)
    moment_kept.send(Moment, moment=moment)
    return moment


def keep_first_moments(taken: Iterable[tuple[Question, Taken]], *, event: Event) -> None:
    """Begin the history of questions that came all at once, each with its evidence."""
    Moment.objects.bulk_create(_moment(question, each, event, 1) for question, each in taken)


@contextmanager
def _one_moment(question: Question, by: Any) -> Iterator[None]:
    outer = _UNDER_WAY.get()
    if question.pk in outer:
        yield
        return
    last = _begin_history(question)
    length = ChainHead.objects.values_list("length", flat=True).first() or 0
    token = _UNDER_WAY.set(outer | {question.pk})
    try:
        # The chain so covers what was kept before: whoever alters it has to alter this event as well.
        with carrying(moment_before=bound(last) if last else None):
            yield
    finally:
        _UNDER_WAY.reset(token)
    event = _last_event(question, by, after=length)
    # A verb that changes anything records it: without any event there is nothing to look for.
    if event or Event.objects.filter(sequence__gt=length).exists():
        keep_moment(question, event=event)


def bound(moment: Moment) -> dict[str, Any]:
    """What the events of the next deed say of a moment, so that the chain binds it."""
    return {
        "question": moment.question.ref,
        "number": moment.sequence,
        "content_hash": moment.content_hash,
        "evidence_hash": moment.evidence_hash,
    }


def _begin_history(question: Question) -> Moment | None:
    """The last moment before a deed; the first deed on a question keeps what was there before it."""
    if last := _last(question):
        return last
    # Two first deeds at once: the second waits here, and finds what the first one kept.
    take_turns(question)
    return _last(question) or keep_moment(question, event=None)


def _last(question: Question) -> Moment | None:
    return question.moments.order_by("-sequence").defer("compressed").first()


def _last_event(question: Question, by: Any, *, after: int) -> Event | None:
    """The event of the deed that just ended; of several, the last sums them up."""
    events = Event.objects.filter(guideline=question.guideline.slug, actor=by, sequence__gt=after)
    return events.order_by("-sequence").first()


def _moment(question: Question, taken: Taken, event: Event | None, sequence: int) -> Moment:
    return Moment(
        question=question,
        sequence=sequence,
        at=event.at if event else timezone.now(),
        event=event,
        evidence_hash=taken.evidence_hash,
        content_hash=taken.content_hash,
        compressed=zlib.compress(taken.content.encode()),
    )
