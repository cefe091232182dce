"""Keeping what stands in the form, to finish and send it later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.saved_comments import save_comment
from hearing.comment_form import CommentForm
from hearing.comment_page import form_page
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb(PUBLIC, load=hearing_by_ref)
def comment_save(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = CommentForm(request.POST, hearing=hearing)
    try:
        before = request.POST.get("saved", "")
        receipt = save_comment(hearing=hearing, said=form.typed(), receipt=before)
    except Blocked as refusal:
        form.add_error(None, str(refusal))
        return render(
            request, "hearing/comment_form.html", form_page(request, hearing, form), status=409
        )
    return redirect("saved_comment", receipt=receipt)
