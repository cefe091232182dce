"""Confirming a comment by the link in a mail; following the link alone does nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from accounts.guesses import UnknownSecret
from hearing.actions.held import confirm_comment
from hearing.intake.letters import comment_by_mail_token
from hearing.models import Comment
from hearing.pages import kept_from_others


def by_mail(token: str) -> Comment:
    """The comment of a link in a mail, or UnknownSecret."""
    comment = comment_by_mail_token(token)
    if comment is None:
        raise UnknownSecret
    return comment


@page(PUBLIC, load=by_mail, methods=("GET", "HEAD", "POST"))
def comment_confirm(request: HttpRequest, comment: Comment) -> HttpResponse:
    if request.method == "POST":
        comment = confirm_comment(comment=comment)
    shown = render(request, "hearing/comment_confirm.html", {"comment": comment})
    return kept_from_others(shown)
