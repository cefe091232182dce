"""Stopping a round on the page."""

from django.urls import reverse


def test_chair_withdraws_with_a_reason(opened, chair, client_of):
    client_of(chair).post(reverse("round_withdraw", args=[opened.pk]), {"reason": "Wrong wording."})

    opened.refresh_from_db()
    assert opened.status == "withdrawn"


def test_without_a_reason_the_round_stays_open(opened, chair, client_of):
    answer = client_of(chair).post(
        reverse("round_withdraw", args=[opened.pk]), {"reason": ""}, follow=True
    )

    opened.refresh_from_db()
    assert opened.status == "open"
    assert "Say why the round is withdrawn." in answer.content.decode()


def test_member_may_not_withdraw(opened, member, client_of):
    answer = client_of(member).post(reverse("round_withdraw", args=[opened.pk]), {"reason": "No."})

    assert answer.status_code == 403
