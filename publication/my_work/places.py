"""For which guidelines somebody may do something, and on which questions an interest keeps them from it."""

from collections.abc import Iterable

from guideline.codes import ACTIONS_THAT_FORBID_DECIDING
from guideline.models import Conflict, Guideline, PanelMember, Question
from guideline.roles import permits


def guidelines(places: Iterable[PanelMember], permission: str) -> list[Guideline]:
    return [place.guideline for place in places if permits(place.role, permission)]


def recused(
    places: list[PanelMember], actions: tuple[str, ...] = ACTIONS_THAT_FORBID_DECIDING
) -> set[tuple[int, int | None]]:
    """(guideline, question) on which these places do not decide; no question: all of them."""
    conflicts = Conflict.objects.filter(member__in=places, action__in=actions).values_list(
        "member__guideline_id", "question_id"
    )
    return set(conflicts)


def is_among(away: set[tuple[int, int | None]], question: Question) -> bool:
    """Whether the question is among those that `recused` returned, by itself or with all others."""
    return bool({(question.guideline_id, None), (question.guideline_id, question.pk)} & away)
