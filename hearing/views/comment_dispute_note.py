"""What came of a dispute: the committee has looked at it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from hearing.actions.held import note_dispute
from hearing.answering.filters import filter_from
from hearing.answering.pages import comment_address
from hearing.models import Comment
from hearing.queries import comment_by_number


@verb("hearing.answer_comment", load=comment_by_number, unseen="guideline.view_guideline")
def comment_dispute_note(request: HttpRequest, comment: Comment) -> HttpResponse:
    note = request.POST.get("note", "")
    with refusals_told(request, note):
        note_dispute(by=request.user, comment=comment, note=note)
        messages.success(request, _("Kept. The name stays hidden."))
    return redirect(comment_address(comment.hearing, filter_from(request.POST), comment.number))
