"""Files beside one's own comment: added, removed, taken away again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, page, verb
from accounts.blockers import Blocked
from hearing.actions.comment_files import add_file, remove_file
from hearing.file_forms import FileForm
from hearing.forms import EditForm
from hearing.intake.files import UnusableFile
from hearing.models import Comment, CommentFile
from hearing.pages import comment_page, kept_from_others
from hearing.queries import comment_by_receipt
from hearing.shut_away import taken_away
from hearing.views.comment import by_receipt


@verb(PUBLIC, load=by_receipt)
def comment_file_add(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, receipt = opened
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            add_file(comment=comment, name=file.name, content=file.read())
        except (Blocked, UnusableFile) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The file is kept beside your comment."))
            return redirect("comment", receipt=receipt)
    shown = EditForm(initial={"body": comment.body})
    context: dict[str, Any] = comment_page(comment, receipt, shown) | {"file_form": form}
    return kept_from_others(render(request, "hearing/comment.html", context, status=422))


def by_receipt_and_number(receipt: str, number: int) -> tuple[Comment, str, int]:
    """The comment with its receipt, and the number of one of its files."""
    return comment_by_receipt(receipt), receipt, number


@verb(PUBLIC, load=by_receipt_and_number)
def comment_file_remove(request: HttpRequest, opened: tuple[Comment, str, int]) -> HttpResponse:
    comment, receipt, number = opened
    remove_file(comment=comment, number=number)
    messages.success(request, _("The file is removed."))
    return redirect("comment", receipt=receipt)


def own_file(receipt: str, number: int) -> CommentFile:
    """A file of one's own comment, or 404."""
    file = comment_by_receipt(receipt).files.filter(number=number).first()
    if file is None:
        raise Http404
    return file


@page(PUBLIC, load=own_file)
def comment_own_file(request: HttpRequest, file: CommentFile) -> HttpResponse:
    return taken_away(file)
