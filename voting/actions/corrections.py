"""Editorial corrections: a slip in a wording that was voted on, mended by two people without a new vote."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.permissions import place_of
from guideline.queries import next_number
from guideline.text import Text, localized
from voting.actions.draft_versions import keep_first, keep_version
from voting.actions.drafts import blockers_to_editing
from voting.drafts.wording import same, wording_state
from voting.models import Correction, Recommendation, Round
from voting.queries import result_of

PERMISSION = "voting.correct_wording"


def voted_in(recommendation: Recommendation) -> Round | None:
    """The last closed round, if it decided or the chair did: the vote whose wording may be corrected."""
    held = recommendation.rounds.filter(status="closed").order_by("number").last()
    if held is None:
        return None
    result = result_of(held)
    decided = result is not None and result.is_decided
    return held if decided or held.ways_out.filter(taken_back_at=None).exists() else None


def blockers_to_correcting(recommendation: Recommendation) -> list[Blocker]:
    """What stands in the way of any correction."""
    blockers = blockers_to_editing(recommendation)
    held = voted_in(recommendation)
    if held is None:
        slug, ref = recommendation.guideline.slug, recommendation.ref
        sentence = _("No vote has decided on this wording; edit the draft instead.")
        blockers.append(Blocker(sentence, reverse("draft_edit", args=[slug, ref])))
    elif _state(recommendation, held) == "changed":
        slug, ref = recommendation.guideline.slug, recommendation.ref
        sentence = _("The wording is another one since the vote. That asks for a new round.")
        blockers.append(Blocker(sentence, reverse("round_open", args=[slug, ref])))
    if any(each.is_proposed for each in recommendation.corrections.all()):
        blockers.append(Blocker(_("A correction waits for its confirmation already.")))
    return blockers


@transaction.atomic
def propose_correction(
    *, by: Any, recommendation: Recommendation, after: Text, because: str
) -> Correction:
    """Say how the wording should read and what is wrong with it. Nothing changes before a second person agrees."""
    require(by, PERMISSION, recommendation)
    draft = _locked(recommendation)
    refuse_if(blockers_to_correcting(draft) + _blockers_to_wording(draft, after, because))
    correction = Correction.objects.create(
        recommendation=draft,
        round=voted_in(draft),
        number=next_number(draft.corrections),
        before=draft.statement,
        after=after,
        because=because.strip(),
        proposed_by=place_of(by, draft.guideline),
        proposed_user=by,
        proposed_at=timezone.now(),
    )
    record(
        "correction-proposed",
        by=by,
        reason=because.strip(),
        before=correction.before,
        after=after,
        **_about(correction),
    )
    return correction


def blockers_to_confirming(correction: Correction, by: Any) -> list[Blocker]:
    """What stands in the way of this person confirming it."""
    if not correction.is_proposed:
        return [Blocker(_("This correction does not wait for a confirmation any longer."))]
    recommendation = correction.recommendation
    blockers = blockers_to_editing(recommendation)
    place = place_of(by, recommendation.guideline)
    if by == correction.proposed_user or (place and place.pk == correction.proposed_by_id):
        blockers.append(Blocker(_("You proposed it; somebody else has to confirm it.")))
    if not same(recommendation.statement, correction.before):
        blockers.append(Blocker(_("The wording is another one since it was proposed.")))
    if voted_in(recommendation) != correction.round:
        blockers.append(Blocker(_("Another round was held since it was proposed.")))
    return blockers


@transaction.atomic
def confirm_correction(*, by: Any, correction: Correction) -> Correction:
    """Agree that it changes words and no substance: the wording is corrected, and the vote stands."""
    require(by, PERMISSION, correction)
    draft = _locked(correction.recommendation)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    correction.recommendation = draft
    refuse_if(blockers_to_confirming(correction, by))
    correction.confirmed_by, correction.confirmed_at = place_of(by, draft.guideline), timezone.now()
    correction.save(update_fields=["confirmed_by", "confirmed_at"])
    keep_first(draft)
    draft.statement = correction.after
    draft.save(update_fields=["statement"])
    keep_version(draft, by=by, reason=localized(correction.because))
    record(
        "correction-confirmed",
        by=by,
        proposer=str(correction.proposed_by),
        before=correction.before,
        after=correction.after,
        **_about(correction),
    )
    return correction


@transaction.atomic
def withdraw_correction(*, by: Any, correction: Correction, reason: str) -> Correction:
    """Take a proposal back, or turn it down; the wording stays as it is."""
    require(by, PERMISSION, correction)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    blockers = []
    if not correction.is_proposed:
        blockers.append(Blocker(_("Only a correction that nobody has confirmed can be withdrawn.")))
    if not reason.strip():
        blockers.append(Blocker(_("Say why the correction is withdrawn.")))
    refuse_if(blockers)
    correction.withdrawn_at, correction.withdrawn_because = timezone.now(), reason.strip()
    correction.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("correction-withdrawn", by=by, reason=reason.strip(), **_about(correction))
    return correction


def _blockers_to_wording(draft: Recommendation, after: Text, because: str) -> list[Blocker]:
    blockers = []
    if not localized(after).strip():
        blockers.append(Blocker(_("A recommendation has a statement.")))
    elif same(after, draft.statement):
        blockers.append(Blocker(_("This is how it reads already.")))
    if not because.strip():
        blockers.append(Blocker(_("Say what is corrected, and why.")))
    return blockers


def _state(recommendation: Recommendation, held: Round) -> str:
    confirmed = recommendation.corrections.filter(round=held, confirmed_by__isnull=False)
    steps = [(each.before, each.after) for each in confirmed.order_by("number")]
    return wording_state(held.statement, steps, recommendation.statement)


def _locked(recommendation: Recommendation) -> Recommendation:
    """The recommendation as it stands now: two who correct or edit it wait for each other."""
    rows = Recommendation.objects.select_for_update(of=("self",))
    return rows.select_related("question", "guideline").get(pk=recommendation.pk)


def _about(correction: Correction) -> dict[str, Any]:
    recommendation = correction.recommendation
    return {
        "guideline": recommendation.guideline.slug,
        "target": recommendation.ref,
        "question": recommendation.question.ref,
        "correction": correction.number,
    }
