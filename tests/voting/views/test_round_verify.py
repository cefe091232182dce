"""Checking a count: the record of a round and the program for it."""

import json

from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


def test_record_and_script_are_downloaded_from_the_round(
    recused, member, second, client_of, page_of
):
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
