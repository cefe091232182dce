"""The page that edits an outcome and rates its importance."""

import pytest

from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/"
GIVEN = {"name": "Death", "type": "dichotomous", "favours": "lower"}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(
        question=question, ref="death", name="Death", importance=5, importance_basis="reconstructed"
    )


def test_importance_rated_on_the_page_is_kept_and_told(outcome, methodologist, client_of, told):
    answer = client_of(methodologist).post(ADDRESS, GIVEN | {"importance": "8"})

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/edit/"
    assert Outcome.objects.get().importance == 8
    assert [verb for verb, _sentence in told()] == ["importance-rated"]


def test_reconstructed_importance_says_so(outcome, chair, client_of):
    assert "reconstructed" in client_of(chair).get(ADDRESS).content.decode()


def test_refused_kind_of_data_keeps_what_was_typed(outcome, chair, client_of):
    factories.make_result(body=factories.make_body(outcome=outcome))

    answer = client_of(chair).post(
        ADDRESS, GIVEN | {"type": "continuous", "description": "Of any cause", "importance": "8"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "they would lose their meaning" in page
    assert "Of any cause" in page
    assert Outcome.objects.get().importance == 5


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


def test_another_comparison_and_population_are_kept_and_shown_with_the_evidence(
    outcome, methodologist, client_of
):
    said = {"comparison": "A with B against B", "population": "Above 70", "importance": "5"}

    client_of(methodologist).post(ADDRESS, GIVEN | said)

    stored = Outcome.objects.get()
    assert (stored.comparison, stored.population) == ("A with B against B", "Above 70")
    page = " ".join(
        client_of(methodologist)
        .get("/guidelines/livers/questions/q1/evidence/")
        .content.decode()
        .split()
    )
    assert "Comparison: A with B against B" in page
    assert "Population: Above 70" in page
