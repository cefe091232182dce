"""Loaders of hearing pages, and the reads that they share."""

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.guesses import UnknownSecret
from hearing.models import Campaign, Comment, Hearing, Proposal, Theme
from hearing.receipts import hashed

# Neither held nor kept held.
NOT_HELD = Q(held_at=None) | Q(released_at__isnull=False)


def hearing_by_ref(slug: str, ref: str) -> Hearing:
    """A hearing by its guideline and its own id, or 404."""
    rows = Hearing.objects.select_related("guideline")
    return get_object_or_404(rows, guideline__slug=slug, ref=ref)


def open_hearings() -> QuerySet[Hearing]:
    """The hearings in which everybody may comment now, the first to end first."""
    now = timezone.now()
    begun = Q(opens_at=None) | Q(opens_at__lte=now)
    running = Q(closes_at=None) | Q(closes_at__gt=now)
    rows = Hearing.objects.filter(begun, running, imported=False).select_related("guideline")
    return rows.defer("draft").order_by(F("closes_at").asc(nulls_last=True), "pk")


def announced_hearings() -> QuerySet[Hearing]:
    """The hearings that were held here, are held or are announced, the last to open first."""
    rows = Hearing.objects.filter(imported=False, audience="everybody").select_related("guideline")
    return rows.defer("draft").order_by("-opens_at", "-pk")


def past_hearings(guideline_pk: int) -> QuerySet[Hearing]:
    """The hearings of a guideline that are over, the newest first."""
    over = Q(imported=True) | Q(closes_at__lte=timezone.now())
    rows = Hearing.objects.filter(over, guideline=guideline_pk).select_related("guideline")
    return rows.defer("draft").order_by("-position", "-id")


def comment_by_receipt(receipt: str) -> Comment:
    """The comment that a receipt opens, or the link in the mail with its answer; else UnknownSecret."""
    rows = Comment.objects.select_related("hearing__guideline", "answer").defer("hearing__draft")
    token = hashed(receipt)
    found = rows.filter(receipt_hash=token).first()
    found = found or rows.filter(answer_links__token_hash=token).first()
    if found is None:
        raise UnknownSecret
    return found


def comment_by_number(slug: str, ref: str, number: int) -> Comment:
    """A comment by its hearing and number, or 404."""
    rows = Comment.objects.select_related(
        "hearing__guideline", "answer__proposal", "proposal__by", "assigned_to__user"
    )
    return get_object_or_404(rows, hearing__guideline__slug=slug, hearing__ref=ref, number=number)


def locked_comment(pk: int) -> Comment:
    """The comment with its row locked: whoever else changes it waits."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("hearing__guideline")
    return rows.defer("hearing__draft").get(pk=pk)


def comments_to_answer(hearing: Hearing) -> QuerySet[Comment]:
    """The hearing's comments in order, each with its answer; withdrawn and held ones are left out."""
    rows = hearing.comments.filter(NOT_HELD, withdrawn_at=None)
    return rows.select_related("answer", "hearing").defer("hearing__draft")


def inbox_after(hearing: Hearing, number: int) -> QuerySet[Comment]:
    """Every comment after a number that was not withdrawn, held ones as well."""
    rows = hearing.comments.filter(withdrawn_at=None, number__gt=number).order_by("number")
    return rows.select_related("answer", "proposal", "hearing__guideline").defer("hearing__draft")


def held_comments(hearing: Hearing) -> QuerySet[Comment]:
    """The comments that wait for somebody to look at them."""
    rows = hearing.comments.filter(released_at=None, kept_held_at=None, withdrawn_at=None)
    return rows.exclude(held_at=None).select_related("answer").order_by("number")


def kept_held(hearing: Hearing) -> QuerySet[Comment]:
    """The comments that the committee decided to keep held."""
    rows = hearing.comments.filter(withdrawn_at=None).exclude(kept_held_at=None)
    return rows.select_related("answer").order_by("number")


def group_by_pk(slug: str, ref: str, pk: int) -> Campaign:
    """A group of comments of a hearing, or 404."""
    rows = Campaign.objects.select_related("hearing__guideline")
    return get_object_or_404(rows, hearing__guideline__slug=slug, hearing__ref=ref, pk=pk)


def theme_by_pk(slug: str, ref: str, pk: int) -> Theme:
    """A theme of a hearing, or 404."""
    rows = Theme.objects.select_related("hearing__guideline")
    return get_object_or_404(rows, hearing__guideline__slug=slug, hearing__ref=ref, pk=pk)


def proposal_by_number(slug: str, ref: str, number: int) -> Proposal:
    """An answer on its way by its hearing and number, or 404."""
    rows = Proposal.objects.select_related("hearing__guideline", "by")
    return get_object_or_404(rows, hearing__guideline__slug=slug, hearing__ref=ref, number=number)
