"""The ballot of somebody who has lost the vote, or leaves the roll."""

from django.urls import reverse

from voting.queries import counts_of


def test_chair_lets_the_ballot_stand(recused, chair, member, client_of, page_of):
    line = recused.voters.get(member__user=member)

    client_of(chair).post(
        reverse("voter_revoke", args=[recused.pk, line.pk]),
        {"reason": "Bought later.", "stand": "1"},
    )

    assert counts_of(recused) == {"weak-for": 2, "strong-against": 1}
    changes = page_of(client_of(chair), "round_changes", recused.pk)
    assert "Bought later." in changes
    assert "Waits for the chair" not in changes


def test_secretariat_decides_without_seeing_how_the_member_voted(
    recused, secretariat, member, client_of, page_of
):
    line = recused.voters.get(member__user=member)

    page = page_of(client_of(secretariat), "voter_revoke", recused.pk, line.pk)

    assert "Without it" not in page
    assert "If the ballot is void, the result is computed and declared anew" in page


def test_chair_takes_a_voter_off_an_open_roll_by_the_page(
    opened, chair, member, client_of, page_of
):
    line = opened.voters.get(member__user=member)
    assert "Take somebody off the roll" in page_of(client_of(chair), "round", opened.pk)

    client_of(chair).post(reverse("voter_revoke", args=[opened.pk, line.pk]), {"reason": "Left."})

    line.refresh_from_db()
    assert line.revoked_because == "Left."
    assert client_of(chair).get(reverse("voter_revoke", args=[opened.pk, 0])).status_code == 404
