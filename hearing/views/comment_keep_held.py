"""Keeping a comment held."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import verb
from hearing.actions.held import keep_held
from hearing.models import Comment
from hearing.queries import comment_by_number
from hearing.views.hearing_held import reviewed


@verb("hearing.answer_comment", load=comment_by_number, unseen="guideline.view_guideline")
def comment_keep_held(request: HttpRequest, comment: Comment) -> HttpResponse:
    return reviewed(request, comment, keep_held, _("Comment {n} stays held."))
