"""The comments that are held: why, and the way to release them or to keep them held."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.told import refusals_told
from hearing.forms import ReviewForm
from hearing.models import Comment, Hearing
from hearing.publishing.states import with_redactions
from hearing.queries import hearing_by_ref, held_comments, kept_held

PAGE = 50


@page("hearing.view_inbox", load=hearing_by_ref, unseen="guideline.view_guideline")
def hearing_held(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    return render(request, "hearing/hearing_held.html", held_page(request.user, hearing, {}))


def held_page(
    user: Any, hearing: Hearing, said: Mapping[str, str], wrong: ReviewForm | None = None
) -> dict[str, Any]:
    """The first comments that wait, each with its reason; what was `said` stays, beside what is `wrong`."""

    def form(number: int) -> ReviewForm:
        prefix = prefix_of(number)
        if wrong and wrong.prefix == prefix:
            return wrong
        return ReviewForm(prefix=prefix, initial={"reason": said.get(f"{prefix}-reason", "")})

    def rows(comments: QuerySet[Comment]) -> list[dict[str, Any]]:
        found = with_redactions(comments)[:PAGE]
        return [{"comment": each, "form": form(each.number)} for each in found]

    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "rows": rows(held_comments(hearing)),
        "waiting": held_comments(hearing).count(),
        "kept": rows(kept_held(hearing)),
        "typed": any(map(str.strip, said.values())),
        "may_review": user.has_perm("hearing.answer_comment", hearing),
    }


def reviewed(
    request: HttpRequest, comment: Comment, verb: Callable[..., Comment], said: str
) -> HttpResponse:
    """Do what was decided about a held comment and say so, or show the page with what is wrong."""
    form = ReviewForm(request.POST, prefix=prefix_of(comment.number))
    reasons = {name: text for name, text in request.POST.items() if name.endswith("-reason")}
    if not form.is_valid():
        context = held_page(request.user, comment.hearing, reasons, form)
        return render(request, "hearing/hearing_held.html", context, status=422)
    # Somebody else may have decided meanwhile: then the comment stands here no longer.
    reason = form.cleaned_data["reason"]
    with refusals_told(request, reason):
        verb(by=request.user, comment=comment, reason=reason)
        messages.success(request, said.format(n=comment.number))
    del reasons[form.add_prefix("reason")]
    if any(map(str.strip, reasons.values())):
        # The reasons typed for others would be lost on the way to another page.
        context = held_page(request.user, comment.hearing, reasons)
        return render(request, "hearing/hearing_held.html", context)
    return redirect("hearing_held", slug=comment.guideline.slug, ref=comment.hearing.ref)


def prefix_of(number: int) -> str:
    """What the names of the fields of one comment begin with."""
    return f"c{number}"
