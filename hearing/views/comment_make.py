"""Taking a comment, or showing its form again with what is wrong; what was typed is never lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.comments import UnusableComment, comment_on_draft
from hearing.actions.saved_comments import forget
from hearing.comment_form import CommentForm
from hearing.comment_page import form_page
from hearing.guests import guest_of
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb(PUBLIC, load=hearing_by_ref)
def comment_make(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = CommentForm(request.POST, hearing=hearing)
    if not form.is_valid():
        return _again(request, hearing, form)
    try:
        said = form.comment(guest_of(request, hearing))
        received = comment_on_draft(hearing=hearing, **said)
    except (Blocked, UnusableComment) as refusal:
        form.add_error(None, str(refusal))
        return _again(request, hearing, form)
    forget(form.cleaned_data["saved"])
    return redirect("comment", receipt=received.receipt)


def _again(request: HttpRequest, hearing: Hearing, form: CommentForm) -> HttpResponse:
    return render(request, "hearing/comment_form.html", form_page(hearing, form), status=422)
