"""Reconciling: two raters agree on the rating that counts; what each had judged is kept."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.actions.rating import (
    Judged,
    blockers_to_rating,
    content,
    heed_proposals,
    replace_rating,
)
from evidence.models import Body, Rating
from evidence.raters.pairs import RatingPair, pair_of, rating_place, viewer_of
from evidence.raters.states import RATERS
from guideline.actions.outcomes import about
from guideline.moments import keeps_moment
from guideline.permissions import place_of
from guideline.queries import take_turns
from guideline.text import Text, localized


def blockers_to_reconciling(pair: RatingPair) -> list[Blocker]:
    """What stands in the way: one rating only, or somebody who is none of the two raters."""
    if len(pair.individual) < RATERS:
        return [Blocker(_("Two ratings are reconciled; there is only one, or none."))]
    if pair.viewer.place not in {each.ref for each in pair.raters}:
        raters = ", ".join(str(each) for each in pair.raters)
        sentence = _("Only the two raters reconcile what they rated: {raters}.")
        return [Blocker(sentence.format(raters=raters))]
    if not pair.may_reconcile:
        again = ", ".join(str(each) for each in pair.raters_again)
        sentence = _("{rater} rated again after reconciliation; the other one has to, first.")
        return [Blocker(sentence.format(rater=again))]
    return []


@transaction.atomic
@keeps_moment("body")
def reconcile_certainty(
    *,
    by: Any,
    body: Body,
    design: str,
    judged: Mapping[str, Judged],
    because: Text,
    part: str = "",
    seen: int | None = None,
) -> Rating:
    """Keep the rating on which the two raters agreed; from now on it is the one that counts.

    `seen` is the key of the rating that counted when the page was opened (None for none): when
    somebody reconciled meanwhile, this is refused.
    """
    outcome = body.outcome
    require(by, "evidence.rate_certainty", outcome)
    # Two at once: the second waits, and finds what the first one kept.
    take_turns(outcome)
    pair = pair_of(body, part, viewer_of(by, outcome.guideline))
    refuse_if(
        blockers_to_rating(outcome, design=design, judged=judged, part=part)
        + _blockers_to_reason(because)
        + blockers_to_reconciling(pair)
        + _blockers_to_turn(pair, seen)
    )
    proposals = heed_proposals(outcome, body, part, design=design, judged=judged)
    rating, before = replace_rating(
        body,
        judged,
        proposals,
        part=part,
        design=design,
        by=by,
        reconciled_by=place_of(by, outcome.guideline),
        reconciled_because=because,
    )
    Rating.individual.filter(body=body, part=part).update(settled=True)
    _tell(by, rating, pair, before, because)
    return rating


def _tell(by: Any, rating: Rating, pair: RatingPair, before: Any, because: Text) -> None:
    record(
        "certainty-reconciled",
        by=by,
        reason=localized(because),
        body=rating.body.ref,
        part=rating.part,
        raters=", ".join(str(each) for each in pair.raters),
        individual={rating_place(each).ref: content(each) for each in pair.individual},
        before=before,
        after=content(rating),
        **about(rating.body.outcome),
    )


def _blockers_to_reason(because: Text) -> list[Blocker]:
    if localized(because).strip():
        return []
    return [Blocker(_("Say how the two ratings were reconciled."))]


def _blockers_to_turn(pair: RatingPair, seen: int | None) -> list[Blocker]:
    now = pair.counts.pk if pair.counts else None
    if now == seen:
        return []
    sentence = _("Somebody kept another rating while you were reading. Look at it again.")
    return [Blocker(sentence)]
