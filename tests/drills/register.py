"""The drills by number; each is a function of the site that returns what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.drills.site import Site


@dataclass
class Outcome:
    """The figures that the line prints, and what was not as it must be."""

    figures: str
    faults: list[str] = field(default_factory=list)


Drill = Callable[[Site], Outcome]
DRILLS: dict[int, tuple[str, Drill]] = {}


def drill(number: int, name: str) -> Callable[[Drill], Drill]:
    """Register a drill under its number."""

    def register(function: Drill) -> Drill:
        DRILLS[number] = (name, function)
        return function

    return register


def unless(holds: bool, fault: str) -> list[str]:
    """The fault, where something does not hold."""
    return [] if holds else [fault]
