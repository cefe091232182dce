"""Who decides on declared interests: those named for it, else the chairs; never on their own.

Where too few are left for somebody's interest, such as a sole chair's own, the methodologists
stand in; where there is none, the panel has to name somebody.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from guideline.models import Guideline, PanelMember
from guideline.roles import permits
from guideline.words import words

STAND_INS = "methodologist"


Panel = Iterable[PanelMember] | None


def deciders_on(member: PanelMember, panel: Panel = None) -> list[PanelMember]:
    """The places that may decide on an interest of this member, in the panel's order.

    `panel` spares a query where the places are loaded already.
    """
    guideline, places = member.guideline, _places(member.guideline, panel)
    others = [place for place in _named(places) if place.pk != member.pk]
    if len(others) < guideline.interest_deciders:
        others += [
            place
            for place in places
            if place.role == STAND_INS and place not in others and place.pk != member.pk
        ]
    return others


def is_decider(place: PanelMember, panel: Panel = None) -> bool:
    """Whether the place is one of those who decide on everybody's interests but their own."""
    return place in _named(_places(place.guideline, panel))


def may_decide(place: PanelMember, panel: Panel = None) -> bool:
    """Whether the place decides on somebody's interests, be it as a stand-in."""
    guideline = place.guideline
    named = _named(_places(guideline, panel))
    if place in named:
        return True
    # A stand-in is needed where a decider has an interest and too few others are left.
    too_few = len(named) - 1 < guideline.interest_deciders
    return place.role == STAND_INS and bool(named) and too_few


def whom_to_ask(member: PanelMember) -> str:
    """`Ask A (chair) or B (chair).`: who decides on this member's interests."""
    names = [
        _("{name} ({role})").format(name=place, role=words(place.role))
        for place in deciders_on(member)
    ]
    if not names:
        return _("Ask the secretariat.")
    return _("Ask {names}.").format(names=_(" or ").join(names))


def _places(guideline: Guideline, panel: Panel) -> list[PanelMember]:
    rows = guideline.panel.order_by("position", "id") if panel is None else panel
    return [place for place in rows if permits(place.role, "guideline.decide_conflict")]


def _named(places: list[PanelMember]) -> list[PanelMember]:
    named = [place for place in places if place.judges_interests]
    return named or [place for place in places if place.role == "chair"]
