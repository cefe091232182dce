"""The closing time as a calendar file."""

from datetime import UTC, datetime

from django.urls import reverse

from voting.actions.rounds import open_round

ENDS = datetime(2199, 1, 2, 9, tzinfo=UTC)


def test_deadline_is_a_calendar_file(recommendation, chair, member, client_of):
    round = open_round(by=chair, recommendation=recommendation, closes_at=ENDS)

    answer = client_of(member).get(reverse("round_deadline", args=[round.pk]))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART:21990102T090000Z\r\n" in answer.content
    assert b"Last moment to vote: Livers" in answer.content


def test_round_without_an_end_has_no_deadline(opened, member, client_of):
    assert client_of(member).get(reverse("round_deadline", args=[opened.pk])).status_code == 404
