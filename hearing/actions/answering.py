"""Answers: proposed by one person, for one comment or many at once, and approved by another."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from guideline.queries import next_number
from hearing.actions.answer_mails import mail_returned
from hearing.actions.answer_rows import (
    replaced_answers,
    restore_earlier,
    take_answers_away,
    tell,
    update_each,
    write_answers,
)
from hearing.answering.changes import changes_from
from hearing.answering.numbers import spans
from hearing.answering.rooms import discussed
from hearing.answering.samples import lock_hearing
from hearing.clock import has_ended
from hearing.models import Answer, Campaign, Comment, Hearing, Proposal
from hearing.questions import questions_of_parts
from hearing.waiting import ask_for_morning_mail

ANSWER, APPROVE = "hearing.answer_comment", "hearing.approve_answer"


@transaction.atomic
def propose_answer(
    *,
    by: Any,
    hearing: Hearing,
    numbers: Iterable[int],
    changed: bool,
    text: str,
    elsewhere: str = "",
    changes: Sequence[str] = (),
    ask: bool = False,
    seen: int | None = None,
    campaign: Campaign | None = None,
    sample: Comment | None = None,
) -> Proposal:
    """Keep a draft of an answer to these comments, and ask for its approval at once where `ask`.

    `changes` are keys of `changes.steps_of`. `seen` is the number of the draft that the writer began
    from, 0 for none: one that somebody kept since is not undone. What it replaces stays as history.
    With a `campaign` it answers the `sample` for all that say the same (hearing/actions/groups.py).
    """
    require(by, ANSWER, hearing)
    comments = _locked(hearing, numbers)
    refuse_if(
        blockers_to_answering(hearing, comments, by)
        + _blockers_to_seen(comments, seen)
        + _blockers_to_text(text)
        + (_blockers_to_showing(changed, bool(changes or elsewhere.strip())) if ask else [])
    )
    before = {each.proposal_id for each in comments}
    now = timezone.now()
    proposal = Proposal.objects.create(
        hearing=hearing,
        number=next_number(hearing.proposals),
        changed=changed,
        text=text.strip(),
        elsewhere=elsewhere.strip() if changed else "",
        replaces_id=before.pop() if len(before) == 1 else None,
        by=by,
        at=now,
        asked_at=now if ask else None,
        campaign=campaign,
        sample=sample,
    )
    proposal.covers.add(*comments)
    if changed:
        _point_at(proposal, changes)
    update_each(comments, proposal=proposal, progress="waits" if ask else "draft")
    tell("answer-asked" if ask else "answer-drafted", by, proposal, comments)
    if ask:
        ask_for_morning_mail(hearing)
    return proposal


@transaction.atomic
def ask_for_approval(*, by: Any, proposal: Proposal) -> Proposal:
    """Let a second person look at a draft as it stands."""
    require(by, ANSWER, proposal)
    proposal, comments = _locked_proposal(proposal)
    shown = proposal.changes.exists() or bool(proposal.elsewhere.strip())
    refuse_if(
        _blockers_of_interest(proposal.hearing, comments, by)
        + _blockers_to_asking(proposal, comments)
        + _blockers_to_showing(proposal.changed, shown)
    )
    proposal.asked_at = timezone.now()
    proposal.save(update_fields=["asked_at"])
    update_each(comments, progress="waits")
    tell("answer-asked", by, proposal, comments)
    ask_for_morning_mail(proposal.hearing)
    return proposal


@transaction.atomic
def take_back(*, by: Any, proposal: Proposal) -> Proposal:
    """Undo asking: the answer is a draft again."""
    require(by, ANSWER, proposal)
    proposal, comments = _locked_proposal(proposal)
    refuse_if(
        _blockers_of_interest(proposal.hearing, comments, by)
        + _blockers_to_waiting(proposal, comments)
    )
    proposal.asked_at = None
    proposal.save(update_fields=["asked_at"])
    update_each(comments, progress="draft")
    tell("answer-taken-back", by, proposal, comments)
    return proposal


@transaction.atomic
def discard_draft(*, by: Any, proposal: Proposal) -> Proposal:
    """Give a draft up: its comments wait for an answer again, or keep the approved one that they have."""
    require(by, ANSWER, proposal)
    proposal, comments = _locked_proposal(proposal)
    blockers = _blockers_of_interest(proposal.hearing, comments, by)
    if not comments:
        blockers.append(Blocker(_("Nothing hangs from this draft any longer.")))
    if proposal.waits:
        blockers.append(Blocker(_("It waits for approval; take it back first.")))
    refuse_if(blockers)
    answered = set(
        Answer.objects.filter(comment__proposal=proposal).values_list("comment", flat=True)
    )
    update_each(
        [each for each in comments if each.pk in answered], proposal=None, progress="answered"
    )
    update_each(
        [each for each in comments if each.pk not in answered], proposal=None, progress="unanswered"
    )
    tell("answer-discarded", by, proposal, comments)
    return proposal


def blockers_to_approving(proposal: Proposal, by: Any) -> list[Blocker]:
    """What stands in the way of this person approving the answer, or sending it back."""
    comments = list(proposal.comments.all())
    return [
        *_blockers_to_waiting(proposal, comments),
        *_blockers_of_author(proposal, by),
        *_blockers_of_interest(proposal.hearing, comments, by),
    ]


@transaction.atomic
def approve_answer(*, by: Any, proposal: Proposal) -> Proposal:
    """Agree to what somebody else proposed: from now on it is the committee's answer, for all to read."""
    require(by, APPROVE, proposal)
    proposal, comments = _locked_proposal(proposal)
    refuse_if(blockers_to_approving(proposal, by))
    standing = [each for each in comments if each.withdrawn_at is None]
    proposal.approved_by, proposal.approved_at = by, timezone.now()
    proposal.save(update_fields=["approved_by", "approved_at"])
    before = replaced_answers(standing)
    write_answers(proposal, standing)
    update_each(standing, proposal=None, progress="answered")
    tell("answer-approved", by, proposal, standing, author=str(proposal.by), before=before)
    return proposal


