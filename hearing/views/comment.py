"""One's own comment, opened by its receipt: read, edit until the close, withdraw, find the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.forms import EditForm
from hearing.models import Comment
from hearing.pages import comment_page, kept_from_others
from hearing.queries import comment_by_receipt


def by_receipt(receipt: str) -> tuple[Comment, str]:
    """The comment with the receipt that opened it, which is stored nowhere."""
    return comment_by_receipt(receipt), receipt


@page(PUBLIC, load=by_receipt)
def comment(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    form = EditForm(initial={"body": opened[0].body})
    return kept_from_others(render(request, "hearing/comment.html", comment_page(*opened, form)))
