"""The hash chain: what is hashed, how, and how a break is found. Pure.

Each link is SHA-256 over the previous link and the canonical JSON of the event, as in a
transparency log (Haber & Stornetta, J Cryptol 1991;3:99, linking).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
# Most values by far: written as they are, without asking what else they might be.
_AS_IT_IS = frozenset((str, int, bool, type(None)))
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(payload: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces: the same content is always the same text.

    A whole number is written as one (1.0 as 1, as in RFC 8785): databases return 1e16 as an integer
    and -0.0 as 0, and a chain must verify on what they return.
    """
    return _ENCODER.encode(_plain(payload))


def _plain(value: Any) -> Any:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, dict | Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of plain content in canonical form."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def link(previous_hash: str, payload: Mapping[str, Any]) -> str:
    """Hash of an event that follows the event whose hash is `previous_hash`."""
    return hashlib.sha256(f"{previous_hash}\n{canonical(payload)}".encode()).hexdigest()


def around_sequence(payload: Mapping[str, Any]) -> tuple[str, str]:
    """The canonical text before and after the event's number, which only the database knows yet.

    `before + str(sequence) + after` is `canonical` of the payload with that number.
    """
    first = {key: value for key, value in payload.items() if key < "sequence"}
    last = {key: value for key, value in payload.items() if key > "sequence"}
    return f'{canonical(first)[:-1]},"sequence":', f",{canonical(last)[1:]}"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold, in words."""

    sequence: int
    because: str


@dataclass(frozen=True, slots=True)
class Link:
    """A stored event as the verification reads it."""

    sequence: int
    payload: Mapping[str, Any]
    previous_hash: str
    hash: str


def first_break(
    links: Iterable[Link], *, length: int, head: str, after: int = 0, from_hash: str = GENESIS
) -> Break | None:
    """Walk the chain in order; None when every link holds and the end is the recorded head.

    Finds an edited event, a deleted or inserted one, two that changed places, and a cut tail.
    `after` and `from_hash` begin behind an event that was walked to before.
    """
    expected, previous = after + 1, from_hash
    for row in links:
        if row.sequence != expected:
            return Break(expected, f"event {expected} is missing, event {row.sequence} follows")
        if row.previous_hash != previous:
            return Break(row.sequence, "it does not continue the event before it")
        if not _holds(row, previous):
            return Break(row.sequence, "its content is not what was recorded")
        expected, previous = expected + 1, row.hash
    if expected - 1 != length:
        return Break(
            expected, f"the chain ends after {expected - 1} events, {length} were recorded"
        )
    if previous != head:
        return Break(expected - 1, "the chain does not end in the recorded head")
    return None


def _holds(row: Link, previous: str) -> bool:
    """Whether an event is what was hashed; content that cannot even be written as JSON is not."""
    try:
        return link(previous, row.payload) == row.hash
    except (TypeError, ValueError):
        return False


def gap(kept_length: int, kept_hash: str, length: int, stored_hash: str | None) -> str:
    """What a head that was kept elsewhere says about this chain, in words; empty where they agree.

    `stored_hash` is that of the event with the kept number, None where there is none. A tail that
    was cut together with the recorded end, or a backup that is older than the kept head, shows only
    so.
    """
    if length < kept_length:
        return (
            f"the chain ends after {length} events, and the head that was kept is event "
            f"{kept_length}: the last {kept_length - length} are missing"
        )
    if stored_hash != kept_hash:
        return f"event {kept_length} is not the one that was kept: the chain was written anew"
    return ""
