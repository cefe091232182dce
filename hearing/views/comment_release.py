"""Letting a held comment join the others."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import verb
from hearing.actions.held import release_comment
from hearing.models import Comment
from hearing.queries import comment_by_number
from hearing.views.hearing_held import reviewed


@verb("hearing.answer_comment", load=comment_by_number, unseen="guideline.view_guideline")
def comment_release(request: HttpRequest, comment: Comment) -> HttpResponse:
    return reviewed(request, comment, release_comment, _("Comment {n} stands with the others now."))
