"""What the pages of a hearing show."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from hearing.forms import AnswerForm, EditForm
from hearing.models import Comment, Hearing
from hearing.publishing.states import sight, with_redactions, words_of
from hearing.publishing.table import came_in
from hearing.queries import comments_to_answer
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


def takes_comments(hearing: Hearing) -> bool:
    """Whether a comment can be sent, in time or late."""
    return not hearing.imported and (hearing.is_open or hearing.is_over)


def comment_page(comment: Comment, receipt: str, form: EditForm) -> dict[str, Any]:
    """One comment as its author sees it."""
    seen = sight("holder", comment)
    return {
        "words": words_of(comment) if seen.body else "",
        "comment": comment,
        "hearing": comment.hearing,
        "receipt": receipt,
        "form": form,
        "answer": comment.answer if seen.answer else None,
        "may_edit": comment.withdrawn_at is None and comment.hearing.is_open,
    }


def inbox_page(
    user: Any, hearing: Hearing, typed: Mapping[int, AnswerForm] | None = None
) -> dict[str, Any]:
    """Every comment with its answer, or with the form for one; what was typed stays."""
    may_answer = user.has_perm("hearing.answer_comment", hearing) and hearing.is_over
    rows = [
        _row(hearing, comment, (typed or {}).get(comment.number), may_answer)
        for comment in with_redactions(comments_to_answer(hearing))
    ]
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "rows": rows,
        "waiting": sum(row["answer"] is None for row in rows),
        "may_close": user.has_perm("hearing.open_hearing", hearing) and hearing.is_open,
    }


def _row(
    hearing: Hearing, comment: Comment, typed: AnswerForm | None, may_answer: bool
) -> dict[str, Any]:
    answer = getattr(comment, "answer", None)
    initial = {"changed": "yes" if answer.changed else "no", "text": answer.text} if answer else {}
    form = typed or AnswerForm(prefix=f"comment-{comment.number}", initial=initial)
    slug = hearing.guideline.slug
    return {
        "comment": comment,
        "words": words_of(comment),
        "answer": answer,
        "form": form if may_answer else None,
        "url": reverse("comment_answer", args=[slug, hearing.ref, comment.number]),
    }
