"""The page that adds an outcome."""

import pytest

from guideline.models import Outcome

ADDRESS = "/guidelines/livers/questions/q1/outcomes/add/"


def test_added_outcome_goes_back_to_the_question(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS,
        {"name": "Death", "type": "dichotomous", "favours": "lower", "importance": "9"},
    )

    outcome = Outcome.objects.get()
    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/edit/"
    assert (outcome.ref, outcome.importance, outcome.favours) == ("death", 9, "lower")


def test_importance_outside_1_to_9_is_refused_and_the_name_kept(question, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS, {"name": "Pain at rest", "type": "continuous", "importance": "10"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_importance"' in page
    assert "Pain at rest" in page
    assert Outcome.objects.count() == 0


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
def test_who_opens_the_page(request, question, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
