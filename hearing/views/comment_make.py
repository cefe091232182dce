"""Taking a comment, or showing it again with what is wrong; what was typed is never lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.comments import UnusableComment, comment_on_draft
from hearing.forms import CommentForm
from hearing.models import Hearing
from hearing.pages import hearing_page
from hearing.queries import hearing_by_ref


@verb(PUBLIC, load=hearing_by_ref)
def comment_make(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, hearing, form)
    try:
        received = comment_on_draft(hearing=hearing, **form.comment())
    except (Blocked, UnusableComment) as refusal:
        form.add_error(None, str(refusal))
        return _again(request, hearing, form)
    return redirect("comment", receipt=received.receipt)


def _again(request: HttpRequest, hearing: Hearing, form: CommentForm) -> HttpResponse:
    context = hearing_page(hearing, request.POST.get("part", ""), form)
    return render(request, "hearing/hearing.html", context, status=422)
