"""Counting rounds: with every reason given, against a loop that only compares."""

import random
from collections.abc import Iterator

from bench.measure import Case
from voting.rules.rule import PRESETS
from voting.rules.tally import tally

ROUNDS = 10_000
OPTIONS = ("strong-for", "weak-for", "neither", "weak-against", "strong-against", "abstain")


def cases() -> Iterator[Case]:
    rounds = _rounds()
    yield Case(
        f"close: tally of {ROUNDS:,} rounds",
        lambda: [tally(PRESETS["over-70"], counts, 43) for counts in rounds],
        "plain loop of comparisons",
        lambda: [_plainly(counts) for counts in rounds],
        aim=100,  # every count is checked and every reason kept
    )


def _rounds() -> list[dict[str, int]]:
    chance = random.Random(1)  # noqa: S311 - the same rounds in every run, not a secret
    return [{option: chance.randint(0, 7) for option in OPTIONS} for _ in range(ROUNDS)]


def _plainly(counts: dict[str, int]) -> str | None:
    base = sum(votes for option, votes in counts.items() if option != "abstain")
    for option, votes in counts.items():
        if option != "abstain" and 10 * votes > 7 * base:
            return option
    return None
