"""Redacting a comment: its words, what is proposed and by whom, and the form for a passage."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from hearing.actions.publishing import redaction_page
from hearing.actions.redactions import (
    blockers_to_deciding,
    blockers_to_redacting,
    propose_redaction,
)
from hearing.models import Comment, Redaction
from hearing.publishing.beside import texts_beside
from hearing.publishing.forms import RedactionForm
from hearing.publishing.states import sight, words_of
from hearing.queries import comment_by_number


@page(
    "hearing.redact_comment",
    load=comment_by_number,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def comment_redact(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = RedactionForm(request.POST or None)
    if request.method == "POST" and form.carried_out(
        propose_redaction, by=request.user, comment=comment
    ):
        messages.success(request, _("Proposed. It takes effect when a second person confirms."))
        return redirect(redaction_page(comment))
    seen = sight("committee", comment)
    context = {
        "comment": comment,
        "hearing": comment.hearing,
        "guideline": comment.guideline,
        "seen": seen,
        "words": words_of(comment) if seen.body else "",
        "form": form,
        "blockers": blockers_to_redacting(comment),
        "redactions": _redactions(request, comment),
    }
    return render(request, "hearing/comment_redact.html", context, status=form.status)


def _passages(comment: Comment, redaction: Redaction) -> Iterator[str]:
    """What a redaction covers, in the words and beside them."""
    yield from (comment.body[start:end] for start, end in redaction.spans)
    texts = texts_beside(comment)
    for place, spans in redaction.beside.items():
        yield from (texts.get(place, "")[start:end] for start, end in spans)


def _redactions(request: HttpRequest, comment: Comment) -> list[dict]:
    """Each with what it covers, while that may still be read, and what keeps this person from confirming."""
    rows = comment.redactions.select_related("proposed_by", "decided_by", "comment__hearing")
    return [
        {
            "row": each,
            "passages": list(_passages(comment, each)) if each.decided_at is None else [],
            "blockers": blockers_to_deciding(request.user, each),
        }
        for each in rows
    ]
