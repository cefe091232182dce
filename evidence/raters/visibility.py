"""Who may see whose individual rating of the certainty: the one answer for pages, REST and exports. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """An individual rating as far as its secrecy goes.

    `rater` is the id of a place on the panel; `settled`: a reconciliation took the rating up.
    """

    rater: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `place` None has none on the panel; `reads`: may view evidence; `rates`: may rate it."""

    place: str | None = None
    reads: bool = False
    rates: bool = False


def may_see(viewer: Viewer, rating: Given, beside: Iterable[Given]) -> bool:
    """Return whether the viewer may see what this individual rating says.

    One's own always. Another's while it waits for reconciliation only to who has rated the same
    body and part since (`beside`: all individual ratings of it). Once reconciled, everybody who may
    view the evidence. A rating made again after a reconciliation is blind again, like a first one.
    """
    if not viewer.reads:
        return False
    if rating.settled or rating.rater == viewer.place:
        return True
    return viewer.rates and any(each.rater == viewer.place and not each.settled for each in beside)
