"""A bundle's file or bytes to plain data: dicts, lists, text, numbers, booleans and None.

Whether it is YAML or JSON is told by the content. Everything that is wrong is a `BundleRefused`
in words; no file, however made, gives a traceback.
"""

import math
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from publication.bundle.characters import FORBIDDEN, forbidden_message, text_of
from publication.bundle.json_text import NotJson, Repeated, parse_json
from publication.bundle.limits import MOST_BYTES, MOST_DEPTH, MOST_NODES
from publication.bundle.problems import BundleRefused, Problem, Step, path_text, refusal
from publication.bundle.yaml_text import parse_yaml

FILES_OF_A_DIRECTORY = ("guideline.yaml", "guideline.json")


def read(source: Path | bytes) -> Any:
    """The plain data of a bundle: of a file, of a directory's `guideline.yaml`, or of bytes.

    BundleRefused where it cannot be read, is too large or too deep, or is neither YAML nor JSON.
    """
    raw = source if isinstance(source, bytes) else _bytes_of(source)
    if len(raw) > MOST_BYTES:
        raise _too_large(len(raw))
    text = text_of(raw)
    if not text.strip():
        raise refusal("is empty")
    data = _parsed(text)
    _refuse_oddities(data)
    return data


def _bytes_of(path: Path) -> bytes:
    try:
        return _file_of(path)
    except FileNotFoundError:
        raise refusal("there is no such file") from None
    except OSError as error:
        raise refusal(f"cannot be read: {error.strerror or error}") from None
    except ValueError:
        raise refusal("is no name of a file") from None


def _file_of(path: Path) -> bytes:
    if path.is_dir():
        path = _in_directory(path)
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise refusal("is not a file")
    if found.st_size > MOST_BYTES:
        raise _too_large(found.st_size)
    with path.open("rb") as file:
        # One byte more than allowed: a file that grows meanwhile is still refused.
        return file.read(MOST_BYTES + 1)


def _in_directory(path: Path) -> Path:
    for name in FILES_OF_A_DIRECTORY:
        if (path / name).exists():
            return path / name
    raise refusal(f"is a directory without {' or '.join(FILES_OF_A_DIRECTORY)}")


def _too_large(size: int) -> BundleRefused:
    return refusal(f"is {math.ceil(size / 1e6)} MB; a bundle may have {MOST_BYTES // 1_000_000} MB")


def _parsed(text: str) -> Any:
    if text.lstrip()[0] not in "{[":
        return parse_yaml(text)
    try:
        return parse_json(text)
    except NotJson as error:
        return _flow_yaml(text, error)


def _flow_yaml(text: str, error: NotJson) -> Any:
    """YAML may begin with a brace too; where it is neither, what JSON says is clearer."""
    if text.lstrip()[1:].lstrip().startswith('"'):
        raise refusal(f"is no JSON: {error.message}", error.place) from None
    return parse_yaml(text)


def _refuse_oddities(data: Any) -> None:
    """Refuse what both parsers let through: escaped control characters, infinities, size, depth."""
    problems: list[Problem] = []
    waiting: list[tuple[tuple[Step, ...], Any]] = [((), data)]
    nodes = 1
    while waiting:
        path, value = waiting.pop()
        # Twice the length of a mapping: its keys are counted too.
        nodes += len(value) * (1 + isinstance(value, dict)) if _holds(value) else 0
        if nodes > MOST_NODES:
            raise refusal(f"holds more than {MOST_NODES} values")
        if len(path) > MOST_DEPTH:
            raise refusal(f"is nested more than {MOST_DEPTH} deep")
        problems.extend(Problem(path_text(path), message) for message in _oddities(value))
        waiting.extend((((*path, step), child) for step, child in _children(value)))
    if problems:
        raise BundleRefused(reversed(problems))


def _holds(value: Any) -> bool:
    return isinstance(value, dict | list)


def _children(value: Any) -> Iterable[tuple[Step, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _oddities(value: Any) -> list[str]:
    if isinstance(value, Repeated):
        return [f"the key {value.key!r} stands twice"]
    if isinstance(value, float) and not math.isfinite(value):
        return ["is not a finite number"]
    texts = value if isinstance(value, dict) else [value] if isinstance(value, str) else []
    return [forbidden_message(match[0]) for text in texts if (match := FORBIDDEN.search(text))]
