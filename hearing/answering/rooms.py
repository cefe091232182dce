"""Questions for which somebody leaves the room: others answer what is said about them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Manager, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from guideline.models import Guideline, PanelMember, Question
from guideline.permissions import place_of
from hearing.models import Comment, Hearing
from hearing.questions import questions_of_parts


def closed_rooms(user: Any, hearing: Hearing) -> set[str]:
    """The parts of the draft for whose question this person leaves the room."""
    place = place_of(user, hearing.guideline)
    refs = set(_left(place).values_list("ref", flat=True)) if place else set()
    # The draft is large, and read only for whom it matters.
    parts = questions_of_parts(hearing.draft) if refs else {}
    return {part for part, ref in parts.items() if ref in refs}


def discussed(user: Any, guideline: Guideline) -> QuerySet[Question]:
    """The questions for which this person stays in the room; none for whoever has no place."""
    place = place_of(user, guideline)
    if place is None:
        return Question.objects.none()
    return guideline.questions.exclude(pk__in=_left(place).values("pk"))


def leaves_room(
    user: Any, hearing: Hearing, comments: QuerySet[Comment] | Manager[Comment]
) -> bool:
    """Whether one of the comments is on a question for which this person leaves the room."""
    closed = closed_rooms(user, hearing)
    return bool(closed) and comments.filter(part__in=sorted(closed)).exists()


def refuse_who_leaves(
    user: Any, hearing: Hearing, comments: QuerySet[Comment] | Manager[Comment]
) -> None:
    """PermissionDenied for whoever leaves the room for the question of one of the comments."""
    if leaves_room(user, hearing, comments):
        raise PermissionDenied(_("You leave the room for its question: others answer it."))


def _left(place: PanelMember) -> QuerySet[Question]:
    """An interest that is not on one question is on all of them."""
    leaves = place.conflicts.filter(action="leave-room")
    on_it = leaves.filter(Q(question=None) | Q(question=OuterRef("pk")))
    return Question.objects.filter(Exists(on_it), guideline=place.guideline_id)
