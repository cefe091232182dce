"""How a comment stands for the committee, as conditions that its indexes answer."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearing.models import Comment, CommentFile
from hearing.queries import NOT_HELD

# Whoever sent it can still take it back; nobody has to answer it then.
STANDS = Q(withdrawn_at=None) & NOT_HELD
HELD = Q(withdrawn_at=None, released_at=None) & ~Q(held_at=None)
DUE = STANDS & Q(progress__in=["unanswered", "draft"])
# Somebody says that the name is not theirs, and nobody of the committee has looked at it.
DISPUTES = Q(disputed_at__isnull=False, dispute_noted_at=None, withdrawn_at=None)
# With a file that nobody has looked at; found from the few files, not from the many comments: the index of
# numbers leads to those of a hearing, and the key tells them from others with their numbers.
_FILES = CommentFile.objects.filter(passed_at=None, shut_at=None).order_by()
WITH_FILES = Q(
    withdrawn_at=None,
    number__in=_FILES.values("comment__number"),
    pk__in=_FILES.values("comment"),
)

STATES: Mapping[str, tuple[object, Q]] = {
    "unanswered": (_("not answered"), STANDS & Q(progress="unanswered")),
    "draft": (_("draft answer"), STANDS & Q(progress="draft")),
    "waits": (_("waits for approval"), STANDS & Q(progress="waits")),
    "answered": (_("answered"), STANDS & Q(progress="answered")),
    "held": (_("held"), HELD & Q(kept_held_at=None)),
    "kept-held": (_("kept held"), HELD & Q(kept_held_at__isnull=False)),
    "withdrawn": (_("withdrawn"), Q(withdrawn_at__isnull=False)),
    "late": (_("late"), Q(late=True)),
    "joined": (_("answered with its group since"), Q(joined_at__isnull=False)),
    "disputed": (_("disputed"), Q(disputed_at__isnull=False)),
    "files": (_("with files to look at"), WITH_FILES),
}
# Each comment is in exactly one of the first states; these may stand beside any of them.
BESIDE = ("late", "joined", "disputed", "files")


def state_of(comment: Comment) -> str:
    """The state that the inbox shows beside a comment: one of STATES, and none of BESIDE."""
    if comment.withdrawn_at:
        return "withdrawn"
    if comment.is_held:
        return "kept-held" if comment.kept_held_at else "held"
    return comment.progress
