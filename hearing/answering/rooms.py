"""Questions for which somebody leaves the room: others answer what is said about them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Manager, QuerySet
from django.utils.translation import gettext as _

from guideline.permissions import place_of
from hearing.models import Comment, Hearing
from hearing.questions import questions_of_parts


def closed_rooms(user: Any, hearing: Hearing) -> set[str]:
    """The parts of the draft for whose question this person leaves the room."""
    place = place_of(user, hearing.guideline)
    if place is None:
        return set()
    leaves = place.conflicts.filter(action="leave-room").values_list("question", flat=True)
    away = set(leaves)
    if not away:
        return set()
    questions = hearing.guideline.questions.values_list("pk", "ref")
    refs = {ref for pk, ref in questions if away & {None, pk}}
    return {part for part, ref in questions_of_parts(hearing.draft).items() if ref in refs}


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
