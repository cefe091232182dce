"""Deleting what has served its purpose: every day from the outbox, and by `manage.py purge_comments`.

`docs/privacy.md` says for each field what it is for and how long it is kept.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Allowance
from audit.actions import record
from hearing.actions.saved_comments import purge_saved
from hearing.models import AnswerLink, Comment, CommentFile, Hearing
from hearing.publishing.erasing import erased
from outbox.daily import handles_daily

logger = logging.getLogger(__name__)

# Hashes of networks, and addresses of those who have been told.
DAYS = timedelta(days=30)
MONTH = timedelta(days=30.44)


@dataclass(slots=True)
class Purged:
    """How much was deleted; nothing of what it was."""

    comments: int = 0
    addresses: int = 0
    links: int = 0
    guests: int = 0
    declarations: int = 0
    files: int = 0


@handles_daily("purge-comments")
def purge_daily(_payload: dict[str, Any]) -> None:
    """What the outbox asks for once a day."""
    purge_comments()


@transaction.atomic
def purge_comments(*, now: datetime | None = None) -> dict[str, Purged]:
    """Delete what is over its time; how much by hearing, those without anything to delete left out.

    One line in the installation's log says that it ran.
    """
    now = now or timezone.now()
    purge_saved()
    Allowance.objects.filter(since__lt=now - DAYS).delete()
    hearings = Hearing.objects.filter(imported=False).select_related("guideline").defer("draft")
    purged = [(hearing, _purge(hearing, now)) for hearing in hearings]
    done = [(hearing, much) for hearing, much in purged if any(asdict(much).values())]
    # Last of all: whoever votes or comments waits for the log's end from here to the commit.
    for hearing, much in done:
        _tell(hearing, much)
    logger.info("Looked for what is over its time of storage: deleted in %s hearings.", len(done))
    return {f"{hearing.guideline.slug}/{hearing.ref}": much for hearing, much in done}


def _tell(hearing: Hearing, purged: Purged) -> None:
    record(
        "comments-purged",
        guideline=hearing.guideline.slug,
        target=hearing.ref,
        **asdict(purged),
    )


def _purge(hearing: Hearing, now: datetime) -> Purged:
    purged = Purged()
    comments = Comment.objects.filter(hearing=hearing)
    told = comments.filter(told_at__lt=now - DAYS).exclude(email="")
    purged.addresses = told.update(email="")
    if ends_of(hearing, now):
        purged.links, _rows = AnswerLink.objects.filter(comment__hearing=hearing).delete()
        purged.guests = hearing.guests.count()
        hearing.guests.all().delete()
        purged.declarations = comments.exclude(declarations={}, signatories=[]).update(
            declarations={}, signatories=[]
        )
        purged.files, _rows = CommentFile.objects.filter(comment__hearing=hearing).delete()
        purged.addresses += comments.exclude(email="").update(email="")
        purged.comments = _strip(comments) + _erase(comments, now)
    return purged


def ends_of(hearing: Hearing, now: datetime) -> bool:
    """Whether the time for which the hearing's personal data are kept is over."""
    # From now back: no hearing closes so late that the sum is no date.
    return hearing.closes_at is not None and hearing.closes_at < now - hearing.keeps_months * MONTH


def _strip(comments: QuerySet[Comment]) -> int:
    """Names of persons, and of organisations that did not agree to be named, leave what is public."""
    private = Q(kind="individual") | Q(consent=False)
    return comments.filter(private).exclude(name="").update(name="", consent=False)


def _erase(comments: QuerySet[Comment], now: datetime) -> int:
    """The words of comments that never became public, or were withdrawn."""
    gone = Q(published_at=None) | Q(withdrawn_at__isnull=False)
    rows = comments.filter(gone, erased_at=None)
    return rows.update(**erased(now))
