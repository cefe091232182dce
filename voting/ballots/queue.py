"""The open ballots of one person as a queue: which comes next, and how many are done."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef

from voting.clock import in_time
from voting.models import Ballot, Round, Voter
from voting.recusal import may_still_vote


@dataclass(frozen=True, slots=True)
class Place:
    """A round in the queue, and whether its vote is cast."""

    round: Round
    has_voted: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """Every open round on whose roll somebody stands, soonest end first; done ones keep their place."""

    places: tuple[Place, ...]

    @property
    def total(self) -> int:
        return len(self.places)

    @property
    def done(self) -> int:
        return sum(place.has_voted for place in self.places)

    @property
    def waiting(self) -> list[Round]:
        """The rounds that wait for a vote."""
        return [place.round for place in self.places if not place.has_voted]

    def number_of(self, round: Round) -> int | None:
        """Where a round stands, from 1; None where it is not in the queue."""
        numbers = {place.round.pk: n for n, place in enumerate(self.places, start=1)}
        return numbers.get(round.pk)

    def after(self, round: Round | None) -> Round | None:
        """The next round that waits, behind this one and then from the beginning; None when done."""
        here = (self.number_of(round) if round else None) or 0
        ring = self.places[here:] + self.places[:here]
        waiting = (place.round for place in ring if not place.has_voted)
        return next((each for each in waiting if round is None or each.pk != round.pk), None)


def queue_of(user: Any) -> Queue:
    """The queue of somebody who is signed in, in one query."""
    lines = (
        Voter.objects.filter(
            may_still_vote(),
            in_time("round__"),
            member__user=user,
            round__in=Round.objects.filter(status="open").exclude(mode="hands"),
        )
        .annotate(cast=Exists(Ballot.objects.filter(voter=OuterRef("pk"))))
        .select_related("round__recommendation__question", "round__recommendation__guideline")
        .order_by(F("round__closes_at").asc(nulls_last=True), "round__opened_at", "round__pk")
    )
    return Queue(tuple(Place(line.round, line.cast or line.has_voted) for line in lines))
