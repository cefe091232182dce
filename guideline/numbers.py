"""Whole numbers in what somebody sent: in an address, a field, a cell of a table. Pure."""

from typing import Any

# Below 10^18 every database has it.
MOST_DIGITS = 18


def whole_number(said: Any) -> int | None:
    """The number that it says; None where it says none, in other digits than 0 to 9, or one that no row can have."""
    text = str(said or "")
    if not (text.isascii() and text.isdecimal()) or len(text) > MOST_DIGITS:
        return None
    return int(text)
