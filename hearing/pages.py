"""What the pages of a hearing show."""

from typing import Any

from django.http import HttpResponse

from hearing.file_forms import FileForm
from hearing.forms import EditForm
from hearing.models import Answer, Comment, Hearing
from hearing.publishing.beside import beside_of
from hearing.publishing.states import sight, words_of
from hearing.publishing.table import came_in
from hearing.reading import ReadDraft, as_read


def hearing_page(hearing: Hearing, *, may_read: bool = True) -> dict[str, Any]:
    """The draft as laid open, and after the close what was said; nothing to who may not read it."""
    shown = may_read and (hearing.is_open or hearing.is_over)
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "may_read": may_read,
        "draft": as_read(hearing.draft) if shown else ReadDraft(),
        "takes_comments": takes_comments(hearing),
        "came_in": came_in(hearing),
    }


def kept_from_others(response: HttpResponse) -> HttpResponse:
    """A page whose address holds a secret: the address travels to no other site, the page stays in no cache.

    Without any referrer, browsers would name no origin either, and its forms would be refused.
    """
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def takes_comments(hearing: Hearing) -> bool:
    """Whether a comment can be sent, in time or late."""
    return not hearing.imported and (hearing.is_open or hearing.is_over)


def comment_page(comment: Comment, receipt: str, form: EditForm) -> dict[str, Any]:
    """One comment as its author sees it."""
    seen = sight("holder", comment)
    return {
        "words": words_of(comment) if seen.body else "",
        "name": comment.name if seen.name else "",
        "beside": beside_of(comment, "holder", seen),
        "comment": comment,
        "hearing": comment.hearing,
        "receipt": receipt,
        "form": form,
        "answer": comment.answer if seen.answer else None,
        "with_group": seen.answer and is_for_a_group(comment.answer),
        "files": comment.files.defer("content") if seen.body else (),
        "file_form": FileForm(),
        "may_edit": may_edit(comment),
    }


def may_edit(comment: Comment) -> bool:
    """Whether it takes another wording, or files, as far as a page can tell."""
    return comment.withdrawn_at is None and comment.hearing.is_open


def is_for_a_group(answer: Answer) -> bool:
    """Whether the answer was given to comments in nearly the same words, and so to this one."""
    return answer.proposal is not None and answer.proposal.campaign_id is not None
