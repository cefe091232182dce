"""What was changed after comments: the steps that an answer may point at, and what differs in them."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.models import Moment, Question
from guideline.text import localized
from hearing.answering.rooms import discussed
from hearing.answering.substance import is_substance
from hearing.models import Change, Hearing
from voting.actions.draft_versions import TEXTS
from voting.drafts.differences import Difference, text_differences
from voting.drafts.forms import LABELS
from voting.models import Correction, DraftVersion, Recommendation

Steps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as a page shows it: where it is, what differs, and whether it is one of substance."""

    title: str
    href: str
    texts: list[tuple[str, list[Difference]]]
    is_substance: bool


def steps_of(hearing: Hearing, user: Any, question: Question | None = None) -> Steps:
    """Every step since the hearing opened that an answer may point at: its key, and how it reads.

    Of one question where the comment is on one. What somebody must not see is not offered to them.
    """
    questions = _seen_by(user, hearing, question)
    return [*_steps_of_drafts(hearing, questions), *_steps_of_evidence(hearing, questions)]


def changes_from(hearing: Hearing, keys: Iterable[str]) -> Iterator[Change]:
    """The changes that keys of `steps_of` stand for, not saved yet.

    DoesNotExist for one of another guideline, ValueError for steps of two texts.
    """
    for key in keys:
        kind, before, after = key.split(":")
        if kind == "draft":
            rows = DraftVersion.objects.filter(recommendation__guideline=hearing.guideline)
            one, other = rows.get(pk=before), rows.get(pk=after)
            if one.recommendation_id != other.recommendation_id:
                raise ValueError(key)
            yield Change(before=one, after=other)
        else:
            moments = Moment.objects.filter(question__guideline=hearing.guideline)
            one, other = moments.get(pk=before), moments.get(pk=after)
            if one.question_id != other.question_id:
                raise ValueError(key)
            yield Change(moment_before=one, moment_after=other)


def key_of(change: Change) -> str:
    """The key by which a form chooses this change."""
    if change.after_id:
        return f"draft:{change.before_id}:{change.after_id}"
    return f"evidence:{change.moment_before_id}:{change.moment_after_id}"


def with_changes() -> Prefetch:
    """The changes of proposals with what showing them needs, in a constant number of queries."""
    corrections = Correction.objects.filter(confirmed_by__isnull=False).order_by("number")
    return Prefetch(
        "changes",
        queryset=Change.objects.select_related(
            "before",
            "after__recommendation__question__guideline",
            "moment_before",
            "moment_after__question__guideline",
        ).prefetch_related(
            Prefetch(
                "after__recommendation__corrections", queryset=corrections, to_attr="confirmed"
            )
        ),
    )


def shown(change: Change) -> ShownChange:
    """A change with what differs in it."""
    if change.after is None:
        return _shown_evidence(change)
    before, after = change.before, change.after
    recommendation = after.recommendation
    texts = [
        (str(LABELS[name][0]), text_differences(before.texts.get(name), after.texts.get(name)))
        for name in TEXTS
    ]
    path = reverse("draft_versions", args=[recommendation.guideline.slug, recommendation.ref])
    return ShownChange(
        title=_("{recommendation}, version {before} to {after}").format(
            recommendation=recommendation.ref, before=before.number, after=after.number
        ),
        href=f"{path}?from={before.number}&to={after.number}",
        texts=[each for each in texts if each[1]],
        is_substance=changes_substance(change),
    )


def changes_substance(change: Change) -> bool:
    """Whether the change of a draft is more than words; one of evidence lapses signatures by itself."""
    if change.after is None:
        return False
    corrections = steps_corrected(change.after.recommendation)
    return is_substance(change.before.texts, change.after.texts, corrections)


def steps_corrected(recommendation: Recommendation) -> list[tuple[Any, Any]]:
    """The confirmed corrections of a wording, in order."""
    known = getattr(recommendation, "confirmed", None)
    if known is None:
        known = recommendation.corrections.filter(confirmed_by__isnull=False).order_by("number")
    return [(each.before, each.after) for each in known]


def _seen_by(user: Any, hearing: Hearing, question: Question | None) -> list[Question]:
    rows = discussed(user, hearing.guideline).select_related("guideline")
    if question is not None:
        rows = rows.filter(pk=question.pk)
    return list(rows.order_by("position", "id"))


def _steps_of_drafts(hearing: Hearing, questions: list[Question]) -> Iterator[tuple[str, str]]:
    drafts = Recommendation.objects.filter(question__in=questions).prefetch_related(
        Prefetch("versions", queryset=DraftVersion.objects.order_by("number"))
    )
    for draft in drafts.order_by("position", "id"):
        versions = list(draft.versions.all())
        steps = list(itertools.pairwise(versions))
        since = [step for step in steps if _is_since(hearing, step[1].at)]
        if len(since) > 1:
            since.append((since[0][0], since[-1][1]))
        for before, after in reversed(since):
            said = _("{recommendation}, version {before} to {after}").format(
                recommendation=draft.ref, before=before.number, after=after.number
            )
            yield (
                f"draft:{before.pk}:{after.pk}",
                f"{said}: {after.reason}" if after.reason else said,
            )


def _steps_of_evidence(hearing: Hearing, questions: list[Question]) -> Iterator[tuple[str, str]]:
    moments = Moment.objects.filter(question__in=questions).defer("compressed")
    kept: dict[int, list[Moment]] = {}
    for moment in moments.select_related("event").order_by("question", "sequence"):
        kept.setdefault(moment.question_id, []).append(moment)
    for question in questions:
        row = kept.get(question.pk, [])
        for before, after in itertools.pairwise(row):
            if not _is_since(hearing, after.at):
                continue
            said = _("Evidence of {question}, moment {before} to {after}").format(
                question=question.ref, before=before.sequence, after=after.sequence
            )
            why = after.event.reason if after.event else ""
            yield f"evidence:{before.pk}:{after.pk}", f"{said}: {why}" if why else said


def _is_since(hearing: Hearing, at: Any) -> bool:
    return at is not None and (hearing.opens_at is None or at >= hearing.opens_at)


def _shown_evidence(change: Change) -> ShownChange:
    question = change.moment_after.question
    before, after = change.moment_before.sequence, change.moment_after.sequence
    path = reverse("evidence_compare", args=[question.guideline.slug, question.ref])
    return ShownChange(
        title=_("Evidence of {question}, moment {before} to {after}").format(
            question=localized(question.text) or question.ref, before=before, after=after
        ),
        href=f"{path}?from=moment-{before}&to=moment-{after}",
        texts=[],
        is_substance=False,
    )
