"""What changed after a vote, on a page."""

import pytest
from django.urls import reverse

from tests.chromium import DESK, PHONE, axe_violations, overflow
from voting.queries import counts_of
from voting.rounds.late import lines_for_minutes


def test_chair_sees_both_results_and_voids_the_ballot(
    recused, chair, member, second, client_of, page_of
):
    line = recused.voters.get(member__user=member)
    changes = page_of(client_of(chair), "round_changes", recused.pk)
    deciding = page_of(client_of(chair), "voter_revoke", recused.pk, line.pk)
    assert "Decide on the ballot of member" in changes
    assert "2 of 3 votes are weak for; more than 70 % needs 3; no consensus." in deciding
    assert "2 of 2 votes are weak for; more than 70 % needs 2; weak recommendation for." in deciding

    empty = client_of(chair).post(
        reverse("voter_revoke", args=[recused.pk, line.pk]), {"reason": " "}
    )
    answer = client_of(chair).post(
        reverse("voter_revoke", args=[recused.pk, line.pk]), {"reason": "Held shares."}
    )

    assert (empty.status_code, answer["Location"]) == (
        422,
        reverse("round_changes", args=[recused.pk]),
    )
    assert counts_of(recused) == {"weak-for": 2}
    changes = page_of(client_of(chair), "round_changes", recused.pk)
    assert "computed anew: Held shares." in changes
    assert "2 of 3 votes are weak for; more than 70 % needs 3; no consensus." in changes
    # A peer reads what was decided before, and no figures that would tell what the member voted.
    peers = page_of(client_of(second), "round_changes", recused.pk)
    assert "no consensus" in peers
    assert "2 of 3" not in peers
    assert "Take somebody off the roll" not in peers
    assert "Something changed after the vote." in page_of(client_of(second), "round", recused.pk)
    (line,) = lines_for_minutes(recused)
    assert line.startswith("member left the roll on ")
    assert line.endswith(": Held shares. The ballot is void.")
    client_of(chair).post(reverse("change_note", args=[recused.pk]))
    assert "Take note" not in page_of(client_of(chair), "round_changes", recused.pk)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_after_a_vote_please_axe_and_fit(recused, member, chair, visit, width):
    line = recused.voters.get(member__user=member)
    page = visit("/", by=chair, width=width)

    for name, args in (
        ("round_changes", [recused.pk]),
        ("voter_revoke", [recused.pk, line.pk]),
        ("round_verify", [recused.pk]),
        ("decision_rule", ["livers"]),
    ):
        page.goto(reverse(name, args=args))
        assert (axe_violations(page), overflow(page)) == ([], 0), name
