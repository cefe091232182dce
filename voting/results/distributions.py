"""How the votes of a round fell, option by option: what a bar chart and its table show."""

from collections.abc import Mapping
from dataclasses import dataclass

from voting.results.words import share_of
from voting.rules.rule import OPTIONS, Option, Rule
from voting.rules.tally import Tally

# Presets in which each option must reach the threshold by itself: there a mark on the bars is true.
MARKED = ("over-70", "two-thirds")
BAR = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: its votes, its share of the base in words, its length of 100, whether it won."""

    option: Option
    votes: int
    share: str
    length: int
    won: bool


@dataclass(frozen=True, slots=True)
class Distribution:
    """The bars of one round; `mark` is where, of 100, the votes that were needed stand."""

    bars: tuple[Bar, ...]
    mark: int | None
    needed: int | None


def distribution_of(rule: Rule, result: Tally) -> Distribution:
    """The votes for each option of the round, in the ballot's order."""
    longest = max(result.base, 1)
    needed = result.needed if rule.preset in MARKED else None
    return Distribution(
        tuple(_bar(rule, option, result, longest) for option in OPTIONS if option in rule.options),
        None if needed is None or needed > longest else BAR * needed // longest,
        needed,
    )


def _bar(rule: Rule, option: Option, result: Tally, longest: int) -> Bar:
    votes = result.votes.get(option, 0)
    # Who abstains stands outside most bases, and is then a part of no share.
    counts = option not in rule.abstentions or result.base == result.ballots != 0
    return Bar(
        option,
        votes,
        share_of(votes, result.base) if counts else "",
        min(BAR, BAR * votes // longest),
        option == result.winner,
    )


def rows_of(distributions: Mapping[int, Distribution]) -> list[tuple[Option, list[Bar | None]]]:
    """Each option that any of the rounds offered, with its bar in each round or None."""
    found = {
        number: {bar.option: bar for bar in each.bars} for number, each in distributions.items()
    }
    offered = [option for option in OPTIONS if any(option in bars for bars in found.values())]
    return [(option, [bars.get(option) for bars in found.values()]) for option in offered]
