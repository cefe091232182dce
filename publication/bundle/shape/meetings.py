"""The shape of a meeting of the panel: agenda, who was there, minutes."""

from typing import Annotated

from guideline.codes import ATTENDANCES
from publication.bundle.shape.fields import (
    Id,
    Line300,
    Line500,
    Moment,
    Number,
    OneOf,
    Part,
    Plain,
    Text,
)


class AgendaItem(Part):
    """One item: a recommendation, with the number of a round held on it; a question; or words."""

    title: Text | None = None
    question: Id | None = None
    recommendation: Id | None = None
    round: Number | None = None
    minutes: Plain | None = None
    left: list[Id] | None = None


class Meeting(Part):
    """A meeting that is planned, was held, or was called off."""

    id: Id
    title: Text | None = None
    begins: Moment
    ends: Moment | None = None
    place: Line300 | None = None
    link: Line500 | None = None
    cancelled: Moment | None = None
    cancelled_because: Line500 | None = None
    attendance: dict[Id, Annotated[str, OneOf(ATTENDANCES)]] | None = None
    guests: Plain | None = None
    items: list[AgendaItem] | None = None
    closed: Moment | None = None
    confirmed: Moment | None = None
    confirmed_by: Id | None = None
