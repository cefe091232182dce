"""Answering one comment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import verb
from accounts.blockers import Blocked
from hearing.actions.comments import answer_comment
from hearing.forms import AnswerForm
from hearing.models import Comment
from hearing.pages import inbox_page
from hearing.queries import comment_by_number


@verb("hearing.answer_comment", load=comment_by_number, unseen="guideline.view_guideline")
def comment_answer(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = AnswerForm(request.POST, prefix=f"comment-{comment.number}")
    if form.is_valid():
        try:
            answer_comment(by=request.user, comment=comment, **form.answer())
        except Blocked as refusal:
            form.add_error(None, str(refusal))
        else:
            inbox = reverse("hearing_inbox", args=[comment.guideline.slug, comment.hearing.ref])
            return redirect(f"{inbox}#comment-{comment.number}")
    context = inbox_page(request.user, comment.hearing, {comment.number: form})
    return render(request, "hearing/hearing_inbox.html", context | {"form": form}, status=422)
