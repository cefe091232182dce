"""Files beside one's own comment: added, removed, taken away again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, page, verb
from accounts.blockers import Blocked
from hearing.actions.comment_files import add_file, remove_file
from hearing.actions.comments import blockers_to_editing
from hearing.file_forms import FileForm
from hearing.forms import EditForm
from hearing.intake.files import UnusableFile
from hearing.models import Comment, CommentFile
from hearing.queries import comment_by_receipt
from hearing.shut_away import taken_away
from hearing.views.comment import by_receipt, own_page, takes_nothing_new, wording_in_the_box


@verb(PUBLIC, load=by_receipt)
def comment_file_add(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, _receipt = opened
    blockers = blockers_to_editing(comment)
    if blockers:
        return takes_nothing_new(request, opened, Blocked(blockers))
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            add_file(comment=comment, name=file.name, content=file.read())
        except (Blocked, UnusableFile) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The file is kept beside your comment."))
            return _with_its_wording(request, opened)
    box = EditForm(initial={"body": wording_in_the_box(request, comment)})
    return own_page(request, opened, form=box, status=422, file_form=form)


def by_receipt_and_number(receipt: str, number: int) -> tuple[Comment, str, int]:
    """The comment with its receipt, and the number of one of its files."""
    return comment_by_receipt(receipt), receipt, number


@verb(PUBLIC, load=by_receipt_and_number)
def comment_file_remove(request: HttpRequest, opened: tuple[Comment, str, int]) -> HttpResponse:
    comment, receipt, number = opened
    remove_file(comment=comment, number=number)
    messages.success(request, _("The file is removed."))
    return _with_its_wording(request, (comment, receipt))


def _with_its_wording(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    """The comment's page; a wording that nobody kept yet stands in its box again, and that is said."""
    comment, receipt = opened
    wording = wording_in_the_box(request, comment)
    if wording == comment.body:
        return redirect("comment", receipt=receipt)
    blockers = blockers_to_editing(comment)
    if blockers:
        return takes_nothing_new(request, opened, Blocked(blockers))
    messages.warning(request, _("The wording in the box is not kept yet."))
    return own_page(request, opened, form=EditForm(initial={"body": wording}))


def own_file(receipt: str, number: int) -> CommentFile:
    """A file of one's own comment, or 404."""
    file = comment_by_receipt(receipt).files.filter(number=number).first()
    if file is None:
        raise Http404
    return file


@page(PUBLIC, load=own_file)
def comment_own_file(request: HttpRequest, file: CommentFile) -> HttpResponse:
    return taken_away(file)
