"""One deed of triage on the comments that were chosen: assigned, or put under a theme."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions.triage import add_theme, assign_comments, assignable
from hearing.answering.filters import filter_from
from hearing.answering.numbers import spans
from hearing.answering.pages import (
    chosen_numbers,
    comment_address,
    inbox_address,
    inbox_page,
)
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb("hearing.answer_comment", load=hearing_by_ref, unseen="guideline.view_guideline")
def inbox_triage(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    numbers = chosen_numbers(request.user, hearing, request.POST)
    asked, from_comment = filter_from(request.POST), request.POST.get("back") == "comment"
    name = request.POST.get("theme_name", "") if request.POST.get("deed") == "theme" else None
    done = False
    # On the inbox, which stands here again where it is refused, what was typed is in its field.
    with refusals_told(request, name or "" if from_comment else ""):
        if name is not None:
            theme = add_theme(by=request.user, hearing=hearing, numbers=numbers, name=name)
            messages.success(
                request,
                _("Under '{theme}': {numbers}.").format(theme=theme, numbers=spans(numbers)),
            )
        else:
            _assign(request, hearing, numbers)
        done = True
    if from_comment and len(numbers) == 1:
        return redirect(comment_address(hearing, asked, numbers[0]))
    if not done:
        context = inbox_page(request.user, hearing, request.POST) | _typed(request, numbers)
        return render(request, "hearing/hearing_inbox.html", context, status=422)
    return redirect(inbox_address(hearing, asked, numbers[0] if numbers else 0))


def _typed(request: HttpRequest, numbers: list[int]) -> dict[str, Any]:
    """What was ticked, chosen and named on the inbox that a deed was refused on."""
    return {
        "chosen": [] if request.POST.get("everything") else numbers,
        "chose_everything": bool(request.POST.get("everything")),
        "theme_name": request.POST.get("theme_name", ""),
        "place_chosen": request.POST.get("place", ""),
    }


def _assign(request: HttpRequest, hearing: Hearing, numbers: list[int]) -> None:
    ref = request.POST.get("place", "")
    place = next((each for each in assignable(hearing) if each.ref == ref), None)
    if ref and place is None:
        messages.error(request, _("The panel has no such place that may answer."))
        return
    moved = assign_comments(by=request.user, hearing=hearing, numbers=numbers, place=place)
    if place:
        said = ngettext(
            "{n} comment is for {name} to answer now.",
            "{n} comments are for {name} to answer now.",
            len(moved),
        )
    else:
        said = ngettext(
            "{n} comment is nobody's now.", "{n} comments are nobody's now.", len(moved)
        )
    messages.success(request, said.format(n=len(moved), name=place))
