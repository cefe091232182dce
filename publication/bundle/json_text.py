"""JSON (RFC 8259) to plain data: no repeated keys, no NaN or Infinity, within limits."""

import json
from collections.abc import Sequence
from typing import Any

from publication.bundle.problems import refusal


class NotJson(ValueError):
    """A text that does not follow JSON's grammar; `place` and `message` say where and why."""

    def __init__(self, place: str, message: str) -> None:
        self.place, self.message = place, message
        super().__init__(f"{place}: {message}")


class Repeated(dict[str, Any]):
    """A mapping with a key that stood twice; found and refused, with its path, once all is read."""

    key: str


def parse_json(text: str) -> Any:
    """The data of a JSON text; NotJson where the grammar is broken, BundleRefused for the rest."""
    try:
        return json.loads(text, object_pairs_hook=_mapping, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise NotJson(f"line {error.lineno}, column {error.colno}", error.msg) from None
    except RecursionError:
        raise refusal("is nested too deep") from None
    except ValueError:
        # Python converts no whole number of more than 4300 digits.
        raise refusal("a number has too many digits") from None


def _mapping(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) == len(pairs):
        return mapping
    repeated = Repeated(mapping)
    keys = [key for key, _ in pairs]
    repeated.key = next(key for key in keys if keys.count(key) > 1)
    return repeated


def _constant(word: str) -> float:
    raise refusal(f"{word} is not a finite number")
