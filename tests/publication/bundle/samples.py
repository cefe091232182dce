"""Small bundles to break in one place, and what the program says of them."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from publication.bundle.opening import checked
from publication.bundle.problems import BundleRefused
from publication.bundle.reading import read
from publication.bundle.shape.fields import Part

BUNDLES = Path(__file__).parents[2] / "data" / "bundles"
EXAMPLE = BUNDLES / "example.yaml"
EVERY_KEY = BUNDLES / "every-key.yaml"
PROJECT_EXAMPLE = Path(__file__).parents[3] / "examples" / "liver-metastases-2021"

Data = dict[str, Any]


def minimal() -> Data:
    """A bundle with nothing but what is required."""
    return {
        "format": "guideline-bundle/1",
        "guideline": {"slug": "least", "title": "The least"},
        "questions": [{"id": "q1", "status": "clinical-question", "text": "A or B?"}],
    }


def example() -> Data:
    """The reference bundle as plain data, free to be changed."""
    return deepcopy(read(EXAMPLE))


def with_outcome(outcome: Data, **question: Any) -> Data:
    """A bundle with one outcome and two studies."""
    data = minimal()
    data["questions"][0] |= {
        "studies": [{"id": "s1"}, {"id": "s2"}],
        "outcomes": [{"id": "o1"} | outcome],
    } | question
    return data


def with_round(held: Data, **guideline: Any) -> Data:
    """A bundle with one round, and a panel of two voters and a methodologist."""
    data = minimal()
    data["guideline"] |= guideline
    data["panel"] = [
        {"id": "p1", "role": "chair"},
        {"id": "p2", "role": "member"},
        {"id": "p3", "role": "methodologist"},
    ]
    data["questions"][0]["recommendations"] = [{"id": "q1r1", "rounds": [held]}]
    return data


def said(data: Any) -> list[str]:
    """Everything that is wrong with data, a sentence each; empty when it is accepted."""
    try:
        checked(data)
    except BundleRefused as refused:
        return [str(problem) for problem in refused.problems]
    return []


def refused(raw: Path | bytes) -> str:
    """Why a file cannot be read at all."""
    with pytest.raises(BundleRefused) as raised:
        read(raw)
    return str(raised.value)


def all_parts(part: type[Part] = Part) -> set[type[Part]]:
    """Every mapping of the shape."""
    return {part}.union(*(all_parts(inner) for inner in part.__subclasses__()))
