"""Work of hearings that the outbox asks for; each module registers what it does."""

from hearing import invitations, waiting
from hearing.actions import joining, purging
from hearing.answering import samples
from hearing.intake import grouping, letters
from hearing.publishing import telling

__all__ = [
    "grouping",
    "invitations",
    "joining",
    "letters",
    "purging",
    "samples",
    "telling",
    "waiting",
]