@transaction.atomic
def return_answer(*, by: Any, proposal: Proposal, because: str) -> Proposal:
    """Send an answer back to its author with a note; the author is told by mail."""
    require(by, APPROVE, proposal)
    proposal, comments = _locked_proposal(proposal)
    blockers = blockers_to_approving(proposal, by)
    if not because.strip():
        blockers.append(Blocker(_("Say what the author should change.")))
    refuse_if(blockers)
    proposal.asked_at = None
    proposal.returned_by, proposal.returned_at = by, timezone.now()
    proposal.returned_because = because.strip()
    proposal.save(update_fields=["asked_at", "returned_by", "returned_at", "returned_because"])
    update_each(comments, progress="draft")
    mail_returned(proposal, [each.number for each in comments])
    tell("answer-returned", by, proposal, comments, reason=because.strip())
    return proposal


@transaction.atomic
def undo_approval(*, by: Any, proposal: Proposal) -> Proposal:
    """Take an approval back: the answer waits again, and an earlier one that was approved stands."""
    require(by, APPROVE, proposal)
    proposal = _lock(proposal)
    answers = Answer.objects.filter(proposal=proposal)
    comments = _locked(proposal.hearing, answers.values_list("comment__number", flat=True))
    refuse_if(
        _blockers_of_interest(proposal.hearing, comments, by)
        + _blockers_to_undoing(proposal, comments)
    )
    take_answers_away(comments)
    proposal.approved_by = proposal.approved_at = None
    proposal.save(update_fields=["approved_by", "approved_at"])
    restore_earlier(proposal, comments)
    update_each(comments, proposal=proposal, progress="waits")
    tell("answer-approval-undone", by, proposal, comments)
    return proposal


def blockers_to_answering(hearing: Hearing, comments: Sequence[Comment], by: Any) -> list[Blocker]:
    """What stands in the way of drafting an answer to these comments."""
    blockers = []
    if not comments:
        blockers.append(Blocker(_("Choose the comments that it answers.")))
    if not has_ended(hearing):
        blockers.append(
            Blocker(_("The hearing is still open: who commented may still change the comment."))
        )
    if withdrawn := [each.number for each in comments if each.withdrawn_at]:
        sentence = ngettext(
            "Comment {numbers} was withdrawn.", "Comments {numbers} were withdrawn.", len(withdrawn)
        )
        blockers.append(Blocker(sentence.format(numbers=spans(withdrawn))))
    if held := [each.number for each in comments if each.is_held]:
        sentence = ngettext(
            "Comment {numbers} is held: decide on it first.",
            "Comments {numbers} are held: decide on them first.",
            len(held),
        )
        blockers.append(Blocker(sentence.format(numbers=spans(held))))
    if waiting := [each.number for each in comments if each.progress == "waits"]:
        sentence = ngettext(
            "An answer to comment {numbers} waits for approval: take it back or return it first.",
            "Answers to comments {numbers} wait for approval: take them back or return them first.",
            len(waiting),
        )
        blockers.append(Blocker(sentence.format(numbers=spans(waiting))))
    return blockers + _blockers_of_interest(hearing, comments, by)


