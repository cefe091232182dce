"""The answer to a vote, and the ways in which a vote is refused."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

COMMENT_LENGTH = 5000


class NotOnTheRoll(PermissionDenied):
    """The person was not entitled to vote when the round opened, or is no longer."""


class UnusableBallot(ValueError):
    """A choice that this round does not offer, or a comment that is too long."""


class KeyTaken(ValueError):
    """The same key came with another vote before: one of the two is a mistake."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The answer to a vote. The same vote sent again gets the same answer, with `repeated`.

    `first` says that the voter had not voted before.
    """

    receipt: str
    choice: str
    version: int
    cast_at: datetime | None
    repeated: bool = False
    first: bool = False
