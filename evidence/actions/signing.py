"""Signing: a methodologist answers for the evidence of a question as it stands at that moment."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.codes import RATING_PARTS
from evidence.content_hash import canonical, content_hash
from evidence.effects import has_evidence
from evidence.fingerprint import evidence_content
from evidence.models import Body, Signature
from evidence.prisma import counts_of_records
from evidence.queries import outcomes_with_evidence
from guideline.models import Outcome, Question
from guideline.text import localized


def blockers_to_signing(question: Question) -> list[Blocker]:
    """What is unfinished: records to be screened, critical outcomes with evidence and no rating."""
    outcomes = list(outcomes_with_evidence(question))
    blockers = []
    if not outcomes:
        blockers.append(Blocker(_("The question has no outcomes.")))
    blockers += [_unrated(question, outcome) for outcome in outcomes if _lacks_rating(outcome)]
    counts = counts_of_records(list(question.records.all()))
    waiting = counts.waiting + counts.waiting_for_full_text
    if waiting:
        sentence = _("{number} records wait for a decision.").format(number=waiting)
        address = reverse("record_screen", args=[question.guideline.slug, question.ref])
        blockers.append(Blocker(sentence, address))
    return blockers


@transaction.atomic
def sign_profile(*, by: Any, question: Question, seen: str = "") -> Signature:
    """Sign for the evidence; the signature lapses by itself when any of it changes.

    `seen` is the hash of the evidence that the signer was shown: when it changed since, the
    signature is refused.
    """
    require(by, "evidence.sign_profile", question)
    content = evidence_content(question)
    now = content_hash(content)
    refuse_if(blockers_to_signing(question) + _blockers_to_hash(question, by, seen, now))
    signature = Signature.objects.create(
        question=question,
        by=by,
        at=timezone.now(),
        evidence_hash=now,
        content=canonical(content),
    )
    record(
        "profile-signed",
        by=by,
        guideline=question.guideline.slug,
        target=question.ref,
        evidence_hash=now,
    )
    return signature


def _blockers_to_hash(question: Question, by: Any, seen: str, now: str) -> list[Blocker]:
    if seen and seen != now:
        return [Blocker(_("The evidence changed while you were reading. Look at it again."))]
    last = question.signatures.order_by("at", "pk").last()
    if last and last.by_id == by.pk and last.evidence_hash == now:
        return [Blocker(_("You have signed for this evidence, and nothing changed since."))]
    return []


def _lacks_rating(outcome: Outcome) -> bool:
    """A critical outcome whose evidence nobody rated; one without evidence has nothing to rate."""
    bodies = list(outcome.bodies.all())
    if not outcome.is_critical or not any(_has_evidence(body) for body in bodies):
        return False
    primary = next((body for body in bodies if body.primary), bodies[0])
    parts = {rating.part for rating in primary.ratings.all()}
    return "" not in parts and not parts >= set(RATING_PARTS)


def _has_evidence(body: Body) -> bool:
    rows = [row for row in body.results.all() if not row.excluded_because]
    return has_evidence(rows, body.reported, body.narrative)


def _unrated(question: Question, outcome: Outcome) -> Blocker:
    sentence = _("The critical outcome “{outcome}” is not rated.")
    address = reverse("certainty_rate", args=[question.guideline.slug, question.ref, outcome.ref])
    return Blocker(sentence.format(outcome=localized(outcome.name)), address)
