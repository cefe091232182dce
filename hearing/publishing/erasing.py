"""What is emptied where a comment's author takes it back, or its time of storage is over."""

from datetime import datetime
from typing import Any


def erased(now: datetime) -> dict[str, Any]:
    """The columns of a comment that say what somebody wrote or who they are, emptied."""
    return {
        "body": "",
        "name": "",
        "email": "",
        "consent": False,
        "quote": "",
        "signatories": [],
        "declarations": {},
        "guest": None,
        "erased_at": now,
    }
