"""The page that opens a hearing."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

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
        "closes_at": "2040-03-01T18:00",
        "questions": "Is it clear?\n\nFor whom?",
        "audience": "invited",
        "asks_tobacco": "on",
        "privacy_version": "3",
    }
    page = client.post(ADDRESS, said | {"step": "look"}).content.decode()

    assert Hearing.objects.count() == 0
    assert "Thu 1 Mar 2040, 18:00 JST (09:00 UTC)" in page
    assert "We suggest doing it." in page
    told = " ".join(page.split())
    assert "<dd> links with the tobacco industry; read by the committee alone </dd>" in told
    assert "<dt>Language that governs</dt> <dd> English </dd>" in told
    assert "kept for 24 months after the close; version 3 of the text about it" in told
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


def test_looking_first_shows_every_objection_that_opening_would_meet(
    recommendation, secretariat, client_of
):
    day = timezone.now() + timedelta(days=30)
    said = {
        "opens_at": f"{day:%Y-%m-%dT%H:%M}",
        "closes_at": f"{day - timedelta(days=10):%Y-%m-%dT%H:%M}",
        "questions": "\n".join(map(str, range(21))),
    }
    client = client_of(secretariat)

    looked, opened = (client.post(ADDRESS, said | {"step": step}) for step in ("look", "open"))

    objections = ["The hearing would close before it opens.", "More than 20 questions are asked."]
    for answer in (looked, opened):
        assert [str(each) for each in answer.context["blockers"]] == objections
        assert 'disabled aria-describedby="blockers"' in answer.content.decode()


def test_lead_says_what_the_chosen_moment_lays_open(recommendation, secretariat, client_of):
    client = client_of(secretariat)

    leads = [client.get(ADDRESS).content.decode()] + [
        client.post(ADDRESS, {"moment": moment, "step": "look"}).content.decode()
        for moment in ("draft", "evidence")
    ]

    assert ["1 recommendation is frozen" in each for each in leads] == [True, True, False]
    assert ["1 question is frozen" in each for each in leads] == [True, False, True]


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
