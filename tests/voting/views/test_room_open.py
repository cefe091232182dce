"""Opening a round in the room."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from outbox.models import Delivery
from voting.models import Round

FORM = {"mode": "live", "minutes": "5", "secrecy": "confidential"}


def post(client_of, person, recommendation, **form):
    address = reverse("room_open", args=[recommendation.guideline.slug, recommendation.ref])
    return client_of(person).post(address, FORM | form)


def test_live_round_closes_in_five_minutes_and_leads_to_the_wall(
    recommendation, chair, member, client_of
):
    answer = post(client_of, chair, recommendation)

    round = Round.objects.get()
    assert answer.headers["Location"] == reverse("projector", args=[round.pk])
    assert (round.mode, round.practice) == ("live", False)
    assert timedelta(minutes=4) < round.closes_at - timezone.now() < timedelta(minutes=6)
    # They sit in the room: nobody is written to, and the program closes it in time.
    assert [row.kind for row in Delivery.objects.all()] == ["close-round"]


def test_round_by_hands_leads_to_the_count_and_has_no_end(recommendation, chair, client_of):
    answer = post(client_of, chair, recommendation, mode="hands")

    round = Round.objects.get()
    assert answer.headers["Location"] == reverse("hands", args=[round.pk])
    assert (round.mode, round.closes_at) == ("hands", None)


def test_secret_hands_are_refused_and_what_was_chosen_stays(recommendation, chair, client_of):
    answer = post(client_of, chair, recommendation, mode="hands", secrecy="secret", minutes="7")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hands are seen: a show of hands cannot be secret." in page
    assert 'value="7"' in page
    assert Round.objects.count() == 0


def test_practice_may_be_held_in_everybodys_own_time_and_a_real_round_not(
    recommendation, chair, client_of
):
    refused = post(client_of, chair, recommendation, mode="online")
    opened = post(client_of, chair, recommendation, mode="online", practice="on")

    practice = Round.every.get()
    assert "In the room a real round is held on phones or by hands." in refused.content.decode()
    assert opened.headers["Location"] == reverse("round", args=[practice.pk])
    assert (practice.practice, practice.label) == (True, "practice-1")
