"""Plain data to a file: YAML 1.2 in block style, or JSON; the same data always gives the same bytes."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publication.bundle.problems import refusal
from publication.bundle.scalars import is_text

# With one of these in front, or with one of these inside, text has a meaning for YAML.
INDICATORS = frozenset("[]{},#&*!|>'\"%@`")
NEEDS_NEIGHBOUR = frozenset("-?:")
MEANT_INSIDE = re.compile(r": |:$| #|^---|^\.\.\.")
# Line ends of YAML 1.1, the byte order mark and the tab are written as escapes.
ESCAPED = re.compile("[\t\x85\xa0\u2028\u2029\ufeff]")
INDENT = "  "


def write(data: Any, path: Path) -> Path:
    """Write data as JSON if the path ends in `.json`, else as YAML; the file that was written.

    A directory means its `guideline.yaml`. BundleRefused, in words, where it cannot be written.
    """
    path = path / "guideline.yaml" if path.is_dir() else path
    text = as_json(data) if path.suffix.lower() == ".json" else as_yaml(data)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        # Beside, then in place: nobody ever sees half a file.
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise refusal(f"cannot be written: {error.strerror or error}", str(path)) from None
    return path


def as_json(data: Any) -> str:
    """Data as JSON, two spaces a level."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_yaml(data: Any) -> str:
    """Data as YAML 1.2, one key or item a line."""
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: Any) -> Iterator[str]:
    if not isinstance(data, dict | list) or not data:
        yield from _scalar(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _entry(f"{_inline(str(key))}:", value)
    else:
        for value in data:
            yield from _item(value)


def _entry(head: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield head
        yield from (INDENT + line if line else line for line in _lines(value))
    else:
        first, *rest = _scalar(value)
        yield f"{head} {first}"
        yield from (INDENT + line if line else line for line in rest)


def _item(value: Any) -> Iterator[str]:
    first, *rest = _lines(value)
    yield f"- {first}"
    yield from (INDENT + line if line else line for line in rest)


def _scalar(value: Any) -> list[str]:
    if isinstance(value, str):
        return _block(value) if _fits_block(value) else [_inline(value)]
    if isinstance(value, dict | list):
        return ["{}" if isinstance(value, dict) else "[]"]
    return [json.dumps(value, allow_nan=False)]


def _fits_block(text: str) -> bool:
    """Whether text of several lines can stand as it is, under `|`."""
    body = text.removesuffix("\n")
    plain = not ESCAPED.search(text) and "\r" not in text
    return "\n" in body and plain and not body.startswith((" ", "\n")) and not body.endswith("\n")


def _block(text: str) -> list[str]:
    return ["|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n")]


def _inline(text: str) -> str:
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or not text.isprintable() or ESCAPED.search(text):
        return False
    if text[0] in INDICATORS or (text[0] in NEEDS_NEIGHBOUR and text[1:2] in ("", " ", ":")):
        return False
    return not MEANT_INSIDE.search(text) and is_text(text)


def _quoted(text: str) -> str:
    """Text in double quotes; JSON's escapes are YAML's."""
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[^\x20-\x7e]", _escape, escaped)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char.isprintable() and not ESCAPED.match(char):
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
