"""A hearing for everybody: the draft as laid open with its numbers, answers afterwards."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import PUBLIC, page
from hearing.guests import guest_of, may_read
from hearing.intake.at_the_form import new_key
from hearing.intake.proof import BITS
from hearing.models import Hearing
from hearing.pages import hearing_page, takes_comments
from hearing.queries import hearing_by_ref


@page(PUBLIC, load=hearing_by_ref)
def hearing(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    if "part" in request.GET and takes_comments(hearing):  # where the form stood once
        form = reverse("comment_form", args=[hearing.guideline.slug, hearing.ref])
        return redirect(f"{form}?{urlencode({'part': request.GET['part']})}")
    guest = guest_of(request, hearing)
    context = hearing_page(hearing, may_read=may_read(request, hearing, guest))
    context |= {
        "guest": guest,
        "key": new_key(hearing),
        "proof_bits": BITS,
        "runs_it": request.user.has_perm("hearing.open_hearing", hearing),
    }
    response = render(request, "hearing/hearing.html", context)
    if context["takes_comments"]:
        # Going back after a comment brings a new key: what is supported next is another comment.
        response["Cache-Control"] = "no-store"
    return response
