"""'May we?' has one answer: a list of what stands in the way, empty when nothing does.

The page shows the list beside the disabled button; the action raises it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that is missing: a sentence, and where to mend it (a path, or empty)."""

    sentence: str
    link: str = ""

    def __str__(self) -> str:
        return str(self.sentence)


class Blocked(Exception):
    """Raised by an action whose blockers are not empty; it carries all of them."""

    def __init__(self, blockers: list[Blocker]) -> None:
        self.blockers = blockers
        super().__init__("; ".join(str(blocker) for blocker in blockers))


def refuse_if(blockers: list[Blocker]) -> None:
    """Raise `Blocked` with every blocker, or return when there is none."""
    if blockers:
        raise Blocked(blockers)
