"""The buttons that keep bodies of evidence apart."""

import pytest

from evidence.models import Body
from tests import factories

OUTCOME = "/guidelines/livers/questions/q1/outcomes/death/"


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_added_body_can_be_chosen(outcome, methodologist, client_of):
    factories.make_body(outcome=outcome)
    names = {"body-present": "trials", "body-name": "cohorts"}

    answer = client_of(methodologist).post(f"{OUTCOME}bodies/add/", names, follow=True)

    assert [body.ref for body in Body.objects.all()] == ["trials", "cohorts"]
    assert ">cohorts</a>" in answer.content.decode()


def test_refused_body_is_shown_again_with_what_was_typed(outcome, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="cohorts")

    answer = client_of(methodologist).post(f"{OUTCOME}bodies/add/", {"body-name": "cohorts"})

    assert answer.status_code == 422
    assert "This outcome has a body of evidence of this name." in answer.content.decode()
    assert 'value="cohorts"' in answer.content.decode()
    assert Body.objects.count() == 1


def test_another_body_is_made_the_one_that_counts(outcome, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)
    address = f"{OUTCOME}bodies/{cohorts.pk}/primary/"

    refused = client_of(methodologist).post(address, {"primary-because": ""})
    done = client_of(methodologist).post(address, {"primary-because": "Larger."})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert Body.objects.get(primary=True) == cohorts


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 302),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_adds_a_body(request, outcome, client_of, role, status):
    client = client_of(request.getfixturevalue(role))

    answer = client.post(f"{OUTCOME}bodies/add/", {"body-name": "trials"})

    assert answer.status_code == status
