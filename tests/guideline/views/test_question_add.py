"""The page that puts a question."""

import pytest

from guideline.models import Question
from tests import factories

ADDRESS = "/guidelines/livers/questions/add/"
GIVEN = {"text": "Should A be used?", "type": "intervention", "status": "proposed"}


def test_put_question_goes_to_the_question_where_its_outcomes_are_chosen(
    guideline, methodologist, client_of
):
    answer = client_of(methodologist).post(ADDRESS, GIVEN | {"population": "Adults"})

    question = Question.objects.get()
    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/"
    assert (question.ref, question.text, question.population) == (
        "q1",
        "Should A be used?",
        "Adults",
    )
    assert question.intervention is None


def test_refused_question_keeps_what_was_typed(guideline, question, chair, client_of):
    answer = client_of(chair).post(ADDRESS, GIVEN | {"number": "1", "population": "Adults with F"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Number 1 is taken by “Should it be done?”." in page
    assert "Adults with F" in page
    assert Question.objects.count() == 1


def test_topics_of_other_guidelines_are_not_offered(guideline, chair, client_of):
    factories.make_topic(guideline=guideline, title="Surgery here")
    factories.make_topic(title="Surgery elsewhere")

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "Surgery here" in page
    assert "Surgery elsewhere" not in page


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
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
