"""Times in the guideline's zone."""

from datetime import UTC, datetime

from guideline.models import Guideline
from guideline.times import in_zone

TOKYO = Guideline(time_zone="Asia/Tokyo")


def test_time_is_shown_in_the_guidelines_zone_with_its_name():
    when = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

    assert in_zone(when, TOKYO) == "Fri 27 Nov 2026, 18:00 JST"


def test_date_turns_with_the_zone():
    when = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)

    assert in_zone(when, TOKYO) == "Sat 28 Nov 2026, 00:30 JST"


def test_no_time_is_an_empty_string():
    assert in_zone(None, TOKYO) == ""
