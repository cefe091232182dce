"""What is wrong with a bundle's shape, in words: one sentence for each error that pydantic reports."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from publication.bundle.problems import Problem, Step, path_text, shortened
from publication.bundle.shape import Bundle
from publication.bundle.shape.fields import NOT_BLANK, Part

# What the program derives from a bundle; where the shape has no such key, it may not stand.
DERIVED = frozenset(
    [
        "strength",
        "certainty",
        "direction",
        "outcome",
        "decision",
        "decided_in_round",
        "votes",
        "tally",
        "base",
        "flags",
        "totals",
        "recommendation_totals",
        "level",
        "overall",
        "start",
        "estimate",
        "ci",
        "ci_lower",
        "ci_upper",
        "effect",
        "pooled",
        "weight",
        "weight_pct",
        "i2",
        "h2",
        "q",
        "q_df",
        "q_p",
        "tau2",
        "p",
        "p_value",
        "se_pooled",
        "absolute_effects",
        "absolute_effect",
        "included",
        "recommendation",
        "result",
        "percent",
        "share",
        "recused",
        "absent",
        "evidence_hash",
        "quality",
        "grade",
    ]
)

SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text{quotes}",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "greater_than_equal": "must be at least {ge}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
    "string_too_long": "is longer than {max_length} characters",
    "literal_error": "must be {expected}, not {input}",
    "string_pattern_mismatch": "must be a short name of letters, digits, - and _, not {input}",
    "too_short": "needs {min_length} of them, has {actual_length}",
    "too_long": "may have {max_length} of them, has {actual_length}",
}


def problems_of(error: ValidationError, most: int) -> list[Problem]:
    """The errors of a validation as problems, `most` at most, in the order of the bundle's shape."""
    return [_problem(detail) for detail in error.errors(include_url=False)[:most]]


def _problem(detail: ErrorDetails) -> Problem:
    path = steps_of(detail["loc"])
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return Problem(path_text(path), _about_key(detail))
    if detail["type"] == "extra_forbidden":
        return Problem(path_text(path), _unknown_key(path))
    return Problem(path_text(path), _sentence(detail))


def steps_of(loc: Sequence[Step]) -> tuple[Step, ...]:
    """A path without the marks that pydantic adds for its choices and keys."""
    return tuple(
        step for step in loc if isinstance(step, int) or not (step.endswith("!") or step == "[key]")
    )


def _sentence(detail: ErrorDetails) -> str:
    template = SENTENCES.get(detail["type"])
    figures: dict[str, Any] = dict(detail.get("ctx", {}))
    if template is None:
        return detail["msg"]
    if figures.get("pattern") == NOT_BLANK:
        return "must not be empty"
    if "expected" in figures:
        figures["expected"] = str(figures["expected"]).replace("'", "")
    figures["input"] = shown(detail["input"])
    figures["quotes"] = _quotes(detail["input"])
    return template.format_map(figures)


def _quotes(value: object) -> str:
    if isinstance(value, bool | int | float):
        return f"; put {shown(value)} in quotes"
    return ""


def shown(value: object) -> str:
    """A value as a sentence names it; never more than a few words of it."""
    if value is None or isinstance(value, bool):
        return {None: "empty", True: "true", False: "false"}[value]
    if isinstance(value, Mapping | list):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    return shortened(str(value))


def _about_key(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
        return f"must be {expected}"
    return f"{shown(detail['input'])} cannot be a key here"


def _unknown_key(path: Sequence[Step]) -> str:
    key = str(path[-1])
    known = sorted({name for part in parts_at(path[:-1]) for name in names_of(part)})
    if key in DERIVED:
        return "is derived by the program; remove it"
    near = get_close_matches(key, known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else "unknown key"


def parts_at(path: Sequence[Step]) -> set[type[Part]]:
    """The mappings of the shape that may stand at a path."""
    parts: set[type[Part]] = {Bundle}
    for step in path:
        if isinstance(step, str):
            parts = {
                inner
                for part in parts
                for name, field in part.model_fields.items()
                if step == (field.alias or name)
                for inner in _parts_in(field.annotation)
            }
    return parts


def names_of(part: type[Part]) -> list[str]:
    """The keys of a mapping."""
    return [field.alias or name for name, field in part.model_fields.items()]


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)
