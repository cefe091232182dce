"""Surveys of importance over REST."""

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from guideline.actions.importance_surveys import answer_survey, close_survey, open_survey
from tests import factories

ADDRESS = "/api/v1/guidelines/livers/questions/q1/importance/"


@pytest.fixture
def ask():
    """What somebody's token gets: `ask(chair)`."""

    def asked(user):
        client = APIClient()
        token, _created = Token.objects.get_or_create(user=user)
        client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
        return client.get(ADDRESS)

    return asked


@pytest.fixture
def survey(question, chair, member):
    factories.make_outcome(question=question, ref="death", name="Death")
    survey = open_survey(by=chair, question=question, phase="before")
    answer_survey(by=member, survey=survey, scores={("death", ""): 2})
    return survey


def test_open_survey_gives_one_s_own_scores_only(survey, member, chair, observer, ask):
    own = {"outcome": "death", "item": "", "score": 2}
    shown = {"number": 1, "phase": "before", "status": "open", "outcomes": None}

    assert ask(member).json() == [shown | {"answered": None, "own": [own]}]
    assert ask(chair).json() == [shown | {"answered": 1, "own": []}]
    assert ask(observer).json() == [shown | {"answered": None, "own": []}]


def test_closed_survey_gives_its_figures(survey, chair, observer, ask):
    answer_survey(by=chair, survey=survey, scores={("death", ""): 9})
    close_survey(by=chair, survey=survey)

    assert ask(observer).json()[0]["outcomes"] == [
        {
            "outcome": "death",
            "item": "",
            "n": 2,
            "median": 5.5,
            "quartiles": [3.75, 7.25],
            "range": [2, 9],
            "counts": [0, 1, 0, 0, 0, 0, 0, 0, 1],
            "importance_class": "important",
        }
    ]


@pytest.mark.parametrize(
    ("role", "status"), [("observer", 200), ("conflicted_member", 403), ("stranger", 404)]
)
def test_who_reads_surveys(role, status, request, survey, ask):
    assert ask(request.getfixturevalue(role)).status_code == status
