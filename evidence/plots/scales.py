"""From figures to places on an axis: linear and logarithmic scales, and their ticks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .text_width import text_width
from .wording import tick

TICK_SIZE = 11.0
# More labels than this are no help, however wide the axis.
MOST_TICKS = 9
_GAP = 9.0
# Larger figures are drawn as without end, and so are ratios beyond 10 to the 100.
_NO_END, _NO_END_OF_LOG = 1e300, 230.0
# How far a label may reach beyond the end of its axis.
OVERHANG = 8.0
# How far beyond the point estimates an axis goes before an interval is cut off with an arrow.
_REACH_BY_SPAN = 0.75
_REACH_BY_WIDTH = 1.6


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`, both as people read them; `log` for ratios."""

    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Where a value stands: 0 at `low`, 1 at `high`, beyond them outside."""
        low, high = self._on(self.low), self._on(self.high)
        return (self._on(value) - low) / (high - low)

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return self.low <= value <= self.high

    def ticks(self, width: float, *, size: float = TICK_SIZE) -> tuple[float, ...]:
        """The finest sensible ticks whose labels have room on an axis of this width; none if none has."""
        best: tuple[float, ...] = ()
        for candidate in self._candidates():
            inside = tuple(value for value in candidate if self._almost_holds(value))
            if len(inside) > len(best) and self._has_room(inside, width, size):
                best = inside
        return best

    def label_places(
        self, values: tuple[float, ...], width: float, *, size: float = TICK_SIZE
    ) -> list[float]:
        """The middles of the labels: under their ticks, unless they would reach far beyond the axis."""
        places = []
        for value in values:
            spare = text_width(tick(value), size) / 2 - OVERHANG
            places.append(min(max(self.share(value) * width, spare), width - spare))
        return places

    def _on(self, value: float) -> float:
        return math.log(value) if self.log else value

    def _almost_holds(self, value: float) -> bool:
        return -1e-9 <= self.share(value) <= 1 + 1e-9

    def _has_room(self, values: tuple[float, ...], width: float, size: float) -> bool:
        if len(values) > MOST_TICKS:
            return False
        places = self.label_places(values, width, size=size)
        halves = [text_width(tick(value), size) / 2 for value in values]
        return all(
            places[i + 1] - places[i] >= halves[i] + halves[i + 1] + _GAP
            for i in range(len(values) - 1)
        )

    def _candidates(self) -> Iterator[tuple[float, ...]]:
        if self.log:
            yield from _log_candidates(self.low, self.high)
        yield from _linear_candidates(self.low, self.high)


def _log_candidates(low: float, high: float) -> Iterator[tuple[float, ...]]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for step in (100, 50, 20, 12, 6, 3, 2, 1):
        yield tuple(10.0**p for p in range(first - first % step, last + 1, step))
    for leading in ((1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        yield tuple(m * 10.0**p for p in range(first, last + 1) for m in leading)


def _linear_candidates(low: float, high: float) -> Iterator[tuple[float, ...]]:
    """Even steps, the coarsest first. A wide ratio would have them all at its upper end."""
    if low > 0 and high / low > 3:
        return
    power = math.floor(math.log10(high - low))
    for leading in (5.0, 2.0, 1.0, 0.5, 0.2):
        step = leading * 10.0**power
        start, end = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        yield tuple(float(f"{i * step:.12g}") for i in range(start, end + 1))


def scale_for(
    estimates: Iterable[float],
    intervals: Iterable[tuple[float, float]],
    *,
    null: float | None,
    log: bool,
) -> Scale:
    """The scale that holds every estimate and the null value, and of the intervals what is usual.

    A limit far out is left to an arrow, and so is an estimate that has no end.
    """
    on: Callable[[float], float] = _log if log else float
    given = [*estimates, *([] if null is None else [null])]
    end = _NO_END_OF_LOG if log else _NO_END
    core = [value for value in map(on, given) if abs(value) < end] or [0.0]
    limits = [(on(lower), on(upper)) for lower, upper in intervals]
    reach = _reach(core, limits, least=math.log(1.25) if log else 0.0)
    low = max([min(core) - reach, min([*_finite(limits, 0), *core])])
    high = min([max(core) + reach, max([*_finite(limits, 1), *core])])
    pad = 0.04 * (high - low) or (0.5 if log else max(abs(low), 1.0) / 2)
    low, high = max(low - pad, -end), min(high + pad, end)
    return Scale(math.exp(low), math.exp(high), True) if log else Scale(low, high)


def _log(value: float) -> float:
    if not 0 < value < math.inf:
        return math.copysign(math.inf, value - 1)
    return math.log(value)


def _finite(limits: list[tuple[float, float]], side: int) -> list[float]:
    return [each[side] for each in limits if math.isfinite(each[side])]


def _reach(core: list[float], limits: list[tuple[float, float]], *, least: float) -> float:
    widths = sorted((high - low) / 2 for low, high in limits if math.isfinite(high - low))
    usual = widths[len(widths) // 2] if widths else 0.0
    return max(_REACH_BY_SPAN * (max(core) - min(core)), _REACH_BY_WIDTH * usual, least)
