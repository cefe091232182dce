"""The time by which rounds open and end: the database's, whatever the web host's clock says."""

from datetime import UTC, datetime

from django.db import connection

from voting.guards import NOW


def database_now() -> datetime:
    """The moment by the database's clock, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW[connection.vendor]}")
        (now,) = cursor.fetchone()
    return as_moment(now)


def as_moment(now: datetime | str) -> datetime:
    """A time as the database gave it; SQLite has no type for times and gives text."""
    return datetime.fromisoformat(now).replace(tzinfo=UTC) if isinstance(now, str) else now
