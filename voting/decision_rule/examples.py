"""What a rule asks for, in whole votes: 'with 31 votes, 22 are needed'."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from voting.rules.rule import Rule
from voting.rules.tally import HALF, OPPOSITION, votes_needed

# Up to so many votes the page looks for the last base in which only unanimity passes.
LOOKED_THROUGH = 30


@dataclass(frozen=True, slots=True)
class Needed:
    """How many of so many votes meet the shares of a rule."""

    votes: int
    strong: int
    weak: int


def needed(rule: Rule, votes: int) -> Needed:
    """The smallest numbers of votes that meet the rule's two shares."""
    strong, weak = (
        votes_needed(votes, share, rule.comparison) for share in (rule.strong, rule.weak)
    )
    return Needed(votes, strong, weak)


def examples(rule: Rule, voters: int) -> list[str]:
    """What the rule asks of a panel of so many voters, a sentence each."""
    return [*_shares(rule, voters), *_quorum(rule, voters), *_small(rule)] if voters else []


def table(rule: Rule, voters: int) -> list[Needed]:
    """The same for every number of votes up to that of the voters."""
    return [needed(rule, votes) for votes in range(1, voters + 1)]


def _shares(rule: Rule, votes: int) -> Iterator[str]:
    asked = needed(rule, votes)
    figures = {
        "n": votes,
        "strong": asked.strong,
        "weak": asked.weak,
        "side": votes_needed(votes, HALF, ">"),
        "opposed": votes_needed(votes, OPPOSITION, ">="),
        "half": votes_needed(votes, HALF, ">="),
    }
    if rule.preset == "grade-grid":
        yield _(
            "With {n} votes, one side needs {weak} and fewer than {opposed} may be opposed; it is "
            "strong where its strong option has {strong}."
        ).format(**figures)
        return
    if rule.strong == rule.weak:
        yield _("With {n} votes, {strong} are needed.").format(**figures)
    else:
        yield _("With {n} votes, strong needs {strong} and weak {weak}.").format(**figures)
    if rule.preset == "over-70-pooled":
        yield {
            "majority": _("Then one direction needs {side}."),
            "opposition": _(
                "Then one direction needs {half}, and fewer than {opposed} may be opposed."
            ),
            "threshold": _("Then one direction needs as many."),
        }[rule.direction].format(**figures)


def _quorum(rule: Rule, voters: int) -> Iterator[str]:
    if rule.quorum is not None:
        ballots = votes_needed(voters, rule.quorum, ">=")
        yield _("Of {n} entitled to vote, {ballots} must take part.").format(
            n=voters, ballots=ballots
        )


def _small(rule: Rule) -> Iterator[str]:
    """Up to which number of votes nothing short of unanimity passes."""
    unanimous = 0
    for row in table(rule, LOOKED_THROUGH):
        if min(row.strong, row.weak) < row.votes:
            break
        unanimous = row.votes
    if unanimous > 1:
        yield _("With {n} votes or fewer, nothing short of unanimity passes.").format(n=unanimous)
