"""Work of hearings that the outbox asks for; each module registers what it does."""

from hearing import invitations, waiting
from hearing.actions import purging
from hearing.intake import grouping, letters
from hearing.publishing import telling

__all__ = ["grouping", "invitations", "letters", "purging", "telling", "waiting"]
