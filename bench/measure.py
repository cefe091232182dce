"""One measurement: how long ours takes, how long the anchor takes, and whether the aim holds."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

REPEATS = 7


@dataclass(frozen=True, slots=True)
class Measured:
    """Ours and the anchor in one unit, and the ratio.

    `aim` is the highest ratio that holds; of a rate (`at_least`) the lowest.
    """

    name: str
    value: float
    unit: str
    anchor: str
    anchor_value: float
    aim: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
        """How many times as long, or as often, as the anchor."""
        return self.value / self.anchor_value

    @property
    def holds(self) -> bool:
        """Whether the ratio is within the aim."""
        return self.ratio >= self.aim if self.at_least else self.ratio <= self.aim

    def as_data(self) -> dict[str, object]:
        """The measurement as it stands in `build/bench.json`."""
        return asdict(self) | {"ratio": self.ratio, "holds": self.holds}


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured, against what, and the aim; both are called `calls` times a turn.

    An anchor that another program timed is a number of seconds.
    """

    name: str
    ours: Callable[[], object]
    anchor_name: str
    anchor: Callable[[], object] | float
    aim: float
    calls: int = 1


def measure(case: Case) -> Measured:
    """The best of some turns of each, taken in alternation so that a busy moment hits both."""
    turns = list(_turns(case))
    return Measured(
        name=case.name,
        value=min(ours for ours, _anchor in turns),
        unit="s",
        anchor=case.anchor_name,
        anchor_value=min(anchor for _ours, anchor in turns),
        aim=case.aim,
    )


def _turns(case: Case) -> Iterator[tuple[float, float]]:
    for _ in range(REPEATS):
        ours = _seconds(case.ours, case.calls)
        timed = isinstance(case.anchor, float)
        yield ours, case.anchor if timed else _seconds(case.anchor, case.calls)


def _seconds(function: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        function()
    return (time.perf_counter() - start) / calls
