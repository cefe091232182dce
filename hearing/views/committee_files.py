"""Files beside comments, for the committee: looked at, opened for all of it, or kept shut."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from hearing.actions.comment_files import PERMISSION, keep_file_shut, pass_file
from hearing.models import CommentFile
from hearing.queries import comment_by_number
from hearing.shut_away import taken_away

UNSEEN = "guideline.view_guideline"


def file_by_number(slug: str, ref: str, number: int, file: int) -> CommentFile:
    """A file of a comment that nobody has taken back, or 404."""
    comment = comment_by_number(slug, ref, number)
    found = comment.files.filter(number=file).first() if comment.withdrawn_at is None else None
    if found is None:
        raise Http404
    found.comment = comment
    return found


@page("hearing.view_inbox", load=file_by_number, unseen=UNSEEN)
def committee_file(request: HttpRequest, file: CommentFile) -> HttpResponse:
    if file.passed_at is None and not request.user.has_perm(PERMISSION, file):
        raise PermissionDenied(_("Nobody of the committee has looked at this file yet."))
    return taken_away(file)


@verb(PERMISSION, load=file_by_number, unseen=UNSEEN)
def committee_file_pass(request: HttpRequest, file: CommentFile) -> HttpResponse:
    with refusals_told(request):
        pass_file(by=request.user, file=file)
        messages.success(request, _("The committee can open the file now."))
    return _back(file)


@verb(PERMISSION, load=file_by_number, unseen=UNSEEN)
def committee_file_shut(request: HttpRequest, file: CommentFile) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        keep_file_shut(by=request.user, file=file, reason=reason)
        messages.success(request, _("The file stays shut."))
    return _back(file)


def _back(file: CommentFile) -> Any:
    hearing = file.comment.hearing
    return redirect("comment_answer", hearing.guideline.slug, hearing.ref, file.comment.number)
