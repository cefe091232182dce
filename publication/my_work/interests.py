"""Interests to declare and to decide on."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.actions.conflicts import pending_on
from guideline.interest_deciders import deciders_on
from guideline.models import Conflict, Meeting, PanelMember
from guideline.roles import permits
from publication.my_work.task import MINUTES, Task

DECIDE = "guideline.decide_conflict"


def declarations(places: list[PanelMember]) -> Iterator[Task]:
    """Interests never declared, and those declared before the last meeting while another is planned."""
    asked = [each for each in places if permits(each.role, "guideline.declare_conflict")]
    said = set(Conflict.objects.filter(member__in=asked).values_list("member_id", flat=True))
    meetings = Meeting.objects.filter(guideline__panel__in=asked, cancelled_at=None).distinct()
    begins: dict[int, list[datetime]] = {}
    for guideline, when in meetings.values_list("guideline_id", "starts_at"):
        begins.setdefault(guideline, []).append(when)
    for place in asked:
        last, next_one = _around_now(begins.get(place.guideline_id, []))
        verb, about = _("Declare"), _("Your interests, or that you have none")
        if place.pk in said or place.declared_at:
            # What an import brought in says no time: it is older than any meeting held here.
            if not (last and next_one) or (place.declared_at and place.declared_at >= last):
                continue
            verb, about = _("Look through"), _("Your interests, before the next meeting")
        yield Task(
            verb=verb,
            about=about,
            href=reverse("conflict_declare", args=[place.guideline.slug]),
            guideline=place.guideline,
            minutes=MINUTES["declare"],
            due=next_one,
        )


def _around_now(times: list[datetime]) -> tuple[datetime | None, datetime | None]:
    """The last of these times that is past, and the first that is to come."""
    now = timezone.now()
    past, ahead = [t for t in times if t <= now], [t for t in times if t > now]
    return max(past, default=None), min(ahead, default=None)


def decisions(places: list[PanelMember]) -> Iterator[Task]:
    """Interests that wait for this person's decision, or for their confirmation."""
    mine = {each.guideline_id: each for each in places if permits(each.role, DECIDE)}
    if not mine:
        return
    waiting = Conflict.objects.filter(member__guideline__in=mine)
    waiting = waiting.select_related("member__guideline").prefetch_related("decisions")
    panels: dict[int, list[PanelMember]] = {}
    for place in PanelMember.objects.filter(guideline__in=mine).order_by("position", "id"):
        panels.setdefault(place.guideline_id, []).append(place)
    counts: Counter[int] = Counter()
    for conflict in waiting:
        place = mine[conflict.member.guideline_id]
        if place in deciders_on(conflict.member, panels[place.guideline_id]):
            counts[place.guideline_id] += _waits_for(place, conflict)
    for key, n in counts.items():
        if not n:
            continue
        guideline = mine[key].guideline
        yield Task(
            verb=_("Decide"),
            about=ngettext(
                "{n} declared interest is undecided", "{n} declared interests are undecided", n
            ).format(n=n),
            href=reverse("conflicts", args=[guideline.slug]),
            guideline=guideline,
            minutes=MINUTES["decide"] * n,
        )


def _waits_for(place: PanelMember, conflict: Conflict) -> bool:
    """Whether the interest waits for this one: not for a second person after their own proposal."""
    pending = pending_on(conflict)
    return pending.by_id != place.user_id if pending else conflict.waits_for_decision
