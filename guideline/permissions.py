"""Who may do what to a guideline, in three groups: who you are, how it stands, both together.

Every object that a permission is asked of answers `.guideline`; a permission asked of nothing is
refused.
"""

import rules

from guideline.codes import ACTIONS_THAT_FORBID_DECIDING
from guideline.interest_deciders import may_decide
from guideline.models import Conflict, PanelMember
from guideline.roles import ROLES, permits

# --- Who you are -------------------------------------------------------------------------------


def place_of(user, guideline) -> PanelMember | None:
    """The user's place on this guideline's panel, looked up once a request."""
    if not user.is_authenticated or guideline is None:
        return None
    places = _places(user)
    if guideline.pk not in places:
        held = PanelMember.objects.filter(guideline=guideline, user=user)
        # In no order: the panel's own would read every table that it leads to.
        places[guideline.pk] = held.order_by("pk").first()
    return places[guideline.pk]


def remember_place(user, guideline, place: PanelMember | None, question, actions) -> None:
    """Spare `place_of` and `actions_on` their reads: whoever loaded the object has read them with it."""
    if place is not None:
        place.actions_on_question = (question.pk, list(actions))
    _places(user)[guideline.pk] = place


def _places(user) -> dict[int, PanelMember | None]:
    """Kept on the account itself: `request.user` may be a wrapper around it, with attributes of its own."""
    if not hasattr(user, "_places"):
        user._places = {}
    return user._places


def holds(permission: str):
    """Predicate: the user's place on the object's panel carries the permission."""

    @rules.predicate(f"holds {permission}")
    def holds_it(user, obj) -> bool:
        place = place_of(user, getattr(obj, "guideline", None))
        return place is not None and permits(place.role, permission)

    return holds_it


# --- How it stands -----------------------------------------------------------------------------


def actions_on(member: PanelMember, question) -> list[str]:
    """What was decided on the member's interests as far as they concern this question."""
    question_pk = getattr(question, "pk", question)
    known_of, known = getattr(member, "actions_on_question", (None, []))
    if known_of is not None and known_of == question_pk:
        return known
    decided = Conflict.objects.filter(member=member).order_by().values_list("question", "action")
    about = (None, question_pk)
    return [action for concerns, action in decided if concerns in about]


@rules.predicate
def stays_in_the_room(user, obj) -> bool:
    """False for somebody who must leave the room for the question that the object belongs to."""
    place = place_of(user, getattr(obj, "guideline", None))
    question = getattr(obj, "question", None) or getattr(
        getattr(obj, "recommendation", None), "question", None
    )
    if place is None or question is None:
        return True
    return "leave-room" not in actions_on(place, question)


@rules.predicate
def may_decide_on_it(user, obj) -> bool:
    """False for somebody whose interest takes away the vote on the object's question."""
    place = place_of(user, getattr(obj, "guideline", None))
    question = getattr(obj, "question", None)
    if place is None or question is None:
        return True
    return not set(actions_on(place, question)) & set(ACTIONS_THAT_FORBID_DECIDING)


@rules.predicate
def is_one_s_own(user, obj) -> bool:
    """False for an interest that somebody else declared."""
    return not isinstance(obj, Conflict) or obj.member.user_id == user.pk


@rules.predicate
def judges_interests(user, obj) -> bool:
    """Whether the panel leaves decisions on interests to this person; which ones, the action asks."""
    place = place_of(user, getattr(obj, "guideline", None))
    return place is not None and may_decide(place)


# --- Both together -----------------------------------------------------------------------------

_PLAIN = {
    permission
    for role in ROLES
    for permission in role.permissions
    if permission.partition(".")[0] in {"guideline", "evidence", "audit"}
}
# A survey belongs to one question: whoever leaves the room for that leaves it for this as well.
_IN_THE_ROOM = {
    "guideline.view_survey": stays_in_the_room,
    "guideline.open_survey": stays_in_the_room,
    "guideline.close_survey": stays_in_the_room,
    "guideline.write_minutes": stays_in_the_room,
    "guideline.answer_survey": may_decide_on_it,
    "guideline.decide_importance": may_decide_on_it,
}
_OF_INTERESTS = {
    "guideline.declare_conflict": is_one_s_own,
    "guideline.decide_conflict": judges_interests,
}
_ASKING_MORE = _IN_THE_ROOM | _OF_INTERESTS
for _permission in sorted(_PLAIN - set(_ASKING_MORE)):
    rules.add_perm(_permission, holds(_permission))
for _permission, _predicate in _ASKING_MORE.items():
    rules.add_perm(_permission, holds(_permission) & _predicate)


@rules.predicate
def begins_guidelines(user) -> bool:
    """Whoever runs the site, and whom they let (`manage.py make_secretariat`): there is no place yet."""
    return user.is_active and (user.is_staff or user.is_superuser)


rules.add_perm("guideline.create_guideline", begins_guidelines)

__all__ = ["actions_on", "holds", "may_decide_on_it", "place_of", "stays_in_the_room"]
