"""Another wording of one's own comment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.comments import UnusableComment, edit_comment
from hearing.forms import EditForm
from hearing.models import Comment
from hearing.pages import comment_page, kept_from_others
from hearing.views.comment import by_receipt


@verb(PUBLIC, load=by_receipt)
def comment_edit(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, receipt = opened
    form = EditForm(request.POST)
    if form.is_valid():
        try:
            edit_comment(comment=comment, receipt=receipt, body=form.cleaned_data["body"])
        except (Blocked, UnusableComment) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The comment is kept as you typed it."))
            return redirect("comment", receipt=receipt)
    context = comment_page(comment, receipt, form)
    return kept_from_others(render(request, "hearing/comment.html", context, status=422))
