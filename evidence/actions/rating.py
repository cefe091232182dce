"""Rating: a body of evidence is judged domain by domain; the certainty follows and is typed nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.codes import BODY_DESIGNS, DOMAINS, RATING_PARTS
from evidence.grade.certainty import MOST_STEPS
from evidence.models import Body, Judgement, Rating
from evidence.profile import BodyChain
from evidence.proposing.overriding import blockers_to_overriding, proposals_at_rating
from evidence.proposing.proposals import stored
from evidence.queries import bodies_of, primary_body
from evidence.raters.pairs import RatingPair, pairs_of_outcome, viewer_of
from guideline.actions.outcomes import about
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.permissions import place_of
from guideline.queries import take_turns
from guideline.text import Text, localized
from guideline.words import words

if TYPE_CHECKING:
    from evidence.grade.proposals.rule import Proposal


@dataclass(frozen=True, slots=True)
class Judged:
    """One domain as somebody judged it: how many levels (down or up), and why."""

    levels: int
    because: Text = None


def blockers_to_rating(
    outcome: Outcome, *, design: str, judged: Mapping[str, Judged], part: str = ""
) -> list[Blocker]:
    """Everything that a rating lacks: each domain is judged, and each step has its reason."""
    blockers = []
    if design not in BODY_DESIGNS:
        blockers.append(Blocker(_("Choose the design of the studies.")))
    if part and (part not in RATING_PARTS or outcome.type != "diagnostic"):
        blockers.append(Blocker(_("Only the accuracy of a test is rated in two parts.")))
    for domain in DOMAINS:
        blockers += _blockers_to_judgement(domain, judged.get(domain))
    unknown = ", ".join(sorted(set(judged) - set(DOMAINS)))
    if unknown:
        blockers.append(Blocker(_("There is no domain “{name}”.").format(name=unknown)))
    return blockers


@transaction.atomic
@keeps_moment("outcome")
def rate_certainty(
    *,
    by: Any,
    outcome: Outcome,
    design: str,
    judged: Mapping[str, Judged],
    part: str = "",
    body: Body | None = None,
) -> Rating:
    """Rate a body of evidence on all its domains; the edition of the rules is the guideline's.

    What the rules propose at that moment is kept with each judgement; another number of levels
    needs its reason, be it levels or none. A former rating is replaced, and kept in the record.
    Rated as a whole, the two parts of a diagnostic outcome no longer stand, and the other way
    round. Where two rate, this is the person's own rating: nothing derives from it, and the record
    does not say what it says.
    """
    require(by, "evidence.rate_certainty", outcome)
    refuse_if(blockers_to_rating(outcome, design=design, judged=judged, part=part))
    # Two raters at once: the second waits, and replaces what the first one left.
    take_turns(outcome)
    if outcome.guideline.raters == "dual":
        return _rate_alone(by, outcome, body, design=design, judged=judged, part=part)
    body = body or primary_body(outcome) or Body.objects.create(outcome=outcome)
    proposals = heed_proposals(outcome, body, part, design=design, judged=judged)
    rating, before = replace_rating(body, judged, proposals, part=part, design=design, by=by)
    record(
        "certainty-rated",
        by=by,
        part=part,
        before=before,
        after=content(rating),
        **about(outcome),
    )
    return rating


def blockers_to_rating_alone(
    outcome: Outcome, body: Body | None, part: str, by: Any
) -> list[Blocker]:
    """What hinders a rating of one's own: no place, two others, or both ratings in already."""
    viewer = viewer_of(by, outcome.guideline)
    if viewer.place is None:
        return [Blocker(_("Only somebody with a place on the panel rates as one of two."))]
    pairs = [each for each in pairs_of_outcome(outcome, viewer) if each.body == body]
    same = [each for each in pairs if each.part == part]
    blockers = [_not_yours(each) for each in same if not each.may_rate]
    if not blockers and part not in _parts_of_others(pairs, viewer.place):
        sentence = (
            _("The other rater rated the two parts apart; rate them apart, too.")
            if not part
            else _("The other rater rated sensitivity and specificity together; do the same.")
        )
        blockers.append(Blocker(sentence))
    return blockers


def heed_proposals(
    outcome: Outcome, body: Body, part: str, *, design: str, judged: Mapping[str, Judged]
) -> "dict[str, Proposal]":
    """What the rules propose now; refuses a judgement that differs from it and gives no reason."""
    chain = BodyChain(bodies_of(outcome).get(pk=body.pk), outcome)
    proposals = proposals_at_rating(chain, part, design=design, judged=judged)
    refuse_if(blockers_to_overriding(proposals, judged))
    return proposals


