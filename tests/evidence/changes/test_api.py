"""The history of a question's evidence over REST."""

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from evidence.actions.results import change_result
from tests import factories

ADDRESS = "/api/v1/guidelines/livers/questions/q1/history/"


@pytest.fixture
def changed(question, methodologist):
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    study = factories.make_study(question=question, ref="s1", label="Author 2001")
    result = factories.make_result(body=factories.make_body(outcome=outcome), study=study)
    return change_result(by=methodologist, result=result, events_1=12, reason="Misread.")


def get(user, query=""):
    client = APIClient()
    token, _created = Token.objects.get_or_create(user=user)
    client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
    return client.get(ADDRESS + query)


def test_change_is_told_with_its_deed(question, changed, chair):
    (said,) = get(chair).json()

    event = question.moments.last().event
    assert said == {
        "moment": 2,
        "event": {
            "at": event.at.isoformat().replace("+00:00", "Z"),
            "by": "methodologist",
            "verb": "result-changed",
        },
        "kind": "result",
        "outcome": "death",
        "body": "",
        "study": "s1",
        "part": "",
        "domain": "",
        "field": "events_1",
        "before": 10,
        "after": 12,
        "why": "Misread.",
        "sentence": "Death, Author 2001: events, intervention 10 → 12",
    }


def test_parameters_narrow_the_history(changed, chair):
    assert len(get(chair, "?outcome=death").json()) == 1
    assert get(chair, "?outcome=pain").json() == []
    assert get(chair, "?domain=imprecision").json() == []


@pytest.mark.parametrize(
    ("role", "status"),
    [("member", 200), ("conflicted_member", 403), ("observer", 403), ("stranger", 404)],
)
def test_who_reads_it(request, changed, role, status):
    assert get(request.getfixturevalue(role)).status_code == status
