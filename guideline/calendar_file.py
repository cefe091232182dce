"""Appointments and deadlines as a calendar file (RFC 5545), which every calendar reads. Pure.

Times are written in UTC, so that no table of zones has to travel with the file; calendars show them
in their owner's zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
_ERA = datetime(2020, 1, 1, tzinfo=UTC)
# Control characters have no place in text (RFC 5545, 3.3.11).
_NO_TEXT = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\n\t"}


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar.

    `uid` stays the same however often the entry changes; `changed` tells which copy is the newer.
    Times carry their zone (ValueError without). Without `ends` it is an instant, such as a deadline.
    `remind` is how long before its beginning the calendar rings.
    """

    uid: str
    title: str
    starts: datetime
    changed: datetime
    ends: datetime | None = None
    description: str = ""
    place: str = ""
    link: str = ""
    remind: timedelta | None = None
    is_cancelled: bool = False


def calendar_file(appointments: Iterable[Appointment]) -> bytes:
    """The appointments as the bytes of one `.ics` file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Plenary//Plenary//EN"]
    for appointment in appointments:
        lines += _event(appointment)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(appointment: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(appointment.uid)}"
    yield f"DTSTAMP:{_time(appointment.changed)}"
    yield f"LAST-MODIFIED:{_time(appointment.changed)}"
    # Grows with every change and fits into 31 bits (RFC 5545, 3.8.7.4): seconds need no counter.
    yield f"SEQUENCE:{int((_utc(appointment.changed) - _ERA).total_seconds())}"
    yield f"DTSTART:{_time(appointment.starts)}"
    if appointment.ends is not None:
        yield f"DTEND:{_time(appointment.ends)}"
    yield f"SUMMARY:{_text(appointment.title)}"
    if appointment.description:
        yield f"DESCRIPTION:{_text(appointment.description)}"
    if appointment.place:
        yield f"LOCATION:{_text(appointment.place)}"
    if appointment.link:
        yield f"URL:{_address(appointment.link)}"
    yield f"STATUS:{'CANCELLED' if appointment.is_cancelled else 'CONFIRMED'}"
    if appointment.ends is None:
        # A deadline takes nobody's time.
        yield "TRANSP:TRANSPARENT"
    if appointment.remind is not None:
        yield from _alarm(appointment.title, appointment.remind)
    yield "END:VEVENT"


def _alarm(title: str, before: timedelta) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(title)}"
    yield f"TRIGGER:-PT{int(before.total_seconds()) // 60}M"
    yield "END:VALARM"


def _utc(when: datetime) -> datetime:
    if when.tzinfo is None:
        raise ValueError(f"a time without a zone: {when}")
    return when.astimezone(UTC)


def _time(when: datetime) -> str:
    return f"{_utc(when):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Text with what has a meaning in the format escaped (RFC 5545, 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_TEXT)
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _address(link: str) -> str:
    """A link is not escaped as text is; nothing in it may begin a new line."""
    return "".join(sign for sign in link if sign.isprintable() and sign != " ")


def _folded(line: str) -> bytes:
    """The line in pieces that no reader cuts, none of them in the middle of a sign."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        written = sign.encode("utf-8", errors="replace")
        # The space that begins a further piece counts as well.
        if len(piece) + len(written) + bool(pieces) > _LONGEST_LINE:
            pieces.append(piece)
            piece = b""
        piece += written
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
