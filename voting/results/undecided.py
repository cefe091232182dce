"""Last rounds that brought no consensus and of which nobody has said what comes of them: reads only."""

from collections.abc import Iterable

from guideline.models import Guideline
from voting.models import Recommendation, Round, WayOut
from voting.queries import is_withheld, tally_of
from voting.rules.rule import rule_from
from voting.rules.ways_out import may_have_way_out


def rounds_without_way_out(guidelines: Iterable[Guideline]) -> list[Round]:
    """The last rounds of these guidelines, held here, for which a way out has to be decided.

    Ballots are read only where as many rounds were closed as the rule allows, and always in the same
    number of queries.
    """
    drafts = (
        Recommendation.objects.filter(pk__in=_at_their_last_round(guidelines))
        .select_related("guideline", "question__guideline")
        .prefetch_related("rounds__voters__ballots")
        .order_by("guideline", "position", "pk")
    )
    rounds = [_last(draft.rounds.all()) for draft in drafts]
    return [each for each in rounds if _waits(each)]


def _at_their_last_round(guidelines: Iterable[Guideline]) -> list[int]:
    held: dict[int, list[Round]] = {}
    rows = Round.objects.filter(recommendation__guideline__in=list(guidelines))
    for each in rows.order_by("recommendation", "number", "id"):
        held.setdefault(each.recommendation_id, []).append(each)
    last = {
        _last(rounds).pk: key
        for key, rounds in held.items()
        if _last(rounds).status == "closed"
        and not _last(rounds).imported
        and len(rounds) >= rule_from(_last(rounds).rule).rounds
    }
    decided = WayOut.objects.filter(round__in=last, taken_back_at=None)
    settled = set(decided.values_list("round", flat=True))
    return [key for round, key in last.items() if round not in settled]


def _last(rounds: Iterable[Round]) -> Round:
    """The last one that was not withdrawn; where all were, the last of those."""
    return max(rounds, key=lambda each: (each.status != "withdrawn", each.number))


def _waits(last: Round) -> bool:
    if is_withheld(last):
        return False
    earlier = [
        each
        for each in last.recommendation.rounds.all()
        if each.status == "closed" and each.number < last.number
    ]
    held = sum(tally_of(each).is_quorate for each in earlier) + 1
    return not may_have_way_out(rule_from(last.rule), tally_of(last, held), held)
