"""Guidelines over REST."""

import re

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

import config.urls
from publication.chain import chain_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


@pytest.fixture
def api():
    """A client with somebody's token: `api(chair).get(...)`."""

    def of(user) -> APIClient:
        client = APIClient()
        if user is not None:
            token, _created = Token.objects.get_or_create(user=user)
            client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
        return client

    return of


@pytest.fixture
def decided(question, chair):
    """A recommendation that a round decided."""
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="strong-for")
    close_round(by=chair, round=round)
    return recommendation


def test_list_holds_ones_own_guidelines(guideline, member, api):
    factories.make_guideline(slug="others")

    assert api(member).get("/api/v1/guidelines/").json() == [
        {"slug": "livers", "title": "Livers", "stage": "scope"}
    ]


def test_panel_reads_what_is_derived(guideline, decided, member, api):
    answer = api(member).get("/api/v1/guidelines/livers/")

    assert answer.json() == chain_of(guideline).as_data()
    assert answer.json()["questions"][0]["recommendations"][0]["strength"] == "strong"


def test_who_must_leave_the_room_reads_no_result(decided, conflicted_member, api):
    answer = api(conflicted_member).get("/api/v1/guidelines/livers/").json()

    [question] = answer["questions"]
    [recommendation] = question["recommendations"]
    assert recommendation["hidden"] is True
    for key in ("direction", "strength", "outcome", "decided_in_round", "votes", "base"):
        assert recommendation[key] is None
    assert (question["strength"], answer["totals"], answer["recommendation_totals"]) == (
        None,
        None,
        None,
    )


def test_commentator_reads_the_grade_and_not_the_votes(decided, commentator, api):
    answer = api(commentator).get("/api/v1/guidelines/livers/").json()

    [recommendation] = answer["questions"][0]["recommendations"]
    assert (recommendation["strength"], recommendation["votes"]) == ("strong", None)


def test_stranger_gets_404_and_nobody_401(guideline, stranger, api):
    assert api(stranger).get("/api/v1/guidelines/livers/").status_code == 404
    assert api(None).get("/api/v1/guidelines/livers/").status_code == 401
    assert api(None).get("/api/v1/guidelines/").status_code == 401
    assert api(stranger).get("/api/v1/guidelines/").json() == []


@pytest.mark.django_db
def test_schema_is_public_and_describes_every_route(client, api):
    paths = api(None).get("/api/v1/schema/?format=json").json()["paths"]

    every = _routes(config.urls.urlpatterns)
    routes = {f"/{route}" for route in every if route.startswith("api/v1/")}
    routes.remove("/api/v1/schema/")
    assert set(paths) == routes
    answers = [each["responses"] for path in paths.values() for each in path.values()]
    assert all("application/problem+json" in each["4XX"]["content"] for each in answers)


def _routes(patterns, before: str = ""):
    """Every address as the schema writes it: the number of a round or hearing is its id."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route).replace("{pk}", "{id}")


# --- Evidence profiles as files ------------------------------------------------------------------


def test_profile_file_is_the_one_of_the_page(api, client_of, methodologist, question):
    got = api(methodologist).get(
        "/api/v1/guidelines/livers/questions/q1/profile.csv", HTTP_ACCEPT="text/csv"
    )

    page = client_of(methodologist).get("/guidelines/livers/questions/q1/profile.csv")
    assert (got.status_code, got.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert got.content == page.content


def test_profile_file_in_an_unknown_format_or_for_a_stranger_is_not_there(
    api, methodologist, stranger, question
):
    known = "/api/v1/guidelines/livers/questions/q1/profile.csv"

    assert api(methodologist).get(known.replace("csv", "exe")).status_code == 404
    assert api(stranger).get(known).status_code == 404
