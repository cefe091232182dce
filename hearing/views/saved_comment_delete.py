"""Deleting a comment that was kept and never sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, verb
from hearing.actions.saved_comments import forget
from hearing.models import SavedComment
from hearing.views.saved_comment import saved_by_receipt


@verb(PUBLIC, load=saved_by_receipt)
def saved_comment_delete(request: HttpRequest, opened: tuple[SavedComment, str]) -> HttpResponse:
    kept, receipt = opened
    forget(receipt)
    messages.success(request, _("What you had kept is deleted."))
    return redirect(kept.hearing)
