import pytest

from publication.bundle.shape.fields import in_zone
from tests.publication.bundle.samples import said, with_round


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-01T09:00:00+09:00",
        "2020-02-01 09:00:00+09:00",
        "2020-02-01T00:00Z",
        "2020-02-01t00:00:00.5-00:30",
    ],
)
def test_a_moment_may_be_written_as_iso_allows(text):
    assert said(with_round({"counts": {}, "opened": text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-01",
        "2020-02-01T09:00:00",
        "2020-02-30T09:00:00Z",
        "20200201T090000Z",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_a_moment_has_date_time_and_offset(text):
    assert len(said(with_round({"counts": {}, "opened": text}))) == 1


def test_in_zone_shows_the_clocks_of_a_place():
    assert in_zone("2020-07-01T00:30:00Z", "Europe/Berlin") == "2020-07-01T02:30:00+02:00"
