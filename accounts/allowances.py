"""How often somebody may try: counted in the database, so that it holds without Redis as well."""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Allowance

WINDOW = timedelta(minutes=15)
# A person presses a link once or twice; a ward behind one address has many people.
PER_ACCOUNT = 6
PER_NETWORK = 60


_TAKE = """INSERT INTO accounts_allowance AS a (key, since, taken) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET
        taken = CASE WHEN a.since < %s THEN 1 ELSE a.taken + 1 END,
        since = CASE WHEN a.since < %s THEN excluded.since ELSE a.since END
    RETURNING taken"""


def take(deed: str, subject: str, limit: int) -> bool:
    """Take one of `limit` tries in the current window; False when none is left.

    One statement: two at once are counted one after the other, and nobody waits for a round trip.
    """
    now = timezone.now()
    at, before = (connection.ops.adapt_datetimefield_value(each) for each in (now, now - WINDOW))
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [_hidden(f"{deed}:{subject}"), at, before, before])
        (taken,) = cursor.fetchone()
    if taken == 1:
        Allowance.objects.filter(since__lt=now - 2 * WINDOW).delete()
    return taken <= limit


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: /24 or /64, for one person has many addresses there."""
    # A proxy that speaks for its clients appends the address that it saw to this header.
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # A socket of both versions reports one of version 4 within version 6: all of them are in one /64.
    known = getattr(known, "ipv4_mapped", None) or known
    return str(ipaddress.ip_network(f"{known}/{24 if known.version == 4 else 64}", strict=False))


def _hidden(text: str) -> str:
    """Addresses and accounts are not kept in the open."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
