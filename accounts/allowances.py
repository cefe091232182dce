"""How often somebody may try: counted in the database, so that it holds without Redis as well."""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Allowance

WINDOW = timedelta(minutes=15)
# A person presses a link once or twice; a ward behind one address has many people.
PER_ACCOUNT = 6
PER_NETWORK = 60


@transaction.atomic
def take(deed: str, subject: str, limit: int) -> bool:
    """Take one of `limit` tries in the current window; False when none is left.

    Two at once are counted one after the other.
    """
    now = timezone.now()
    Allowance.objects.filter(since__lt=now - 2 * WINDOW).delete()
    key = _hidden(f"{deed}:{subject}")
    Allowance.objects.get_or_create(key=key, defaults={"since": now})
    row = Allowance.objects.select_for_update().get(key=key)
    if row.since < now - WINDOW:
        row.since, row.taken = now, 0
    if row.taken >= limit:
        return False
    row.taken += 1
    row.save(update_fields=["since", "taken"])
    return True


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: /24 or /64, for one person has many addresses there."""
    # A proxy that speaks for its clients appends the address that it saw to this header.
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return "unknown"
    network = ipaddress.ip_network(f"{address}/{24 if version == 4 else 64}", strict=False)
    return str(network)


def _hidden(text: str) -> str:
    """Addresses and accounts are not kept in the open."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
