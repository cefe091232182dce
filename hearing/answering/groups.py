"""What the pages show of groups: how many are alike, what answers them, and who belongs elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q
from django.http import QueryDict
from django.urls import reverse

from hearing.actions.answering import blockers_to_answering, blockers_to_approving
from hearing.actions.groups import blockers_to_taking_out, to_answer
from hearing.actions.joining import group_answer
from hearing.answering.changes import steps_of, with_changes
from hearing.answering.comment_page import ShownProposal, shown_proposal
from hearing.answering.counting import BoundedCount
from hearing.answering.filters import number_from
from hearing.answering.forms import AnswerForm, ReturnForm, begun_from
from hearing.answering.pages import alike_in_words, sizes_of
from hearing.answering.rooms import leaves_room
from hearing.answering.states import STANDS, STATES, state_of
from hearing.models import Campaign, Comment, Proposal
from hearing.publishing.states import with_redactions, words_of

PAGE = 50
COUNTED = ("unanswered", "draft", "waits", "answered", "held", "kept-held")


@dataclass(frozen=True, slots=True)
class Alike:
    """What a comment shares with others: how many say the same, in words, and whether their answer is its own."""

    said: str
    address: str
    taken_out: bool
    answered_with: Proposal | None
    joined_at: datetime | None
    keeps: list[Any]


def alike(comment: Comment) -> Alike | None:
    """What the comment's page says of its group, None for one that stands alone."""
    key = comment.campaign_id or comment.taken_out_of_id
    size = sizes_of([key]).get(key, 0) if key else 0
    taken_out = comment.taken_out_of_id is not None
    said = alike_in_words(comment, size)
    if key is None or not (said or taken_out):
        return None
    answer = getattr(comment, "answer", None)
    found = comment.proposal or (answer.proposal if answer else None)
    return Alike(
        said=said,
        address=group_address(comment.hearing, key),
        taken_out=taken_out,
        answered_with=found if found and found.campaign_id else None,
        joined_at=comment.joined_at,
        keeps=[] if taken_out else blockers_to_taking_out(comment),
    )


def group_address(hearing: Any, campaign_pk: int) -> str:
    """Where a group is answered."""
    return reverse("comment_group", args=[hearing.guideline.slug, hearing.ref, campaign_pk])


def group_form(user: Any, campaign: Campaign, typed: QueryDict | None = None) -> AnswerForm:
    """The form of the group's answer, beginning from the one on its way or the one that stands."""
    begun = group_answer(campaign.pk)
    seen = begun.number if begun and not begun.approved_at else 0
    initial = {"seen": seen} | begun_from(begun, begun)
    return AnswerForm(typed, steps=steps_of(campaign.hearing, user), initial=initial)


def group_page(
    user: Any, campaign: Campaign, form: AnswerForm, said: Mapping[str, str]
) -> dict[str, Any]:
    """The sample, the group's answer and its form, and fifty of the comments, along their numbers."""
    hearing = campaign.hearing
    hidden = leaves_room(user, hearing, campaign.comments)
    may_answer = user.has_perm("hearing.answer_comment", campaign) and not hidden
    current = None if hidden else group_answer(campaign.pk)
    sample = _sample(campaign, current, number_from(said.get("sample", "")))
    waits = current is not None and current.waits
    rows, after = _members(campaign, number_from(said.get("after", "")))
    counts = _counts(campaign)
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "group": campaign,
        "size": sizes_of([campaign.pk]).get(campaign.pk, 0),
        "counts": [(STATES[code][0], counts[code], code) for code in COUNTED if counts[code]],
        "alone": counts["alone"],
        "held": counts["held"] + counts["kept-held"],
        "sample": sample,
        "rows": rows,
        "after": after,
        "taken_out": _shown(campaign.taken_out.filter(withdrawn_at=None).order_by("number")[:PAGE]),
        "hidden": hidden,
        "told": _told(current),
        "waits": waits,
        "is_author": current is not None and current.by_id == user.pk,
        "may_answer": may_answer,
        "may_approve": user.has_perm("hearing.approve_answer", campaign) and not hidden,
        "approving": blockers_to_approving(current, user) if current and waits else [],
        "blockers": blockers_to_answering(hearing, list(to_answer(campaign)), user)
        if may_answer
        else [],
        "form": form,
        "return_form": ReturnForm(auto_id="return_%s"),
    }


def _told(proposal: Proposal | None) -> ShownProposal | None:
    if proposal is None:
        return None
    rows = Proposal.objects.select_related("by", "approved_by", "returned_by", "hearing")
    return shown_proposal(rows.prefetch_related(with_changes()).get(pk=proposal.pk))


def _counts(campaign: Campaign) -> dict[str, int]:
    rows = Comment.objects.filter(campaign=OuterRef("pk"))
    conditions = {code: STATES[code][1] for code in COUNTED}
    own = Q(proposal__isnull=False, proposal__campaign=None) | Q(
        answer__isnull=False, answer__proposal__campaign=None
    )
    counts = {f"in_{code}": BoundedCount(rows.filter(each)) for code, each in conditions.items()}
    counts["in_alone"] = BoundedCount(rows.filter(STANDS).filter(own))
    found = Campaign.objects.filter(pk=campaign.pk).order_by().values(**counts).get()
    return {name.removeprefix("in_"): n for name, n in found.items()}


def _sample(campaign: Campaign, current: Proposal | None, number: int) -> Comment | None:
    """The comment that the answer is written on: the one asked for, the one it has, or the first."""
    standing = with_redactions(campaign.comments.filter(STANDS)).order_by("number")
    kept = current.sample_id if current else None
    found = (
        standing.filter(number=number).first()
        or standing.filter(pk=kept).first()
        or standing.first()
    )
    if found:
        found.hearing = campaign.hearing
        found.words = words_of(found)
    return found


def _members(campaign: Campaign, after: int) -> tuple[list[Comment], int]:
    rows = campaign.comments.filter(withdrawn_at=None, number__gt=after).order_by("number")
    found = _shown(rows[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], found[PAGE - 1].number if more else 0


def _shown(rows: Any) -> list[Comment]:
    found = list(with_redactions(rows))
    for each in found:
        each.words = words_of(each)
        each.state_label = STATES[state_of(each)][0]
        each.may_be_sample = not (each.is_held or each.withdrawn_at)
    return found
