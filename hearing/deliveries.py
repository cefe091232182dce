"""Work of hearings that the outbox asks for; each module registers what it does."""

__all__ = [
    *("grouping", "invitations", "joining", "letters"),
    *("purging", "samples", "telling", "waiting"),
]
