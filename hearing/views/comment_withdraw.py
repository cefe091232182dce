"""Taking one's own comment back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, verb
from hearing.actions.comments import withdraw_comment
from hearing.models import Comment
from hearing.views.comment import by_receipt


@verb(PUBLIC, load=by_receipt)
def comment_withdraw(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, receipt = opened
    withdraw_comment(comment=comment)
    messages.success(request, _("The comment is withdrawn."))
    return redirect("comment", receipt=receipt)
