"""What a bundle says that cannot be: ids that lead nowhere, votes of nobody, counts above totals.

The checks read plain data, so they run beside the check of the shape and pass over what it refuses:
a person gets every problem of a file in one go.
"""

from collections.abc import Iterator
from typing import Any

from publication.bundle.checks import (
    bodies,
    corrections,
    exceptions,
    hearings,
    identifiers,
    importance,
    meetings,
    polls,
    pooling,
    results,
    switched_off,
    votes,
)
from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem

CHECKS = (
    identifiers.check,
    results.check,
    importance.check,
    bodies.check,
    pooling.check,
    exceptions.check,
    votes.check,
    corrections.check,
    polls.check,
    meetings.check,
    hearings.check,
    switched_off.check,
)


def problems_in(data: Any) -> Iterator[Problem]:
    """Everything that contradicts itself, whatever else is wrong with the shape."""
    bundle = Place(data)
    for check in CHECKS:
        yield from check(bundle)
