"""The question that a part of a draft belongs to. Pure."""

from collections.abc import Mapping
from typing import Any


def questions_of_parts(draft: Mapping[str, Any]) -> dict[str, str]:
    """The question of each part that has one, by the name of the part; the whole draft has none."""
    found: dict[str, str] = {}
    for question in draft.get("questions", []):
        ref = question["id"]
        found[f"section:{ref}"] = ref
        found.update({each["id"]: ref for each in question.get("recommendations", [])})
    return found
