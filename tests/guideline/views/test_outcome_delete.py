"""The page that asks before an outcome is deleted."""

import pytest

from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/delete/"


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_outcome_is_deleted_after_it_was_asked(outcome, chair, client_of):
    client = client_of(chair)

    asked = client.get(ADDRESS).content.decode()
    assert "Delete “Death”?" in asked
    assert Outcome.objects.count() == 1

    answer = client.post(ADDRESS)

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/edit/"
    assert Outcome.objects.count() == 0


def test_outcome_with_evidence_says_what_rests_on_it_and_has_no_button(outcome, chair, client_of):
    factories.make_result(body=factories.make_body(outcome=outcome))
    client = client_of(chair)

    page, refused = client.get(ADDRESS).content.decode(), client.post(ADDRESS)

    assert "It has results of studies." in page
    assert "button-final" not in page
    assert refused.status_code == 422
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 200), ("methodologist", 200), ("member", 403), ("stranger", 404)]
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
