"""What changed after a vote, on a page; the ballot of somebody recused since; checking the count."""

import json

import pytest
from django.urls import reverse

from guideline.actions.conflicts import decide_conflict
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, overflow
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.queries import counts_of


@pytest.fixture
def second(guideline):
    user = factories.make_user("second")
    factories.make_member(guideline=guideline, ref="second", user=user)
    return user


def close_with(recommendation, chair, votes, **terms):
    held = open_round(by=chair, recommendation=recommendation, **terms)
    for person, choice in votes.items():
        cast_vote(by=person, round=held, choice=choice)
    return close_round(by=chair, round=held)


@pytest.fixture
def recused(recommendation, question, chair, member, second):
    """A closed confidential round whose only dissenter is recused since."""
    votes = {chair: "weak-for", second: "weak-for", member: "strong-against"}
    held = close_with(recommendation, chair, votes)
    conflict = factories.make_conflict(
        member=member.places.get(), question=question, interest="Shares"
    )
    decide_conflict(by=chair, conflict=conflict, action="discuss-only", because="Holds shares.")
    return held


def page_of(client, name, *args):
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_chair_sees_both_results_and_voids_the_ballot(recused, chair, member, second, client_of):
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
    client_of(chair).post(reverse("change_note", args=[recused.pk]))
    assert "Take note" not in page_of(client_of(chair), "round_changes", recused.pk)


def test_chair_lets_the_ballot_stand(recused, chair, member, client_of):
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
    recused, secretariat, member, client_of
):
    line = recused.voters.get(member__user=member)

    page = page_of(client_of(secretariat), "voter_revoke", recused.pk, line.pk)

    assert "Without it" not in page
    assert "If the ballot is void, the result is computed and declared anew" in page


def test_chair_takes_a_voter_off_an_open_roll_by_the_page(opened, chair, member, client_of):
    line = opened.voters.get(member__user=member)
    assert "Take somebody off the roll" in page_of(client_of(chair), "round", opened.pk)

    client_of(chair).post(reverse("voter_revoke", args=[opened.pk, line.pk]), {"reason": "Left."})

    line.refresh_from_db()
    assert line.revoked_because == "Left."
    assert client_of(chair).get(reverse("voter_revoke", args=[opened.pk, 0])).status_code == 404


def test_record_and_script_are_downloaded_from_the_round(recused, member, second, client_of):
    page = page_of(client_of(second), "round_verify", recused.pk)
    file = client_of(second).get(reverse("round_export", args=[recused.pk]))
    script = client_of(second).get(reverse("round_verifier"))

    assert f"python3 verify_round.py {'livers-q1r1-round-1.json'}" in page
    assert file["Content-Disposition"] == 'attachment; filename="livers-q1r1-round-1.json"'
    data = json.loads(file.content)
    assert (data["format"], data["tally"]["votes"]) == (
        "plenary-round/1",
        {"weak-for": 2, "strong-against": 1},
    )
    assert {"member", "receipt"} & set(data["ballots"][0]) == set()
    assert script.content.decode().startswith("#!/usr/bin/env python3")
    assert client_of(second).get(f"/api/v1/rounds/{recused.pk}/export/").json() == data
    assert reverse("round_verify", args=[recused.pk]) in page_of(
        client_of(second), "receipt", recused.pk
    )
    assert "Check the count yourself" in page_of(client_of(second), "round", recused.pk)


def test_open_round_and_too_few_secret_ballots_have_no_record(
    recommendation, chair, member, client_of
):
    held = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    address, rest = reverse("round_export", args=[held.pk]), f"/api/v1/rounds/{held.pk}/export/"
    for person in (chair, member):
        cast_vote(by=person, round=held, choice="strong-against")

    asked = [client_of(chair).get(each) for each in (address, rest)]
    assert [
        (each.status_code, "The round is open." in each.content.decode()) for each in asked
    ] == [(409, True)] * 2
    close_round(by=chair, round=held)
    asked = [client_of(chair).get(each) for each in (address, rest)]
    assert [each.status_code for each in asked] == [409, 403]
    assert not any("strong" in each.content.decode() for each in asked)


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
