"""Signing: a methodologist answers for the evidence of a question as it stands at that moment."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.content_hash import canonical, content_hash
from evidence.fingerprint import evidence_content, with_evidence
from evidence.models import Signature
from evidence.prisma import counts_of_records
from evidence.profile import OutcomeChain, outcomes_of
from evidence.raters.pairs import RatingPair, pairs_of
from evidence.raters.visibility import Viewer
from guideline.models import Outcome, Question
from guideline.queries import take_turns
from guideline.text import localized
from guideline.words import words

# What two raters have left undone, and how it reads.
UNFINISHED = {
    "rated-by-one": gettext_lazy("“{outcome}” is rated by one rater only."),
    "one-of-two": gettext_lazy("“{outcome}” is rated by one rater only."),
    "to-reconcile": gettext_lazy("The two ratings of “{outcome}” are not reconciled."),
    "rated-again": gettext_lazy("“{outcome}” was rated again after reconciliation."),
}


def blockers_to_signing(
    question: Question, outcomes: Sequence[OutcomeChain] | None = None
) -> list[Blocker]:
    """What is unfinished: records to be screened, critical outcomes with evidence and no rating.

    `outcomes` where a page has loaded the question with its evidence; an action looks again.
    """
    if outcomes is None:
        question = with_evidence(Question.objects.filter(pk=question.pk)).get()
        outcomes = outcomes_of(question)
    blockers = []
    if not outcomes:
        blockers.append(Blocker(_("The question has no outcomes.")))
    blockers += [_unrated(question, each.outcome) for each in outcomes if _lacks_rating(each)]
    blockers += _not_reconciled(question)
    counts = counts_of_records(list(question.records.all()))
    waiting = counts.waiting + counts.waiting_for_full_text
    if waiting:
        sentence = ngettext(
            "{number} record waits for a decision.",
            "{number} records wait for a decision.",
            waiting,
        ).format(number=waiting)
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
    # Two clicks at once: the second waits, and finds what the first one signed.
    take_turns(question)
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


def _lacks_rating(chained: OutcomeChain) -> bool:
    """A critical outcome whose evidence nobody rated; one without evidence has nothing to rate."""
    has_evidence = any(body.has_evidence for body in chained.bodies)
    return chained.outcome.is_critical and has_evidence and chained.level is None


def _not_reconciled(question: Question) -> list[Blocker]:
    """Where two rate (of a loaded question): outcomes that one has rated, or whose two ratings are not reconciled."""
    if question.guideline.raters != "dual":
        return []
    # Nobody in particular looks: where it stands is no secret, what was judged is.
    pairs = pairs_of(question, Viewer()).values()
    return [_waiting(question, pair) for pair in pairs if pair.state in UNFINISHED]


def _waiting(question: Question, pair: RatingPair) -> Blocker:
    address = reverse(
        "certainty_compare", args=[question.guideline.slug, question.ref, pair.outcome.ref]
    )
    sentence = UNFINISHED[pair.state].format(outcome=_name(pair))
    return Blocker(sentence, address)


def _name(pair: RatingPair) -> str:
    parts = (pair.body.ref, words(pair.part))
    more = ", ".join(part for part in parts if part)
    name = localized(pair.outcome.name)
    return f"{name} ({more})" if more else name


def _unrated(question: Question, outcome: Outcome) -> Blocker:
    sentence = _("The critical outcome “{outcome}” is not rated.")
    address = reverse("certainty_rate", args=[question.guideline.slug, question.ref, outcome.ref])
    return Blocker(sentence.format(outcome=localized(outcome.name)), address)
