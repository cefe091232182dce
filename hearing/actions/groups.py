"""Groups of comments that say the same: one answer for all of them, and none where one does not belong."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from hearing.actions.answer_rows import take_answers_away
from hearing.actions.answering import ANSWER, propose_answer
from hearing.actions.joining import join_answers
from hearing.answering.samples import lock_hearing, settle_samples
from hearing.answering.states import STANDS
from hearing.models import Campaign, Comment, Proposal


@transaction.atomic
def answer_group(
    *,
    by: Any,
    campaign: Campaign,
    changed: bool,
    text: str,
    elsewhere: str = "",
    changes: Sequence[str] = (),
    ask: bool = False,
    seen: int | None = None,
    sample: int = 0,
) -> Proposal:
    """One answer for every comment of the group, written on one of them, the `sample` (its number).

    Comments that have an answer of their own, or the draft of one, keep it. Those that come to the
    group later are answered with it (hearing/actions/joining.py).
    """
    require(by, ANSWER, campaign)
    lock_hearing(campaign.hearing_id)
    members = list(to_answer(campaign).order_by("number"))
    chosen = [each for each in members if each.number == sample] or members[:1]
    return propose_answer(
        by=by,
        hearing=campaign.hearing,
        numbers=[each.number for each in members],
        changed=changed,
        text=text,
        elsewhere=elsewhere,
        changes=changes,
        ask=ask,
        seen=seen,
        campaign=campaign,
        sample=chosen[0] if chosen else None,
    )


def to_answer(campaign: Campaign) -> QuerySet[Comment]:
    """The comments that an answer for the group is for: all that stand, but those answered alone."""
    own = Q(progress="unanswered")
    on_its_way = Q(proposal__campaign=campaign)
    answered = Q(proposal=None, answer__proposal__campaign=campaign)
    rows = campaign.comments.filter(STANDS).filter(own | on_its_way | answered)
    return rows.select_related("proposal__by")


@transaction.atomic
def take_out(*, by: Any, comment: Comment) -> Comment:
    """Take a comment out of a group where it does not belong; its group's answer is not its own then."""
    require(by, ANSWER, comment)
    comment = _locked(comment)
    campaign = comment.campaign
    refuse_if(blockers_to_taking_out(comment))
    proposal, answer = comment.proposal, getattr(comment, "answer", None)
    on_its_way = bool(proposal and proposal.campaign_id)
    answered = bool(answer and answer.proposal and answer.proposal.campaign_id)
    comment.campaign, comment.taken_out_of = None, campaign
    if on_its_way:
        comment.proposal = None
    comment.progress = _progress(comment, has_answer=bool(answer) and not answered)
    groups = take_answers_away([comment]) if answered else set()
    comment.joined_at = comment.answered_with = None
    comment.sample_elsewhere = False
    comment.save(
        update_fields=[
            *("campaign", "taken_out_of", "proposal", "progress"),
            *("joined_at", "answered_with", "sample_elsewhere"),
        ]
    )
    _uncover(comment, campaign)
    settle_samples(groups)
    told = answer.proposal if answered else proposal if on_its_way else None
    _tell("comment-taken-out", by, comment, **({"answer": told.number} if told else {}))
    return comment


@transaction.atomic
def put_back(*, by: Any, comment: Comment) -> Comment:
    """Put it back; unless it has an answer of its own it is answered with its group again."""
    require(by, ANSWER, comment)
    comment = _locked(comment)
    blockers = []
    if comment.taken_out_of is None:
        blockers.append(Blocker(_("It was taken out of no group.")))
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    refuse_if(blockers)
    comment.campaign, comment.taken_out_of = comment.taken_out_of, None
    comment.save(update_fields=["campaign", "taken_out_of"])
    _tell("comment-put-back", by, comment)
    join_answers(comment.hearing_id, [comment.pk], by=by)
    comment.refresh_from_db()
    return comment


def blockers_to_taking_out(comment: Comment) -> list[Blocker]:
    """What stands in the way of taking this comment out of its group."""
    if comment.withdrawn_at:
        return [Blocker(_("The comment was withdrawn."))]
    others = Comment.objects.filter(campaign=comment.campaign_id).exclude(pk=comment.pk)
    if comment.campaign_id is None or not others.exists():
        return [Blocker(_("It is in no group."))]
    answer = getattr(comment, "answer", None)
    if comment.published_at and answer and answer.proposal and answer.proposal.campaign_id:
        return [Blocker(_("Its group's answer to it is published: answer it anew alone."))]
    return []


def _progress(comment: Comment, *, has_answer: bool) -> str:
    if comment.proposal:
        return comment.progress
    return "answered" if has_answer else "unanswered"


def _uncover(comment: Comment, campaign: Campaign) -> None:
    """No answer of the group was written for it: undoing another one brings none of them back."""
    Proposal.covers.through.objects.filter(
        comment=comment, proposal__in=campaign.proposals.all()
    ).delete()
    for proposal in campaign.proposals.filter(sample=comment):
        first = proposal.covers.order_by("number").first()
        if first:
            proposal.sample = first
            proposal.save(update_fields=["sample"])


def _locked(comment: Comment) -> Comment:
    lock_hearing(comment.hearing_id)
    rows = Comment.objects.select_for_update(of=("self",)).select_related(
        "hearing__guideline", "campaign", "taken_out_of", "proposal", "answer__proposal"
    )
    return rows.defer("hearing__draft").get(pk=comment.pk)


def _tell(verb: str, by: Any, comment: Comment, **facts: Any) -> None:
    record(
        verb,
        by=by,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        number=comment.number,
        **facts,
    )
