"""One's own comment, opened by its receipt: read, edit until the close, withdraw, find the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.forms import EditForm
from hearing.models import Comment
from hearing.pages import comment_page
from hearing.queries import comment_by_receipt


def by_receipt(receipt: str) -> tuple[Comment, str]:
    """The comment with the receipt that opened it, which is stored nowhere."""
    return comment_by_receipt(receipt), receipt


@page(PUBLIC, load=by_receipt)
def comment(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    form = EditForm(initial={"body": opened[0].body})
    response = render(request, "hearing/comment.html", comment_page(*opened, form))
    # The address holds the receipt: it must not travel to other sites nor stay in a cache. Without any
    # referrer, browsers would name no origin either, and the forms of the page would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
