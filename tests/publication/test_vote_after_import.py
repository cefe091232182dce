"""A vote over REST on a guideline that was imported a moment ago: from tokens to tally."""

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from guideline.models import PanelMember
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests.publication.bundle.test_importing import EXAMPLE


@pytest.fixture
def panel(db, capsys) -> dict[str, APIClient]:
    """A client with a token for each place of an imported panel, by its id."""
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline
    call_command("create_token", guideline.slug)
    clients = {}
    for line in capsys.readouterr().out.splitlines():
        place, token = line.split(" ")
        clients[place] = APIClient()
        clients[place].credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return clients


def of_role(*roles: str) -> list[str]:
    return list(PanelMember.objects.filter(role__in=roles).values_list("ref", flat=True))


def test_vote_goes_from_the_import_to_the_tally(panel):
    [chair, *_more] = of_role("chair")
    slug = PanelMember.objects.first().guideline.slug

    opened = panel[chair].post(f"/api/v1/recommendations/{slug}:q1r1/rounds/", {}, format="json")
    address = f"/api/v1/rounds/{opened.json()['id']}"
    answers = {
        place: panel[place].put(
            f"{address}/ballot/",
            {"choice": "weak-for", "comment": ""},
            format="json",
            HTTP_IDEMPOTENCY_KEY="k",
        )
        for place in of_role("chair", "member")
    }
    early = panel[chair].get(f"{address}/tally/")
    closed = [panel[chair].post(f"{address}/close/") for _twice in range(2)]
    late = panel[chair].put(f"{address}/ballot/", {"choice": "abstain"}, format="json")
    tally = panel[chair].get(f"{address}/tally/")

    assert (opened.status_code, opened.json()["secrecy"], opened.json()["closes_at"]) == (
        201,
        "confidential",
        None,
    )
    taken = [place for place, answer in answers.items() if answer.status_code == 201]
    # p03 may not vote on this question: the bundle says so.
    assert sorted(set(answers) - set(taken)) == ["p03"]
    assert answers["p03"].status_code == 403
    assert all(answers[place].json()["receipt"] for place in taken)
    assert (early.status_code, late.status_code) == (409, 409)
    assert [each.status_code for each in closed] == [200, 200]
    assert closed[0].json() == closed[1].json()
    assert set(tally.json()) >= {
        *("outcome", "direction", "strength", "votes", "base", "eligible", "sentence"),
    }
    assert (tally.json()["votes"], tally.json()["base"]) == ({"weak-for": len(taken)}, len(taken))


def test_only_nobody_entitled_refuses_a_round_with_a_statement(panel):
    [chair, *_more] = of_role("chair")
    slug = PanelMember.objects.first().guideline.slug
    address = f"/api/v1/recommendations/{slug}:q1r1/rounds/"
    PanelMember.objects.exclude(ref=chair).update(role="observer")
    for member in PanelMember.objects.filter(ref=chair):
        member.conflicts.create(action="discuss-only", interest="shares")

    refused = panel[chair].post(address, {}, format="json")

    assert (refused.status_code, refused.headers["Content-Type"]) == (
        409,
        "application/problem+json",
    )
    assert "entitled to vote" in refused.json()["detail"]
