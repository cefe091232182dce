"""A comment that is taken out of its group, or put back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions.groups import put_back, take_out
from hearing.answering.filters import filter_from
from hearing.answering.groups import group_address
from hearing.answering.pages import comment_address
from hearing.models import Comment
from hearing.queries import comment_by_number

UNSEEN = "guideline.view_guideline"


@verb("hearing.answer_comment", load=comment_by_number, unseen=UNSEEN)
def comment_take_out(request: HttpRequest, comment: Comment) -> HttpResponse:
    group = comment.campaign_id
    with refusals_told(request):
        take_out(by=request.user, comment=comment)
        said = _("Comment {n} stands alone now, and has to be answered alone.")
        messages.success(request, said.format(n=comment.number))
    return _back(request, comment, group)


@verb("hearing.answer_comment", load=comment_by_number, unseen=UNSEEN)
def comment_put_back(request: HttpRequest, comment: Comment) -> HttpResponse:
    group = comment.taken_out_of_id
    with refusals_told(request):
        put_back(by=request.user, comment=comment)
        said = _("Comment {n} is in its group again.")
        messages.success(request, said.format(n=comment.number))
    return _back(request, comment, group)


def _back(request: HttpRequest, comment: Comment, group: int | None) -> HttpResponse:
    """To the group's page where it came from there, else to the comment's own."""
    if group and request.POST.get("back") == "group":
        return redirect(group_address(comment.hearing, group))
    return redirect(comment_address(comment.hearing, filter_from(request.POST), comment.number))
