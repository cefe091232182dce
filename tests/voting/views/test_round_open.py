"""The page that puts a draft to the vote."""

from django.urls import reverse

from tests import factories
from voting.models import Round


def url(recommendation) -> str:
    return reverse("round_open", args=[recommendation.guideline.slug, recommendation.ref])


def test_chair_sees_what_will_be_fixed(recommendation, chair, member, discussant, client_of):
    page = client_of(chair).get(url(recommendation)).content.decode()

    assert "We suggest doing it." in page
    assert "One option needs more than 70 % of the votes cast" in page
    assert "discussant: may discuss, does not vote" in page
    assert "Nobody has signed the evidence of this question." in page
    assert "12 of 12 evidence-to-decision criteria are not judged." in page


def test_chair_opens_a_round(recommendation, chair, client_of):
    answer = client_of(chair).post(
        url(recommendation), {"secrecy": "named", "rule": "two-thirds", "closes_at": ""}
    )

    round = Round.objects.get()
    assert answer.headers["Location"] == reverse("round", args=[round.pk])
    assert (round.secrecy, round.rule["preset"]) == ("named", "two-thirds")


def test_closing_time_is_meant_in_the_guidelines_zone(recommendation, guideline, chair, client_of):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()

    client_of(chair).post(
        url(recommendation), {"secrecy": "named", "rule": "", "closes_at": "2199-01-02T09:00"}
    )

    assert Round.objects.get().closes_at.isoformat() == "2199-01-02T00:00:00+00:00"


def test_blockers_stand_beside_a_disabled_button(question, chair, client_of):
    recommendation = factories.make_recommendation(question=question, statement=None)

    page = client_of(chair).get(url(recommendation)).content.decode()

    assert "There is no statement to vote on." in page
    assert reverse("draft_edit", args=["livers", recommendation.ref]) in page
    assert 'disabled aria-describedby="blockers"' in page
    assert client_of(chair).post(url(recommendation), {"secrecy": "named"}).status_code == 409
    assert Round.objects.count() == 0


def test_past_closing_time_is_told_and_nothing_opens(recommendation, chair, client_of):
    answer = client_of(chair).post(
        url(recommendation), {"secrecy": "named", "closes_at": "2001-01-01T09:00"}
    )

    assert answer.status_code == 409
    assert "The closing time lies in the past." in answer.content.decode()
    assert Round.objects.count() == 0
