"""The hash of what people signed or voted on. Pure.

Content is plain data: mappings, lists, text, numbers. Its canonical form leaves out what is empty, so
that a column added later changes no hash, and writes whole numbers alike whatever database kept them.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from audit.chain import canonical as canonical_text

_EMPTY_OF = (str, list, dict, tuple)


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


def _is_empty(value: Any) -> bool:
    # By type: 0 and False are said, not left out.
    return value is None or (not value and type(value) in _EMPTY_OF)
