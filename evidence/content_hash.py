"""The hash of what people signed or voted on, and what differs between two such contents. Pure.

Content is plain data: mappings, lists, text, numbers. Its canonical form leaves out what is empty, so
that a column added later changes no hash, and writes whole numbers alike whatever database kept them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.chain import canonical as canonical_text

_EMPTY_OF = (str, list, dict, tuple)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two contents differ: its path, and the value on each side (None: absent)."""

    path: str
    before: Any
    after: Any


def canonical(value: Any) -> Any:
    """The same content in its one form: nothing empty, whole numbers as integers, lists in order."""
    if isinstance(value, Mapping):
        kept = {str(key): canonical(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_empty(item)}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON of the content."""
    return hashlib.sha256(canonical_text(canonical(content)).encode()).hexdigest()


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every place where the contents differ, by path; empty exactly when their hashes are equal."""
    return list(_compare("", canonical(before), canonical(after)))


def _compare(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            inner = f"{path}.{key}" if path else key
            yield from _compare(inner, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            yield from _compare(f"{path}[{index}]", _at(before, index), _at(after, index))
    elif before != after:
        yield Difference(path, before, after)


def _at(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None


def _is_empty(value: Any) -> bool:
    # By type: 0 and False are said, not left out.
    return value is None or (not value and type(value) in _EMPTY_OF)
