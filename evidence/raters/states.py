"""How far two raters have come with a body of evidence, and what each may do next. Pure."""

from collections.abc import Sequence
from typing import Literal

from evidence.raters.visibility import Given

State = Literal[
    "unrated", "rated-by-one", "one-of-two", "to-reconcile", "reconciled", "rated-again"
]
STATES: tuple[State, ...] = (
    "unrated",
    "rated-by-one",
    "one-of-two",
    "to-reconcile",
    "reconciled",
    "rated-again",
)
RATERS = 2


def state_of(given: Sequence[Given], *, counts: bool = False, reconciled: bool = False) -> State:
    """Return where a body and part stands.

    `given` are its individual ratings, `counts`: there is a rating that counts, `reconciled`: that
    one was reconciled from two. `rated-again`: one of the two rated anew after the reconciliation,
    which stands until the other has, too, and both are reconciled again.
    """
    fresh = sum(not each.settled for each in given)
    if fresh >= RATERS:
        return "to-reconcile"
    if fresh:
        return "rated-again" if reconciled else "one-of-two"
    if not counts:
        return "unrated"
    return "reconciled" if reconciled else "rated-by-one"


def may_rate(place: str, given: Sequence[Given]) -> bool:
    """Return whether this place may give (or give again) its own rating.

    Not a third, and not while both ratings wait to be reconciled: the other one has been seen.
    """
    others = [each for each in given if each.rater != place]
    if len(others) >= RATERS:
        return False
    return not (_has_fresh(place, given) and any(not each.settled for each in others))


def may_reconcile(place: str, given: Sequence[Given]) -> bool:
    """Return whether this place may reconcile: one of the two raters, both ratings in.

    Both may be settled already: a reconciliation may be mended. One of them rated again, the other
    rates first.
    """
    settled = {each.settled for each in given}
    return len(given) == RATERS and len(settled) == 1 and place in {each.rater for each in given}


def _has_fresh(place: str, given: Sequence[Given]) -> bool:
    return any(each.rater == place and not each.settled for each in given)
