"""Numbers of comments as people write them. Pure."""

import re
from collections.abc import Iterable


def spans(numbers: Iterable[int]) -> str:
    """'1–3, 7' for 1, 2, 3 and 7."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(one) if one == other else f"{one}–{other}" for one, other in found)


def how_many(said: str) -> int:
    """How many numbers `spans` wrote: 4 for '1–3, 7', 0 for none."""
    ends = re.findall(r"(\d+)(?:–(\d+))?", said)
    return sum(int(last or first) - int(first) + 1 for first, last in ends)
