"""Rating: a body of evidence is judged domain by domain; the certainty follows and is typed nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.body_proposals import stored
from evidence.codes import BODY_DESIGNS, DOMAINS, RATING_PARTS
from evidence.grade.certainty import MOST_STEPS
from evidence.models import Body, Judgement, Rating
from evidence.overriding import blockers_to_overriding, proposals_at_rating
from evidence.profile import BodyChain
from evidence.queries import bodies_of, primary_body
from guideline.models import Outcome
from guideline.queries import take_turns
from guideline.text import Text, localized
from guideline.words import words


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

    What the rules propose at that moment is kept with each judgement; another number of levels needs
    its reason, levels or none. A former rating is replaced, and kept in the record. Rated as a whole, the two parts of a
    diagnostic outcome no longer stand, and the other way round.
    """
    require(by, "evidence.rate_certainty", outcome)
    refuse_if(blockers_to_rating(outcome, design=design, judged=judged, part=part))
    # Two raters at once: the second waits, and replaces what the first one left.
    take_turns(outcome)
    body = body or primary_body(outcome) or Body.objects.create(outcome=outcome)
    chain = BodyChain(bodies_of(outcome).get(pk=body.pk), outcome)
    proposals = proposals_at_rating(chain, part, design=design, judged=judged)
    refuse_if(blockers_to_overriding(proposals, judged))
    former = body.ratings.filter(part__in=_replaced_by(part))
    before = {each.part or "whole": content(each) for each in former}
    former.delete()
    rating = Rating.objects.create(
        body=body,
        part=part,
        design=design,
        edition=outcome.guideline.grade_rules,
        by=by,
        at=timezone.now(),
    )
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
    _tell(by, outcome, rating, before)
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
    return (part, "") if part else ("", *RATING_PARTS)


def _tell(by: Any, outcome: Outcome, rating: Rating, before: dict[str, Any]) -> None:
    record(
        "certainty-rated",
        by=by,
        guideline=outcome.guideline.slug,
        target=f"{outcome.question.ref}/{outcome.ref}",
        question=outcome.question.ref,
        outcome=localized(outcome.name),
        part=rating.part,
        before=before,
        after=content(rating),
    )
