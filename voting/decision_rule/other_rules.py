"""What the other presets would have made of the same votes: for whoever checks the rule, not for minutes.

Only chair and methodologist read it, and only after the close: while a panel votes, or in its minutes,
it would be a second result.
"""

from dataclasses import dataclass, replace
from typing import Any

from guideline.permissions import place_of
from voting.models import Round
from voting.queries import counts_of, eligible_in, rounds_held_before, sight_for
from voting.rules.rule import PRESETS, Preset, rule_from
from voting.rules.tally import Tally, tally
from voting.visibility import OFFICERS


@dataclass(frozen=True, slots=True)
class OtherResult:
    """What a preset would have decided; `differs` from what the round's own rule did."""

    preset: Preset
    result: Tally
    differs: bool


def other_results(user: Any, round: Round) -> list[OtherResult]:
    """The other presets on the votes of a closed round; empty for whoever may not read them."""
    place = place_of(user, round.guideline)
    if place is None or place.role not in OFFICERS or not sight_for(user, round).tally:
        return []
    own = rule_from(round.rule)
    counts, eligible = counts_of(round), eligible_in(round)
    held = rounds_held_before(round) + 1
    decided = _decided(tally(own, counts, eligible, held))
    others = []
    for name, preset in PRESETS.items():
        # The ballots are those of the round, so its options stay.
        result = tally(replace(preset, options=own.options), counts, eligible, held)
        if preset != replace(own, options=preset.options):
            others.append(OtherResult(name, result, _decided(result) != decided))
    return others


def _decided(result: Tally) -> tuple[str, str | None, str | None]:
    return result.outcome, result.direction, result.strength