def replace_rating(
    body: Body,
    judged: Mapping[str, Judged],
    proposals: "Mapping[str, Proposal]",
    *,
    part: str,
    **fields: Any,
) -> tuple[Rating, dict[str, Any]]:
    """Let a rating count in place of what counted; it, and what it replaced as plain data by part.

    What raters judged of the whole goes once the parts count, and the other way round.
    """
    former = body.ratings.filter(part__in=_replaced_by(part))
    before = {each.part or "whole": content(each) for each in former}
    former.delete()
    other = [each for each in _replaced_by(part) if each != part]
    Rating.individual.filter(body=body, part__in=other).delete()
    return _new_rating(body, judged, proposals, part=part, **fields), before


def _new_rating(
    body: Body, judged: Mapping[str, Judged], proposals: "Mapping[str, Proposal]", **fields: Any
) -> Rating:
    """A rating made now by the guideline's edition, with what was judged and proposed on each domain."""
    edition = body.outcome.guideline.grade_rules
    rating = Rating.objects.create(body=body, edition=edition, at=timezone.now(), **fields)
    Judgement.objects.bulk_create(
        Judgement(
            rating=rating,
            domain=domain,
            levels=each.levels,
            because=each.because or None,
            proposed=stored(proposals, domain),
        )
        for domain, each in ((domain, judged[domain]) for domain in DOMAINS)
    )
    return rating


def content(rating: Rating) -> dict[str, Any]:
    """A rating as plain data: what was judged, for the record."""
    return {
        "design": rating.design,
        "edition": rating.edition,
        "basis": rating.basis,
        "proposed": {each.domain: each.proposed for each in rating.judgements.all()},
        "judged": {
            each.domain: [each.levels, localized(each.because)] for each in rating.judgements.all()
        },
    }


def _blockers_to_judgement(domain: str, judged: Judged | None) -> list[Blocker]:
    name = words(domain).capitalize()
    if judged is None or judged.levels is None:
        return [Blocker(_("{domain} is not judged.").format(domain=name))]
    if not 0 <= judged.levels <= MOST_STEPS[domain]:
        sentence = _("{domain} moves the certainty by at most {most}.")
        return [Blocker(sentence.format(domain=name, most=MOST_STEPS[domain]))]
    if judged.levels and not localized(judged.because).strip():
        return [Blocker(_("{domain}: give the reason for the step.").format(domain=name))]
    return []


def _replaced_by(part: str) -> tuple[str, ...]:
    """The parts that a rating of this part ends: its former self, and the other way to rate."""
    return (part, "") if part else ("", *RATING_PARTS)


def _rate_alone(
    by: Any,
    outcome: Outcome,
    body: Body | None,
    *,
    design: str,
    judged: Mapping[str, Judged],
    part: str,
) -> Rating:
    """One of two raters rates: what was judged stays out of the record until it is reconciled."""
    body = body or primary_body(outcome)
    refuse_if(blockers_to_rating_alone(outcome, body, part, by))
    body = body or Body.objects.create(outcome=outcome)
    proposals = heed_proposals(outcome, body, part, design=design, judged=judged)
    place = place_of(by, outcome.guideline)
    own = Rating.individual.filter(body=body, rater=place, part__in=_replaced_by(part))
    again = own.filter(part=part, settled=True).exists()
    own.delete()
    rating = _new_rating(body, judged, proposals, part=part, design=design, rater=place, by=by)
    record(
        "certainty-rated-again" if again else "certainty-rated-alone",
        by=by,
        body=body.ref,
        part=part,
        **about(outcome),
    )
    return rating


def _not_yours(pair: RatingPair) -> Blocker:
    if pair.state == "to-reconcile" and pair.viewer.place in {each.ref for each in pair.raters}:
        return Blocker(_("Both ratings are in, and you can see the other: reconcile the two."))
    raters = ", ".join(str(each) for each in pair.raters)
    sentence = _("Two have rated this already: {raters}.")
    return Blocker(sentence.format(raters=raters))


def _parts_of_others(pairs: list[RatingPair], place: str) -> set[str]:
    """The parts that fit what the others rated and nobody has reconciled yet."""
    waiting = {
        each.part
        for each in pairs
        if any(not one.settled and one.rater != place for one in each.given)
    }
    if not waiting:
        return {"", *RATING_PARTS}
    return {""} if "" in waiting else set(RATING_PARTS)
