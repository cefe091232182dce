"""The hash of what people signed or voted on. Pure.

Content is plain data: mappings, lists, text, numbers. Its canonical form leaves out what is empty, so
that a column added later changes no hash, and writes whole numbers alike whatever database kept them.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from audit.chain import canonical as canonical_text

_EMPTY_OF = (str, list, dict, tuple)
# Most values by far: kept as they are, without asking what else they might be.
_AS_IT_IS = frozenset((str, int, bool, type(None)))


def canonical(value: Any) -> Any:
    """The same content in its one form: nothing empty, whole numbers as integers, lists in order."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, dict | Mapping):
        kept = {str(key): canonical(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if not _is_empty(item)}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON of the content."""
    return hash_of_text(canonical_text(canonical(content)))


def hash_of_text(text: str) -> str:
    """The same of content that is canonical JSON already."""
    return hashlib.sha256(text.encode()).hexdigest()


def _is_empty(value: Any) -> bool:
    # By type: 0 and False are said, not left out.
    return value is None or (not value and type(value) in _EMPTY_OF)
