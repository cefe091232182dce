"""'This was not me': by the link in a mail; following the link alone does nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.actions.held import disown_comment
from hearing.models import Comment
from hearing.pages import kept_from_others
from hearing.views.comment_confirm import by_mail


@page(PUBLIC, load=by_mail, methods=("GET", "HEAD", "POST"))
def comment_disown(request: HttpRequest, comment: Comment) -> HttpResponse:
    if request.method == "POST":
        comment = disown_comment(comment=comment)
    shown = render(request, "hearing/comment_disown.html", {"comment": comment})
    return kept_from_others(shown)
