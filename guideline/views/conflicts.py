"""Declared interests, as those who decide on them see them, and who has not declared."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.actions.conflicts import (
    confirm_decision,
    decide_conflict,
    pending_on,
    split_conflict,
)
from guideline.declared import Declared, declared_interests
from guideline.interest_deciders import deciders_on, is_decider
from guideline.interest_forms import DecisionForm
from guideline.models import Conflict, ConflictDecision, Guideline, PanelMember
from guideline.permissions import place_of
from guideline.queries import (
    conflict_by_pk,
    conflicts_of,
    decision_by_pk,
    guideline_by_slug,
    last_meeting,
    silent_on_interests,
    stale_on_interests,
    with_history,
)
from guideline.roles import permits

PERMISSION, UNSEEN = "guideline.decide_conflict", "guideline.view_guideline"


@dataclass(frozen=True)
class Row:
    """One line to decide on: its form, or why this reader has none."""

    conflict: Conflict
    form: DecisionForm | None
    pending: ConflictDecision | None
    may_confirm: bool


@page(PERMISSION, load=guideline_by_slug, unseen=UNSEEN)
def conflicts(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    return _page(request, guideline)


@verb(PERMISSION, load=conflict_by_pk, unseen=UNSEEN)
def conflict_decide(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    form = DecisionForm(request.POST, prefix=f"c{conflict.pk}")
    if form.carried_out(decide_conflict, by=request.user, conflict=conflict):
        said = _("The decision on {member} is kept.")
        if conflict.guideline.interest_deciders > 1:
            said = _("The decision on {member} waits for a second person.")
        messages.success(request, said.format(member=conflict.member))
        return redirect("conflicts", conflict.guideline.slug)
    return _page(request, conflict.guideline, refused=(conflict.pk, form))


@verb(PERMISSION, load=decision_by_pk, unseen=UNSEEN)
def conflict_confirm(request: HttpRequest, decision: ConflictDecision) -> HttpResponse:
    done = _("The decision on {member} is in force.").format(member=decision.conflict.member)
    return _done(request, decision.guideline, done, confirm_decision, decision=decision)


@verb(PERMISSION, load=conflict_by_pk, unseen=UNSEEN)
def conflict_split(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    done = _("The interest of {member} is decided on question by question now.")
    done = done.format(member=conflict.member)
    return _done(request, conflict.guideline, done, split_conflict, conflict=conflict)


def _done(
    request: HttpRequest, guideline: Guideline, done: str, action: Any, **given: Any
) -> HttpResponse:
    with refusals_told(request):
        action(by=request.user, **given)
        messages.success(request, done)
    return redirect("conflicts", guideline.slug)


def _page(
    request: HttpRequest, guideline: Guideline, *, refused: tuple[int, DecisionForm] | None = None
) -> HttpResponse:
    """Each interest with its own forms; the one that was refused keeps what was typed."""
    place, panel = (
        place_of(request.user, guideline),
        list(guideline.panel.order_by("position", "id")),
    )
    shown = [
        (each, _rows(each, place, panel, refused))
        for each in declared_interests(with_history(conflicts_of(guideline)))
        if is_decider(place, panel) or place in deciders_on(each.first.member, panel)
    ]
    context = {
        "guideline": guideline,
        "shown": sorted(shown, key=lambda pair: not pair[0].waits),
        "has_questions": guideline.questions.exists(),
        "silent": silent_on_interests(guideline),
        "stale": stale_on_interests(guideline),
        "last_meeting": last_meeting(guideline),
        "refused": refused[1] if refused else None,
        "may_manage": permits(place.role, "guideline.manage_panel"),
        "may_see_matrix": permits(place.role, "voting.open_round"),
    }
    status = refused[1].status if refused else 200
    return render(request, "guideline/conflicts.html", context, status=status)


def _rows(
    each: Declared,
    place: PanelMember,
    panel: list[PanelMember],
    refused: tuple[int, DecisionForm] | None,
) -> list[Row]:
    may_decide = place in deciders_on(each.first.member, panel)
    rows = []
    for conflict in each.rows:
        pending = pending_on(conflict)
        form = DecisionForm(prefix=f"c{conflict.pk}") if may_decide else None
        if form and refused and refused[0] == conflict.pk:
            form = refused[1]
        may_confirm = bool(pending) and may_decide and pending.by_id != place.user_id
        rows.append(Row(conflict, form, pending, may_confirm))
    return rows
