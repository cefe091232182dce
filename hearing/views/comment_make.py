"""Taking a comment, or showing its form again with what is wrong; what was typed is never lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked
from hearing.actions.commenting import KeyTaken, ProofUsed, UnusableComment, comment_on_draft
from hearing.actions.saved_comments import forget
from hearing.comment_form import CommentForm
from hearing.comment_page import form_page
from hearing.guests import guest_of
from hearing.intake.at_the_form import new_key, shown_in, why_held
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@verb(PUBLIC, load=hearing_by_ref, read_at="comment_form")
def comment_make(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = CommentForm(request.POST, hearing=hearing)
    if not form.is_valid():
        return _again(request, hearing, form)
    sent = form.cleaned_data
    shown, guest = shown_in(hearing, sent["proof"]), guest_of(request, hearing)
    try:
        received = comment_on_draft(
            hearing=hearing,
            proof_hash=shown.kept if shown else None,
            held_because="" if guest else why_held(request, hearing, sent, shown),
            **form.comment(guest),
        )
    except (KeyTaken, ProofUsed):
        form.data = form.data.dict() | {"key": new_key(hearing), "proof": ""}
        said = _("This form was sent before with another text. Send it again as a second comment.")
        form.add_error(None, said)
        return _again(request, hearing, form)
    except (Blocked, UnusableComment) as refusal:
        form.add_error(None, str(refusal))
        return _again(request, hearing, form)
    forget(sent["saved"])
    return redirect("comment", receipt=received.receipt)


def _again(request: HttpRequest, hearing: Hearing, form: CommentForm) -> HttpResponse:
    return render(
        request, "hearing/comment_form.html", form_page(request, hearing, form), status=422
    )
