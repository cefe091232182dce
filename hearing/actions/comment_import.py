"""Taking over comments that a society collected itself: all of them in one transaction, or none."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.queries import next_number
from hearing.actions.commenting import blockers_of_time
from hearing.comment_sheet import Entry
from hearing.intake.grouping import ask_for_grouping
from hearing.models import Comment, Hearing
from hearing.receipts import hash_under
from voting.clock import database_now


@transaction.atomic
def import_comments(
    *, by: Any, hearing: Hearing, entries: Sequence[Entry], collected_by: str
) -> list[Comment]:
    """Keep the entries as comments of the hearing, each marked as collected elsewhere.

    Nobody holds a receipt for them; what comes after the close is late like any other comment.
    """
    require(by, "hearing.open_hearing", hearing)
    # Comments of one hearing are numbered one after the other.
    hearing = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    refuse_if(blockers_of_time(hearing) + _blockers_to_entries(hearing, entries, collected_by))
    first = next_number(hearing.comments)
    late = hearing.closes_at is not None and hearing.closes_at <= database_now()
    comments = Comment.objects.bulk_create(
        Comment(
            hearing=hearing,
            number=number,
            part=each.part,
            paragraph=each.paragraph,
            quote=each.quote,
            kind=each.kind,
            name=each.name,
            consent=each.consent,
            body=each.body,
            collected_by=collected_by.strip(),
            received_at=Now(),
            late=late,
        )
        for number, each in enumerate(entries, start=first)
    )
    ask_for_grouping(hearing.pk)
    record(
        "comments-imported",
        by=by,
        guideline=hearing.guideline.slug,
        target=hearing.ref,
        imported=len(comments),
        numbers=[first, first + len(comments) - 1],
        collected_by=collected_by.strip(),
        late=late,
        body_hash=hash_under(settings.SECRET_KEY, "\0".join(each.body for each in entries)),
    )
    return comments


def _blockers_to_entries(
    hearing: Hearing, entries: Sequence[Entry], collected_by: str
) -> list[Blocker]:
    blockers = []
    if not entries:
        blockers.append(Blocker(_("The table holds no comment.")))
    if not collected_by.strip():
        blockers.append(Blocker(_("Say who collected the comments.")))
    known = hearing.comments.filter(collected_by=collected_by.strip(), body__in=_bodies(entries))
    if same := known.order_by("number").first():
        sentence = _("Comment {n} with the same words came from {who} already.")
        blockers.append(Blocker(sentence.format(n=same.number, who=collected_by.strip())))
    return blockers


def _bodies(entries: Sequence[Entry]) -> list[str]:
    """Some of the texts: a table that is taken over twice repeats all of them."""
    return [each.body for each in entries[:50]]
