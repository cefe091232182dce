"""The form of a comment on one place of the draft; the hearing's page opens it beneath that place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.comment_form import CommentForm
from hearing.comment_page import chosen, form_page
from hearing.guests import guest_of, may_read
from hearing.intake.at_the_form import new_key
from hearing.models import Hearing
from hearing.pages import takes_comments
from hearing.queries import hearing_by_ref


@page(PUBLIC, load=hearing_by_ref)
def comment_form(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    guest = guest_of(request, hearing)
    if not takes_comments(hearing) or not may_read(request, hearing, guest):
        raise Http404
    asked = request.GET
    start = chosen(hearing.draft, asked.get("part", ""), asked.get("paragraph"))
    start |= {"quote": asked.get("quote", ""), "key": new_key(hearing)}
    if guest:
        start |= {"kind": "individual", "name": guest.name, "email": guest.email}
    form = CommentForm(hearing=hearing, initial=start)
    return render(request, "hearing/comment_form.html", form_page(request, hearing, form))
