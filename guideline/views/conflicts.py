"""The chair's list of declared interests, and of those who have not declared."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from guideline.actions.conflicts import decide_conflict
from guideline.forms import DecisionForm
from guideline.models import Conflict, Guideline
from guideline.queries import conflict_by_pk, conflicts_of, guideline_by_slug, silent_on_interests


@page("guideline.decide_conflict", load=guideline_by_slug, unseen="guideline.view_guideline")
def conflicts(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    return _page(request, guideline)


@verb("guideline.decide_conflict", load=conflict_by_pk, unseen="guideline.view_guideline")
def conflict_decide(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    form = DecisionForm(request.POST, prefix=f"c{conflict.pk}")
    if form.carried_out(decide_conflict, by=request.user, conflict=conflict):
        messages.success(
            request, _("The decision on {member} is kept.").format(member=conflict.member)
        )
        return redirect("conflicts", conflict.guideline.slug)
    return _page(request, conflict.guideline, refused=(conflict.pk, form))


def _page(
    request: HttpRequest, guideline: Guideline, *, refused: tuple[int, DecisionForm] | None = None
) -> HttpResponse:
    """Each interest with its own form; the one that was refused keeps what was typed."""
    rows: list[dict[str, Any]] = []
    for conflict in conflicts_of(guideline):
        is_own = conflict.member.user_id == request.user.pk
        form = DecisionForm(prefix=f"c{conflict.pk}")
        if refused and refused[0] == conflict.pk:
            form = refused[1]
        rows.append({"conflict": conflict, "is_own": is_own, "form": form})
    context = {
        "guideline": guideline,
        "rows": rows,
        "silent": silent_on_interests(guideline),
        "refused": refused[1] if refused else None,
    }
    status = refused[1].status if refused else 200
    return render(request, "guideline/conflicts.html", context, status=status)
