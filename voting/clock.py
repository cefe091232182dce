"""The time by which rounds open and end: the database's, whatever the web host's clock says."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from voting.guards import NOW


def database_now() -> datetime:
    """The moment by the database's clock, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW[connection.vendor]}")
        (now,) = cursor.fetchone()
    return as_moment(now)


def in_time(path: str = "") -> Q:
    """Rows whose `closes_at` is not over by the database's clock; `path` leads to them, as `round__`."""
    return Q(**{f"{path}closes_at": None}) | Q(**{f"{path}closes_at__gt": Now()})


def as_moment(now: datetime | str) -> datetime:
    """A time as the database gave it; SQLite has no type for times and gives text."""
    return datetime.fromisoformat(now).replace(tzinfo=UTC) if isinstance(now, str) else now
