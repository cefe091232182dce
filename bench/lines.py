"""Lines of load that take turns: what clients were answered, kept over the rounds, as rows of the table."""

import statistics
from collections.abc import Iterator

from bench.load import Answer, Lane, request
from bench.measure import Measured


class Lines:
    """Rates and p95 of every line, a value for each round; a figure is the median over them."""

    def __init__(self) -> None:
        self._kept: dict[str, list[float]] = {}

    def note(self, name: str, answers: list[Answer], good: set[int]) -> None:
        """Keep the rate and the p95 of these answers; RuntimeError when one was not as it should be."""
        bad = [each.status for each in answers if each.status not in good]
        if bad:
            raise RuntimeError(f"{name}: {len(bad)} of {len(answers)} failed, as {bad[:3]}")
        self.keep(f"{name}/s", _rate(answers))
        self.keep(f"{name} p95", _percentile([each.took for each in answers], 95))

    def keep(self, name: str, value: float) -> None:
        """Keep a figure that something else measured."""
        self._kept.setdefault(name, []).append(value)

    def rates(
        self, name: str, line: str, anchors: dict[str, tuple[str, float]]
    ) -> Iterator[Measured]:
        """How often a line is answered a second, beside each anchor: its words, its line and the aim."""
        for words, (anchor, aim) in anchors.items():
            yield Measured(
                name=name,
                value=self._middle(f"{line}/s"),
                unit="1/s",
                anchor=words,
                anchor_value=self._middle(f"{anchor}/s"),
                aim=aim,
                at_least=True,
            )

    def p95(self, name: str, line: str, clients: int, aim: float) -> Measured:
        """The p95 of a line beside that of the empty view with as many clients."""
        return Measured(
            name=name,
            value=self._middle(f"{line} p95"),
            unit="s",
            anchor=f"empty view's p95 with {clients} at once",
            anchor_value=self._middle(f"empty@{clients} p95"),
            aim=aim,
        )

    def _middle(self, name: str) -> float:
        return statistics.median(self._kept[name])


def same(method: str, path: str, clients: int) -> list[Lane]:
    """Clients who ask for the same thing over and over."""
    return [Lane([[request(method, path)] * 6000])] * clients


def _rate(answers: list[Answer]) -> float:
    first = min(each.asked for each in answers)
    last = max(each.asked + each.took for each in answers)
    return len(answers) / (last - first)


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
