"""The history of a question's evidence: what each moment changed, and who changed what since a content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from audit.models import Event
from evidence.changes.comparing import Change, changes_between
from evidence.changes.words import Told, told
from evidence.fingerprint import SignatureState
from guideline.models import Moment, Question
from guideline.text import localized

# What changed between two contents, by their hashes: a moment is final, so this is never out of date.
_KNOWN: dict[tuple[str, str], tuple[Change, ...]] = {}
_MOST_KNOWN = 5000
_SCREENING = ("records-added", "record-screened", "full-text-assessed", "study-added")


@dataclass(frozen=True)
class Row:
    """One change with the moment that made it; without a moment nobody knows who made it.

    `event` says who, when and why; None where the change is older than the history.
    """

    change: Change
    event: Event | None = None
    moment: Moment | None = None

    @property
    def told(self) -> Told:
        """The change in words."""
        return told(self.change)

    def concerns(self, domain: str) -> bool:
        """Whether it is a judgement on this domain, or a rating that had one and went."""
        went = self.change.before if self.change.place.kind == "rating" else None
        judged = went.get("judgements", {}) if isinstance(went, Mapping) else {}
        return self.change.place.domain == domain or domain in judged

    @property
    def why(self) -> str:
        """The reason: of the deed, else of the judgement itself."""
        if self.event and self.event.reason:
            return self.event.reason
        judged = self.change.after if self.change.place.kind == "judgement" else None
        return localized(judged.get("because")) if judged else ""


@dataclass(frozen=True)
class History:
    """Every change of a question's evidence, newest first; `first` is the moment before them all."""

    rows: tuple[Row, ...]
    first: Moment | None

    def of(self, outcome: str = "", domain: str = "") -> list[Row]:
        """The rows on an outcome, on a domain, or on both; empty asks for everything."""
        return [
            row
            for row in self.rows
            if outcome in ("", row.change.place.outcome) and (not domain or row.concerns(domain))
        ]


def history_of(question: Question) -> History:
    """The whole history of a question's evidence, in one or two queries however long it is."""
    moments = moments_of(question)
    rows = tuple(
        Row(change, after.event, after)
        for before, after, changes in reversed(_steps(moments))
        for change in changes
    )
    return History(rows, moments[0] if moments else None)


def moments_of(question: Question) -> list[Moment]:
    """Every moment of a question in order, with its event; the contents are left for later."""
    rows = question.moments.defer("compressed").select_related("event")
    return list(rows.order_by("sequence"))


def moment_with_content(question: Question, sequence: int) -> Moment | None:
    """One moment by its number, with its content."""
    return question.moments.select_related("event").filter(sequence=sequence).first()


def moment_at(
    moments: Iterable[Moment], *, evidence_hash: str, at: datetime | None
) -> Moment | None:
    """The moment on which something was signed or voted: of this hash, else the last before it.

    The hash comes first: what was taken over from elsewhere may be dated before its history begins.
    """
    known = list(moments)
    same = [each for each in known if each.evidence_hash == evidence_hash]
    earlier = [each for each in known if at and each.at <= at]
    return next(reversed(same or earlier), None)


def made_by(question: Question, changes: Iterable[Change], *, since: datetime) -> list[Row]:
    """Each change with the last deed since then that touched its place."""
    wanted = list(changes)
    moments = moments_of(question)
    later = [i for i, each in enumerate(moments) if each.at > since]
    steps = _steps(moments[max(later[0] - 1, 0) :]) if later else []
    touched: dict[Any, Row] = {}
    for _before, after, step in steps:
        touched |= {change.key: Row(change, after.event, after) for change in step}
    screened = _screened(question, wanted, since)
    rows = []
    for change in wanted:
        by = touched.get(change.key)
        event = by.event if by else screened.get(change.place.kind)
        rows.append(Row(change, event, by.moment if by else None))
    return rows


def lapse_of(question: Question, state: SignatureState) -> list[Row]:
    """What lapsed the signature, each change with whoever made it; nothing unless it lapsed."""
    if state.signature is None or not state.changed:
        return []
    return made_by(question, state.changed, since=state.signature.at)


def _screened(
    question: Question, changes: Iterable[Change], since: datetime
) -> Mapping[str, Event]:
    """The last deed on records, which moments do not hold; asked for only where records changed."""
    kinds = {change.place.kind for change in changes} & {"record", "records"}
    if not kinds:
        return {}
    events = Event.objects.filter(
        guideline=question.guideline.slug,
        verb__in=_SCREENING,
        facts__question=question.ref,
        at__gt=since,
    )
    last = events.order_by("-sequence").first()
    return dict.fromkeys(kinds, last) if last else {}


def _steps(moments: list[Moment]) -> list[tuple[Moment, Moment, tuple[Change, ...]]]:
    """Each moment beside the one before it, with what changed between them."""
    pairs = list(pairwise(moments))
    _load([each for pair in pairs if _key(*pair) not in _KNOWN for each in pair])
    return [(before, after, _changes(before, after)) for before, after in pairs]


def _load(moments: list[Moment]) -> None:
    """The contents of these moments in one query, or none."""
    if not moments:
        return
    wanted = {each.pk for each in moments}
    held = dict(Moment.objects.filter(pk__in=wanted).values_list("pk", "compressed"))
    for each in moments:
        each.compressed = held[each.pk]


def _changes(before: Moment, after: Moment) -> tuple[Change, ...]:
    key = _key(before, after)
    found = _KNOWN.get(key)
    if found is None:
        found = changes_between(before.content, after.content)
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = found
    return found


def _key(before: Moment, after: Moment) -> tuple[str, str]:
    return before.content_hash, after.content_hash
