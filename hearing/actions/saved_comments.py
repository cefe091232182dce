"""Keeping a comment to finish it later; whoever holds its receipt opens it again for 30 days."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from hearing.models import Hearing, SavedComment
from hearing.models.saved_comment import KEPT
from hearing.receipts import hashed, new_receipt

# What one hearing keeps for who has not finished: no more can be used to fill the disk.
MOST_KEPT = 20_000


@transaction.atomic
def save_comment(*, hearing: Hearing, said: dict[str, Any], receipt: str = "") -> str:
    """Keep what stands in the form; returns the receipt, the same one when it is kept again."""
    purge_saved()
    if receipt:
        rows = SavedComment.objects.filter(hearing=hearing, receipt_hash=hashed(receipt))
        if rows.update(said=said, saved_at=Now()):
            return receipt
    refuse_if(_blockers(hearing))
    receipt = new_receipt()
    SavedComment.objects.create(hearing=hearing, receipt_hash=hashed(receipt), said=said)
    return receipt


def forget(receipt: str) -> bool:
    """Delete what was kept; whether there was anything."""
    deleted, _rows = SavedComment.objects.filter(receipt_hash=hashed(receipt)).delete()
    return bool(deleted)


def purge_saved(older_than: timedelta = KEPT) -> int:
    """Delete what nobody finished in time, by the database's clock; returns how many."""
    deleted, _rows = SavedComment.objects.filter(saved_at__lt=Now() - older_than).delete()
    return deleted


def _blockers(hearing: Hearing) -> list[Blocker]:
    if hearing.imported or not (hearing.is_open or hearing.is_over):
        return [Blocker(_("The hearing takes no comments now."))]
    if hearing.saved_comments.count() >= MOST_KEPT:
        return [Blocker(_("No more can be kept here now; send the comment as it is."))]
    return []
