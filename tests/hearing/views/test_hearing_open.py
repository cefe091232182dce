"""The page that opens a hearing."""

import re

from django.urls import reverse

from hearing.models import Hearing

ADDRESS = "/guidelines/livers/hearings/open/"


def test_secretariat_sees_what_is_frozen_and_opens(recommendation, secretariat, client_of):
    client = client_of(secretariat)
    assert "1 recommendation is frozen" in client.get(ADDRESS).content.decode()

    answer = client.post(ADDRESS, {"title": "Hearing on the draft", "closes_at": ""})

    hearing = Hearing.objects.get()
    assert (hearing.title, hearing.is_open) == ("Hearing on the draft", True)
    assert answer.headers["Location"] == hearing.get_absolute_url()


def test_it_is_looked_at_first_with_everything_that_would_be_fixed(
    guideline, recommendation, secretariat, client_of
):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()
    client = client_of(secretariat)
    said = {
        "title": "聴聞",
        "closes_at": "2099-03-01T18:00",
        "questions": "Is it clear?\n\nFor whom?",
        "audience": "invited",
        "asks_tobacco": "on",
        "privacy_version": "3",
    }
    page = client.post(ADDRESS, said | {"step": "look"}).content.decode()

    assert Hearing.objects.count() == 0
    assert "Sun 1 Mar 2099, 18:00 JST (09:00 UTC)" in page
    assert "We suggest doing it." in page
    seen = re.search(r'name="seen_hash" value="([0-9a-f]{64})"', page)[1]

    client.post(ADDRESS, said | {"step": "open", "seen_hash": seen})
    hearing = Hearing.objects.get()
    assert hearing.draft_hash == seen
    assert [each["text"] for each in hearing.draft["asked"]] == ["Is it clear?", "For whom?"]
    assert (hearing.audience, hearing.asked, hearing.privacy_version) == (
        "invited",
        ("tobacco",),
        "3",
    )
    assert (hearing.language, hearing.keeps_months) == ("en", 24)


def test_draft_that_changed_since_it_was_looked_at_is_not_opened(
    recommendation, secretariat, client_of
):
    client = client_of(secretariat)
    page = client.post(ADDRESS, {"step": "look"}).content.decode()
    seen = re.search(r'name="seen_hash" value="([0-9a-f]{64})"', page)[1]
    recommendation.statement = "We recommend it."
    recommendation.save()

    answer = client.post(ADDRESS, {"step": "open", "seen_hash": seen})

    assert answer.status_code == 409
    assert "The draft changed since you looked at it" in answer.content.decode()
    assert Hearing.objects.count() == 0


def test_hearing_on_the_evidence_needs_no_statement_and_shows_none(
    guideline, recommendation, secretariat, client_of
):
    client = client_of(secretariat)

    client.post(ADDRESS, {"moment": "evidence"})

    hearing = Hearing.objects.get()
    assert hearing.moment == "evidence"
    assert "We suggest doing it." not in client.get(hearing.get_absolute_url()).content.decode()


def test_second_hearing_is_blocked_beside_the_button(opened, secretariat, client_of):
    answer = client_of(secretariat).post(ADDRESS, {"title": "Another"})

    assert answer.status_code == 409
    assert "is still open" in answer.content.decode()
    assert 'disabled aria-describedby="blockers"' in answer.content.decode()
    assert Hearing.objects.count() == 1


def test_who_may_not_open_is_refused(recommendation, member, stranger, client, client_of):
    assert client_of(member).get(ADDRESS).status_code == 403
    assert client_of(stranger).get(ADDRESS).status_code == 404
    assert client.get(ADDRESS).headers["Location"].startswith(reverse("account_login"))
