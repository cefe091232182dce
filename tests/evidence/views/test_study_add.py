"""The page that adds a study."""

import pytest

from evidence.models import Study
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/studies/add/"


def test_added_study_is_listed_with_the_way_to_judge_it(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS, {"label": "Author 2001", "design": "cohort", "year": "2001"}, follow=True
    )

    study = Study.objects.get()
    assert (study.label, study.design, study.year, study.population) == (
        "Author 2001",
        "cohort",
        2001,
        None,
    )
    assert (
        "/guidelines/livers/questions/q1/evidence/studies/author-2001/judge/"
        in answer.content.decode()
    )


def test_refused_study_keeps_what_was_typed(question, methodologist, client_of):
    factories.make_study(question=question, label="Author 2001")

    answer = client_of(methodologist).post(
        ADDRESS, {"label": "Author 2001", "design": "cohort", "citation": "Journal 2001;1:1-9"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is already a study “Author 2001”" in page
    assert "Journal 2001;1:1-9" in page
    assert Study.objects.count() == 1


def test_page_costs_the_same_for_one_study_and_for_three(
    question, methodologist, client_of, query_counts
):
    def more():
        factories.make_study(question=question)

    assert query_counts(lambda: client_of(methodologist).get(ADDRESS), more) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, question, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
