"""Stopping a round on the page."""

from django.urls import reverse

from voting.actions.rounds import close_round, open_round, withdraw_round


def test_chair_withdraws_with_a_reason(opened, chair, client_of):
    client_of(chair).post(reverse("round_withdraw", args=[opened.pk]), {"reason": "Wrong wording."})

    opened.refresh_from_db()
    assert opened.status == "withdrawn"
    assert opened.withdrawn_because == "Wrong wording."


def test_reason_stands_on_the_page_in_the_history_and_in_rest(
    opened, recommendation, chair, member, client_of
):
    withdraw_round(by=chair, round=opened, reason="Wrong wording.")
    again = close_round(by=chair, round=open_round(by=chair, recommendation=recommendation))

    page = client_of(member).get(reverse("round", args=[opened.pk])).content.decode()
    later = client_of(member).get(reverse("round", args=[again.pk])).content.decode()
    data = client_of(member).get(f"/api/v1/rounds/{opened.pk}/").json()

    assert "<strong>Reason:</strong> Wrong wording." in page
    assert "withdrawn, without a result (Wrong wording.)" in later
    assert (data["status"], data["withdrawn_because"]) == ("withdrawn", "Wrong wording.")


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
