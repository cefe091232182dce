"""One thing that waits for somebody, and how long such a thing takes."""

from dataclasses import dataclass
from datetime import datetime

from guideline.models import Guideline

# How long one of each takes, in minutes, as people on panels say; a guide, not a measurement.
MINUTES = {
    "vote": 2,
    "note": 3,
    "declare": 3,
    "decide": 2,
    "survey": 5,
    "poll": 5,
    "confirm": 2,
    "settle": 5,
    "minutes": 10,
    "rate": 10,
    "reconcile": 5,
    "sign": 15,
    "answer": 10,
    "approve": 3,
    "round": 5,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: the verb on its button, what it is about, and until when."""

    verb: str
    about: str
    href: str
    guideline: Guideline
    minutes: int
    due: datetime | None = None
    detail: str = ""