def _blockers_of_interest(hearing: Hearing, comments: Sequence[Comment], by: Any) -> list[Blocker]:
    """Whoever leaves the room for a question decides on no answer to a comment on it."""
    known = questions_of_parts(hearing.draft)
    refs = {known.get(part, "") for part in {each.part for each in comments}} - {""}
    questions = hearing.guideline.questions.filter(ref__in=refs)
    left = questions.exclude(pk__in=discussed(by, hearing.guideline).values("pk"))
    sentence = _("You leave the room for question {question}.")
    return [
        Blocker(sentence.format(question=each.number or each.ref))
        for each in left.order_by("position", "id")
    ]


def _blockers_of_author(proposal: Proposal, by: Any) -> list[Blocker]:
    if proposal.by_id != by.pk:
        return []
    return [Blocker(_("You wrote it; somebody else has to approve it."))]


def _blockers_to_waiting(proposal: Proposal, comments: Sequence[Comment]) -> list[Blocker]:
    if proposal.waits and comments:
        return []
    return [Blocker(_("This answer does not wait for approval any longer."))]


def _blockers_to_undoing(proposal: Proposal, comments: Sequence[Comment]) -> list[Blocker]:
    if proposal.approved_at is None or not comments:
        return [Blocker(_("It is not the approved answer of any comment."))]
    if anew := [each.number for each in comments if each.proposal_id]:
        sentence = _("A new draft answers {numbers} already; give that up first.")
        return [Blocker(sentence.format(numbers=spans(anew)))]
    if public := [each.number for each in comments if each.published_at]:
        sentence = _(
            "The answer to {numbers} is published: answer anew, and it stands until the new answer is approved."
        )
        return [Blocker(sentence.format(numbers=spans(public)))]
    return []


def _blockers_to_asking(proposal: Proposal, comments: Sequence[Comment]) -> list[Blocker]:
    if not comments or proposal.approved_at:
        return [Blocker(_("Nothing hangs from this draft any longer."))]
    if proposal.asked_at:
        return [Blocker(_("It waits for approval already."))]
    if proposal.returned_at:
        return [Blocker(_("It was returned with a note: change it first."))]
    return []


def _blockers_to_text(text: str) -> list[Blocker]:
    return [] if text.strip() else [Blocker(_("Say what was changed, or why nothing was."))]


def _blockers_to_showing(changed: bool, shown: bool) -> list[Blocker]:
    if not changed or shown:
        return []
    return [Blocker(_("Choose where the change can be seen, or say where else it was made."))]


def _blockers_to_seen(comments: Sequence[Comment], seen: int | None) -> list[Blocker]:
    if seen is None:
        return []
    drafts = [each.proposal for each in comments if each.proposal]
    held = max(drafts, key=lambda each: each.number, default=None)
    if (held.number if held else 0) == seen:
        return []
    who = held.by if held else _("Somebody")
    sentence = _("{who} kept another draft while you were writing. Yours is still here.")
    return [Blocker(sentence.format(who=who))]


def _locked(hearing: Hearing, numbers: Iterable[int]) -> list[Comment]:
    """The comments in order; two who answer them wait for each other."""
    # One row first: the numbers of proposals follow each other.
    lock_hearing(hearing.pk)
    rows = hearing.comments.select_for_update(of=("self",)).filter(number__in=list(numbers))
    return list(rows.select_related("proposal__by").order_by("number"))


def _lock(proposal: Proposal) -> Proposal:
    lock_hearing(proposal.hearing_id)
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("hearing__guideline", "by").get(pk=proposal.pk)


def _locked_proposal(proposal: Proposal) -> tuple[Proposal, list[Comment]]:
    proposal = _lock(proposal)
    rows: QuerySet[Comment] = proposal.comments.select_for_update(of=("self",))
    return proposal, list(rows.order_by("number"))


def _point_at(proposal: Proposal, keys: Sequence[str]) -> None:
    for change in changes_from(proposal.hearing, keys):
        change.proposal = proposal
        change.save()
