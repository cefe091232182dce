"""Keeping what stands in the form, to finish and send it later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.saved_comments import save_comment
from hearing.comment_form import CommentForm, too_much_to_keep
from hearing.comment_page import form_page
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb(PUBLIC, load=hearing_by_ref, read_at="comment_form")
def comment_save(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = CommentForm(request.POST, hearing=hearing)
    said = form.typed()
    refused = too_much_to_keep(said)
    if refused:
        return _again(request, hearing, form, refused, 422)
    try:
        before = request.POST.get("saved", "")
        receipt = save_comment(hearing=hearing, said=said, receipt=before)
    except Blocked as refusal:
        return _again(request, hearing, form, str(refusal), 409)
    return redirect("saved_comment", receipt=receipt)


def _again(
    request: HttpRequest, hearing: Hearing, form: CommentForm, said: str, status: int
) -> HttpResponse:
    form.add_error(None, said)
    context = form_page(request, hearing, form)
    return render(request, "hearing/comment_form.html", context, status=status)
