"""What an account sets for itself: the zone in which it reads times."""

from datetime import UTC, datetime

from accounts.zones import readers_zone, zone_of
from tests import factories
from voting.actions.rounds import open_round


def test_times_are_shown_in_the_reader_s_own_zone(question, chair, member, client_of):
    draft = factories.make_recommendation(question=question)
    round = open_round(
        by=chair, recommendation=draft, closes_at=datetime(2199, 1, 2, 9, tzinfo=UTC)
    )
    client = client_of(member)
    address = f"/rounds/{round.pk}/"
    assert "Wed 2 Jan 2199, 09:00 UTC" in client.get(address).content.decode()

    client.post("/account/settings/", {"time_zone": "Asia/Tokyo"})

    assert "Wed 2 Jan 2199, 18:00 JST" in client.get(address).content.decode()
    assert "Wed 2 Jan 2199, 09:00 UTC" in client_of(chair).get(address).content.decode()


def test_zone_that_does_not_exist_is_refused(member, client_of):
    answer = client_of(member).post("/account/settings/", {"time_zone": "Mars/Olympus"})

    assert "error-summary" in answer.content.decode()
    member.refresh_from_db()
    assert member.time_zone == ""


def test_outside_a_page_nobody_reads():
    assert readers_zone() is None
    assert zone_of(None) is None
