"""How far the chain was walked and found to hold, so that a page can say it and walk only the rest."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from audit.chain import GENESIS, Break, first_break
from audit.models import ChainHead
from audit.queries import links

_KEY = "audit:verified"
# More new events than these are walked only when somebody asks for it.
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Verified:
    """The chain holds up to event `length`, which has this hash; or it is `broken` somewhere.

    `waiting` counts the events behind it that nobody walked yet. `whole_at` is when the chain was
    last walked from its beginning: an old event that is altered afterwards shows at the next such
    walk only.
    """

    length: int
    hash: str
    whole_at: datetime | None
    waiting: int = 0
    broken: Break | None = None


def verification(*, whole: bool = False) -> Verified:
    """Walk the chain on from where it was walked to before; `whole` begins at its first event.

    Only what holds is remembered; without a memory, or with one that does not fit any more, a short
    chain is walked whole.
    """
    row = ChainHead.objects.filter(pk=1).first()
    length, head = (row.length, row.hash) if row else (0, GENESIS)
    known = None if whole else cache.get(_KEY)
    if not isinstance(known, Verified) or known.length > length:
        known = Verified(0, GENESIS, None)
    waiting = length - known.length
    if waiting > AT_ONCE and not whole:
        return Verified(known.length, known.hash, known.whole_at, waiting)
    broken = first_break(
        links(known.length, until=length),
        length=length,
        head=head,
        after=known.length,
        from_hash=known.hash,
    )
    if broken:
        return Verified(broken.sequence - 1, "", known.whole_at, broken=broken)
    # What the first walk of all began with nothing, it walked whole.
    now = Verified(length, head, known.whole_at if known.length else timezone.now())
    cache.set(_KEY, now, None)
    return now
