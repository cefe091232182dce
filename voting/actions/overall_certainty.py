"""The overall certainty of the evidence: which outcomes are critical, and the one exception to the lowest."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.fingerprint import with_evidence
from evidence.grade.overall import ExceptionProblem, HighestSufficient, exception_problems
from evidence.profile import outcomes_of
from guideline.models import Outcome, PanelMember, Question
from guideline.text import Text, localized
from voting.actions.drafts import blockers_to_editing
from voting.etd.critical import critical_of
from voting.models import Recommendation


def blockers_to_exception(
    recommendation: Recommendation,
    *,
    outcome: Outcome,
    named: PanelMember | None,
    because: Text,
) -> list[Blocker]:
    """Why one outcome may not carry the recommendation by itself.

    Somebody of the panel answers for it with a reason, and all critical outcomes are rated and
    point the same way.
    """
    question = with_evidence(Question.objects.filter(pk=recommendation.question_id)).get()
    critical = critical_of(recommendation, outcomes_of(question))
    asked = HighestSufficient(outcome.ref, named.ref if named else "", localized(because))
    names = {each.outcome.ref: localized(each.outcome.name) for each in critical}
    problems = exception_problems(asked, [each.as_critical() for each in critical])
    blockers = [_blocker(problem, names | {outcome.ref: str(outcome)}) for problem in problems]
    if named and named.guideline_id != recommendation.guideline_id:
        blockers.append(Blocker(_("Who answers for it has a place on this panel.")))
    return blockers + blockers_to_editing(recommendation)


@transaction.atomic
def take_exception(
    *,
    by: Any,
    recommendation: Recommendation,
    outcome: Outcome,
    named: PanelMember,
    because: Text,
) -> Recommendation:
    """Record that one outcome's certainty carries the recommendation: `highest-sufficient`.

    Should the evidence change so that it holds no longer, the lowest counts again, and says so.
    """
    require(by, "voting.edit_draft", recommendation)
    draft = _locked(recommendation)
    refuse_if(blockers_to_exception(draft, outcome=outcome, named=named, because=because))
    before = _recorded(draft)
    draft.sufficient_outcome, draft.sufficient_by = outcome, named
    draft.sufficient_because = because
    _save(draft)
    record(
        "exception-taken",
        by=by,
        reason=localized(because),
        outcome=localized(outcome.name),
        named=str(named),
        before=before,
        after=_recorded(draft),
        **_about(draft),
    )
    return draft


def blockers_to_withdrawing(recommendation: Recommendation, reason: str) -> list[Blocker]:
    """Why the exception cannot be taken back."""
    blockers = blockers_to_editing(recommendation)
    if recommendation.sufficient_outcome_id is None:
        blockers.append(Blocker(_("There is no exception to take back.")))
    if not reason.strip():
        blockers.append(Blocker(_("Say why the exception is taken back.")))
    return blockers


@transaction.atomic
def withdraw_exception(*, by: Any, recommendation: Recommendation, reason: str) -> Recommendation:
    """Take the exception back: the lowest of the critical outcomes counts again."""
    require(by, "voting.edit_draft", recommendation)
    draft = _locked(recommendation)
    refuse_if(blockers_to_withdrawing(draft, reason))
    before, outcome = _recorded(draft), draft.sufficient_outcome
    draft.sufficient_outcome = draft.sufficient_by = draft.sufficient_because = None
    _save(draft)
    record(
        "exception-withdrawn",
        by=by,
        reason=reason.strip(),
        outcome=localized(outcome.name) if outcome else "",
        before=before,
        **_about(draft),
    )
    return draft


def blockers_to_choosing(
    recommendation: Recommendation, outcomes: Iterable[Outcome], reason: str
) -> list[Blocker]:
    """Why these cannot be the critical outcomes."""
    chosen = list(outcomes)
    blockers = blockers_to_editing(recommendation)
    strangers = [each for each in chosen if each.question_id != recommendation.question_id]
    blockers += [
        Blocker(_("“{outcome}” is no outcome of this question.").format(outcome=each))
        for each in strangers
    ]
    carried = recommendation.sufficient_outcome
    if carried and not (carried in chosen if chosen else carried.is_critical):
        sentence = _("The exception rests on “{outcome}”: take it back first.")
        blockers.append(Blocker(sentence.format(outcome=carried)))
    if not reason.strip():
        blockers.append(Blocker(_("Say why these outcomes are the critical ones.")))
    return blockers


@transaction.atomic
def choose_critical(
    *, by: Any, recommendation: Recommendation, outcomes: Iterable[Outcome], reason: str
) -> Recommendation:
    """Name the outcomes that are critical to this recommendation; none: those of importance 7 to 9."""
    require(by, "voting.edit_draft", recommendation)
    draft, chosen = _locked(recommendation), list(outcomes)
    refuse_if(blockers_to_choosing(draft, chosen, reason))
    before = [each.ref for each in draft.critical_outcomes.all()]
    if {each.ref for each in chosen} == set(before):
        return draft
    draft.critical_outcomes.set(chosen)
    record(
        "critical-chosen" if chosen else "critical-by-importance",
        by=by,
        reason=reason.strip(),
        outcomes=", ".join(localized(each.name) or each.ref for each in chosen),
        before=before,
        after=[each.ref for each in chosen],
        **_about(draft),
    )
    return draft


def _blocker(problem: ExceptionProblem, names: dict[str, str]) -> Blocker:
    name = names.get(problem.outcome or "", problem.outcome or "")
    sentences = {
        "nobody-named": _("Somebody from the panel has to answer for it."),
        "no-reason-given": _("Give the reason why this outcome alone carries the recommendation."),
        "outcome-not-critical": _("“{outcome}” is not critical to this recommendation."),
        "outcome-unrated": _("The critical outcome “{outcome}” is not rated."),
        "direction-unknown": _("Which way the critical outcome “{outcome}” points is not known."),
        "directions-differ": _("The critical outcomes do not all point the same way."),
    }
    return Blocker(sentences[problem.code].format(outcome=name))


def _locked(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",))
    return rows.select_related("question", "guideline").get(pk=recommendation.pk)


def _save(draft: Recommendation) -> None:
    draft.save(update_fields=["sufficient_outcome", "sufficient_by", "sufficient_because"])


def _recorded(draft: Recommendation) -> dict[str, Any] | None:
    outcome, by = draft.sufficient_outcome, draft.sufficient_by
    if outcome is None or by is None:
        return None
    return {"outcome": outcome.ref, "by": by.ref, "because": draft.sufficient_because}


def _about(draft: Recommendation) -> dict[str, Any]:
    return {
        "guideline": draft.guideline.slug,
        "target": draft.ref,
        "question": draft.question.ref,
    }
