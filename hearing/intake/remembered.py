"""What a process remembers between two comments: whose token it was, and what a hearing asks of a comment.

Most comments come in the last hour, from the same programs and to the same hearing. What is remembered is never
believed: the call that enters a comment (hearing/intake/desk.py) compares it with what the database says at that
moment, under the lock of the hearing, and enters nothing where it has changed.
"""

import hashlib
from dataclasses import dataclass

from hearing.models import Hearing

# More than come at once; beyond it all is forgotten, and read again as it is needed.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a comment is entered on: the account of a token, and the stamp of the hearing's rows."""

    token: str
    account: int
    stamp: str


_accounts: dict[str, int] = {}
_hearings: dict[int, tuple[Hearing, str]] = {}


def remember(token: str, account: int, hearing: Hearing, stamp: str) -> None:
    """Keep what was read from the database for one comment, for the next ones."""
    keep(_accounts, _hidden(token), account)
    keep(_hearings, hearing.pk, (hearing, stamp))


def remembered(token: str, hearing_pk: int) -> tuple[Hearing, Assumed] | None:
    """The hearing as it was read last, and what has to hold still; None for one that was not seen yet."""
    account, known = _accounts.get(_hidden(token)), _hearings.get(hearing_pk)
    if account is None or known is None:
        return None
    hearing, stamp = known
    return hearing, Assumed(token, account, stamp)


def keep(kept: dict, key: object, value: object) -> None:
    """Remember one thing more; beyond MOST all others are forgotten."""
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value


def _hidden(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
