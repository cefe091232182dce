"""Calendar files: what a calendar reads is what was written, whatever the text holds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guideline.calendar_file import Appointment, calendar_file

CHANGED = datetime(2026, 3, 1, 12, tzinfo=UTC)
STARTS = datetime(2026, 3, 27, 18, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
ESCAPED = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n"}


def unfolded(made: bytes) -> list[str]:
    """The lines as a calendar reads them (RFC 5545, 3.1)."""
    return made.replace(b"\r\n ", b"").decode().split("\r\n")


def unescaped(written: str) -> str:
    read, rest = "", written
    while rest:
        sign = rest[:2] if rest[0] == "\\" else rest[0]
        read, rest = read + ESCAPED.get(sign, sign), rest[len(sign) :]
    return read


def test_deadline_is_an_instant_in_utc_that_takes_nobody_s_time():
    deadline = Appointment("round-7@site", "Your vote", STARTS, CHANGED)

    assert calendar_file([deadline]) == (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Plenary//Plenary//EN\r\n"
        b"BEGIN:VEVENT\r\nUID:round-7@site\r\nDTSTAMP:20260301T120000Z\r\n"
        b"LAST-MODIFIED:20260301T120000Z\r\nSEQUENCE:194529600\r\nDTSTART:20260327T090000Z\r\n"
        b"SUMMARY:Your vote\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )


def test_meeting_says_how_long_where_and_when_to_ring():
    meeting = Appointment(
        "meeting-1@site",
        "Panel",
        STARTS,
        CHANGED,
        ends=STARTS + timedelta(hours=2),
        description="Agenda:\n1. Opening",
        place="Room 4, second floor; or online",
        link="https://example.org/meetings/1/",
        remind=timedelta(hours=1),
        is_cancelled=True,
    )

    assert unfolded(calendar_file([meeting]))[8:-3] == [
        "DTSTART:20260327T090000Z",
        "DTEND:20260327T110000Z",
        "SUMMARY:Panel",
        r"DESCRIPTION:Agenda:\n1. Opening",
        r"LOCATION:Room 4\, second floor\; or online",
        "URL:https://example.org/meetings/1/",
        "STATUS:CANCELLED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Panel",
        "TRIGGER:-PT60M",
        "END:VALARM",
    ]


def test_time_without_a_zone_is_refused():
    nowhere = Appointment("x", "x", datetime(2026, 3, 27, 18), CHANGED)

    with pytest.raises(ValueError, match="without a zone"):
        calendar_file([nowhere])


def test_link_cannot_begin_a_line_of_its_own():
    sly = Appointment("x", "x", STARTS, CHANGED, link="https://a.example/\r\nATTACH:file:x")

    assert "URL:https://a.example/ATTACH:file:x" in unfolded(calendar_file([sly]))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1))
def test_any_text_is_read_back_and_no_line_is_longer_than_readers_take(text):
    made = calendar_file([Appointment("x", "見本" + text, STARTS, CHANGED)])

    lines = made.split(b"\r\n")
    summary = next(line for line in unfolded(made) if line.startswith("SUMMARY:"))
    assert max(map(len, lines)) <= 75
    assert unescaped(summary.removeprefix("SUMMARY:")) == "見本" + text
    # No piece ends in the middle of a sign.
    assert [line.decode() for line in lines] != []
