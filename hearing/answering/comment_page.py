"""What the committee's page of one comment shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from hearing.actions.answering import blockers_to_answering, blockers_to_approving
from hearing.actions.triage import assignable
from hearing.answering.changes import ShownChange, shown, steps_of, with_changes
from hearing.answering.filters import filter_from, neighbours, themes_of
from hearing.answering.forms import AnswerForm, ReturnForm, begun_from
from hearing.answering.pages import comment_address, inbox_address
from hearing.answering.states import STATES, state_of
from hearing.models import Comment, CommentFile, Proposal
from hearing.publishing.states import words_of

Typed = QueryDict | None


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """An answer on its way or of the past, with what it changed."""

    proposal: Proposal
    changes: list[ShownChange]
    comments: int


def shown_proposal(proposal: Proposal) -> ShownProposal:
    """The answer with its changes, which were loaded by `with_changes`."""
    changes = [shown(each) for each in proposal.changes.all()]
    return ShownProposal(proposal, changes, proposal.covers.count())


def answer_form(user: Any, comment: Comment, typed: Typed = None) -> AnswerForm:
    """The form of an answer, beginning from the draft or from the answer that stands."""
    written = comment.proposal or getattr(comment, "answer", None)
    shown_by = comment.proposal or getattr(written, "proposal", None)
    seen = comment.proposal.number if comment.proposal else 0
    initial = {"seen": seen} | begun_from(written, shown_by)
    steps = steps_of(comment.hearing, user, comment.question)
    return AnswerForm(typed, steps=steps, initial=initial)


def comment_answer_page(
    user: Any, comment: Comment, form: AnswerForm, said: QueryDict
) -> dict[str, Any]:
    """The comment, its answer on the way, the form for another wording, and every earlier one."""
    hearing, asked = comment.hearing, filter_from(said)
    history = list(_history(comment))
    current = next((each for each in history if each.proposal.pk == comment.proposal_id), None)
    answer = getattr(comment, "answer", None)
    stands = answer.proposal_id if answer else None
    answered_by = next((each for each in history if each.proposal.pk == stands), None)
    may_answer = user.has_perm("hearing.answer_comment", comment)
    approving = blockers_to_approving(current.proposal, user) if current else []
    earlier, later = neighbours(hearing, asked, user, comment.number)
    return {
        "comment": comment,
        "words": words_of(comment),
        "files": files_of(comment),
        "may_redact": user.has_perm("hearing.redact_comment", comment),
        "hearing": hearing,
        "guideline": hearing.guideline,
        "question": comment.question,
        "state": state_of(comment),
        "state_label": STATES[state_of(comment)][0],
        "answer": answer,
        "back": inbox_address(hearing, asked, comment.number),
        "current": current,
        "answered_by": answered_by,
        "history": [each for each in history if each not in (current, answered_by)],
        "form": form,
        "return_form": ReturnForm(auto_id="return_%s"),
        "may_answer": may_answer,
        "may_approve": user.has_perm("hearing.approve_answer", comment),
        "is_author": current is not None and current.proposal.by_id == user.pk,
        "approving": approving,
        "blockers": blockers_to_answering(hearing, [comment], user) if may_answer else [],
        "asked": asked,
        "earlier": comment_address(hearing, asked, earlier) if earlier else "",
        "later": comment_address(hearing, asked, later) if later else "",
        "themes": themes_of(hearing),
        "own_themes": [
            row.theme for row in comment.theme_rows.select_related("theme").order_by("theme__name")
        ],
        "places": assignable(hearing),
    }


def files_of(comment: Comment) -> list[CommentFile]:
    """The files beside it, without their content; none of a comment that was taken back."""
    if comment.withdrawn_at:
        return []
    return list(comment.files.defer("content").select_related("decided_by"))


def _history(comment: Comment) -> Iterator[ShownProposal]:
    """Every wording that was ever proposed for it, the newest first."""
    rows = comment.proposals.select_related("by", "approved_by", "returned_by", "hearing")
    for each in rows.prefetch_related(with_changes()).order_by("-number"):
        yield shown_proposal(each)
