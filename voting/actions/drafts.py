"""Drafting: a recommendation is added, its wording edited."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Question
from guideline.queries import next_position
from guideline.refs import next_ref
from guideline.text import Text
from voting.actions.draft_versions import TEXTS, blockers_to_seen, keep_first, keep_version
from voting.models import DraftVersion, Recommendation


@transaction.atomic
def add_recommendation(
    *, by: Any, question: Question, statement: Text = None, kind: str = "graded", **texts: Text
) -> Recommendation:
    """Put a first draft under a question. Its direction and strength come from a vote, never here."""
    require(by, "voting.edit_draft", question)
    recommendation = Recommendation.objects.create(
        guideline=question.guideline,
        question=question,
        ref=next_ref(
            f"{question.ref}r", question.guideline.recommendations.values_list("ref", flat=True)
        ),
        kind=kind,
        statement=statement or None,
        position=next_position(question.guideline.recommendations.all()),
        **_only_texts(texts),
    )
    keep_version(recommendation, by=by)
    record(
        "recommendation-added",
        by=by,
        guideline=question.guideline.slug,
        target=recommendation.ref,
        question=question.ref,
        kind=kind,
        statement=statement,
    )
    return recommendation


def blockers_to_editing(recommendation: Recommendation) -> list[Blocker]:
    """What stands in the way of a new wording: a round that is voting on the present one."""
    running = recommendation.rounds.filter(status="open").first()
    if running is None:
        return []
    sentence = _("Round {n} is voting on this wording. Close or withdraw it first.")
    return [Blocker(sentence.format(n=running.number), reverse("round", args=[running.pk]))]


@transaction.atomic
def edit_draft(
    *,
    by: Any,
    recommendation: Recommendation,
    reason: str = "",
    seen: int | None = None,
    restored_from: int | None = None,
    **texts: Text,
) -> Recommendation:
    """Reword a draft; each wording is kept as a version. A text that stays the same is no change.

    `seen` is the version that the writer began from: one that somebody kept since is not undone.
    """
    require(by, "voting.edit_draft", recommendation)
    refuse_if(blockers_to_editing(recommendation))
    draft = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    changes = {
        field: [getattr(draft, field), after]
        for field, after in _only_texts(texts).items()
        if (getattr(draft, field) or None) != after
    }
    if not changes:
        return draft
    refuse_if(blockers_to_seen(draft, seen))
    keep_first(draft)
    for field, (_before, after) in changes.items():
        setattr(draft, field, after)
    draft.save(update_fields=list(changes))
    version = keep_version(draft, by=by, reason=reason, restored_from=restored_from)
    _tell_edited(by, draft, version, changes)
    return draft


@transaction.atomic
def restore_version(*, by: Any, version: DraftVersion, reason: str) -> Recommendation:
    """Take up the texts of an earlier version again, as a new version that says so."""
    if not reason.strip():
        refuse_if([Blocker(_("Say why this version is taken up again."))])
    texts = {field: version.texts.get(field) for field in TEXTS}
    return edit_draft(
        by=by,
        recommendation=version.recommendation,
        reason=reason,
        restored_from=version.number,
        **texts,
    )


def _tell_edited(
    by: Any, draft: Recommendation, version: DraftVersion, changes: dict[str, Any]
) -> None:
    restored = {"restored_from": version.restored_from} if version.restored_from else {}
    record(
        "draft-restored" if restored else "draft-edited",
        by=by,
        guideline=draft.guideline.slug,
        target=draft.ref,
        reason=version.reason,
        fields=", ".join(changes),
        changes=changes,
        version=version.number,
        **restored,
    )


def _only_texts(texts: dict[str, Text]) -> dict[str, Text]:
    unknown = set(texts) - set(TEXTS)
    if unknown:
        raise TypeError(f"a draft has no text called {', '.join(sorted(unknown))}")
    return {field: text or None for field, text in texts.items()}
