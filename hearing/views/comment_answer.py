"""One comment for the committee: what it says, its answer on the way, and what was answered before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from hearing.actions.answering import propose_answer
from hearing.answering.comment_page import answer_form, comment_answer_page
from hearing.answering.groups import alike
from hearing.models import Comment
from hearing.queries import comment_by_number


@page(
    "hearing.view_inbox",
    load=comment_by_number,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def comment_answer(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = answer_form(request.user, comment, request.POST or None)
    ask = request.POST.get("deed") == "ask"
    if request.method == "POST" and form.carried_out(
        propose_answer,
        by=request.user,
        hearing=comment.hearing,
        numbers=[comment.number],
        ask=ask,
    ):
        said = _("Somebody else has to approve it now.") if ask else _("The draft is kept.")
        messages.success(request, said)
        return redirect(request.get_full_path())
    context = comment_answer_page(request.user, comment, form, request.GET)
    context["alike"] = alike(comment)
    return render(request, "hearing/comment_answer.html", context, status=form.status)
