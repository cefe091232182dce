"""The shape of a closed poll on the criteria, without names."""

from typing import Annotated

from publication.bundle.shape.fields import (
    Count,
    Filled,
    Id,
    Line100,
    Moment,
    OneOf,
    Part,
)
from publication.bundle.shape.studies import Basis
from voting.codes import ANSWERS


class Polled(Part):
    """What was said of one criterion: how many gave each answer, and the comments."""

    criterion: Annotated[str, OneOf(tuple(ANSWERS))]
    counts: dict[Line100, Count] | None = None
    comments: list[Filled] | None = None


class Poll(Part):
    """A closed poll; `about` is the recommendation whose narrower population it asked about."""

    about: Id | None = None
    opened: Moment | None = None
    closed: Moment | None = None
    reopened: Moment | None = None
    because: Filled | None = None
    answered: Count
    results: list[Polled] | None = None
    basis: Basis | None = None
