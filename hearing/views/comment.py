"""One's own comment, opened by its receipt: read, edit until the close, withdraw, find the answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from accounts.blockers import Blocked
from guideline.forms import with_plain_ends
from hearing.forms import EditForm
from hearing.models import Comment
from hearing.pages import comment_page, kept_from_others
from hearing.queries import comment_by_receipt


def by_receipt(receipt: str) -> tuple[Comment, str]:
    """The comment with the receipt that opened it, which is stored nowhere."""
    return comment_by_receipt(receipt), receipt


def own_page(
    request: HttpRequest,
    opened: tuple[Comment, str],
    *,
    form: EditForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of one's own comment, with what more it has to say."""
    form = form or EditForm(initial={"body": opened[0].body})
    context = comment_page(*opened, form) | more
    return kept_from_others(render(request, "hearing/comment.html", context, status=status))


def wording_in_the_box(request: HttpRequest, comment: Comment) -> str:
    """What was sent as its wording, kept or not; the one that is kept where none was."""
    return with_plain_ends(request.POST.get("body", comment.body))


def takes_nothing_new(
    request: HttpRequest, opened: tuple[Comment, str], refusal: Blocked
) -> HttpResponse:
    """The page of a comment that stands as it was sent; what was typed for it is there to copy."""
    wording = wording_in_the_box(request, opened[0])
    return own_page(
        request,
        opened,
        status=422,
        refused=str(refusal),
        unsent=[wording] if wording.strip() not in ("", opened[0].body) else [],
        may_edit=False,
    )


@page(PUBLIC, load=by_receipt)
def comment(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    return own_page(request, opened)
