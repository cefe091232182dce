"""Publication of a guideline makes its hearings' comments public, and tells who left an address."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocker
from guideline.models import Guideline
from hearing.answering.samples import settle_all
from hearing.models import Comment, Hearing, Redaction
from hearing.publishing.telling import ASK
from hearing.queries import NOT_HELD
from outbox.actions import enqueue


def publish_comments(*, guideline: Guideline, at: datetime) -> None:
    """Make public what was said and answered in the hearings that are over; part of publishing.

    A comment that came late is made public by the version after it.
    """
    for hearing in guideline.hearings.filter(imported=False, closes_at__lte=at).defer("draft"):
        fresh = may_be_published(hearing)
        now_public = fresh.update(published_at=at)
        settle_all(hearing)
        if now_public or hearing.published_at is None:
            Hearing.objects.filter(pk=hearing.pk, published_at=None).update(published_at=at)
            enqueue(
                ASK,
                key=f"{ASK}:{hearing.pk}:{at.isoformat()}",
                hearing=hearing.pk,
            )


def may_be_published(hearing: Hearing) -> QuerySet[Comment]:
    """The comments that publication makes public: neither withdrawn nor held."""
    rows = Comment.objects.filter(hearing=hearing, published_at=None, withdrawn_at=None)
    return rows.filter(NOT_HELD)


def blockers_to_publishing_comments(guideline: Guideline) -> list[Blocker]:
    """Redactions that wait for a second person: nothing goes out that may have to be blacked out."""
    waiting = Redaction.objects.filter(
        comment__hearing__guideline=guideline, decided_at=None
    ).select_related("comment__hearing__guideline")
    return [
        Blocker(
            _("A redaction of comment {n} of '{title}' waits for a second person.").format(
                n=each.comment.number, title=each.comment.hearing
            ),
            redaction_page(each.comment),
        )
        for each in waiting.defer("comment__hearing__draft")
    ]


def redaction_page(comment: Comment) -> str:
    """Where a comment is redacted."""
    return reverse(
        "comment_redact", args=[comment.guideline.slug, comment.hearing.ref, comment.number]
    )
