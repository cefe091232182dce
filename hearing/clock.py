"""Whether a hearing has opened or is over by the database's clock, which decides; pages show the host's."""

from hearing.models import Hearing
from voting.clock import database_now


def has_opened(hearing: Hearing) -> bool:
    """Whether comments may have come; what a slow host takes for later may have begun."""
    if hearing.imported:
        return False
    return hearing.opens_at is None or hearing.opens_at <= database_now()


def has_ended(hearing: Hearing) -> bool:
    """Whether nobody can change a comment any more; what a fast host takes for past may go on."""
    if hearing.imported:
        return True
    return hearing.closes_at is not None and hearing.closes_at <= database_now()
