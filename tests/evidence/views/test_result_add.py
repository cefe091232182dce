"""The page that enters a result; its fields follow from the outcome."""

import pytest

from evidence.figures import columns_of
from evidence.models import StudyResult
from guideline.codes import OUTCOME_TYPES
from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/results/add/"
TABLE = {"events_1": "12", "total_1": "100", "events_2": "20", "total_2": "100"}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def study(question):
    return factories.make_study(question=question, label="Author 2001")


def test_entered_result_is_kept_and_listed(outcome, study, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, TABLE | {"study": study.pk}, follow=True)

    result = StudyResult.objects.get()
    assert (result.study, result.events_1, result.total_2) == (study, 12, 100)
    assert f"/outcomes/death/results/{result.pk}/" in answer.content.decode()


def test_every_wrong_figure_is_named_with_its_study_and_kept(
    outcome, study, methodologist, client_of
):
    wrong = {"events_1": "120", "events_2": "-2", "total_2": "", "note": "From table 2"}

    answer = client_of(methodologist).post(ADDRESS, TABLE | wrong | {"study": study.pk})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Author 2001: 120 events among 100." in page
    assert "Author 2001: -2 is below zero." in page
    assert 'href="#id_total_2"' in page
    assert 'value="120"' in page
    assert "From table 2" in page
    assert StudyResult.objects.count() == 0


@pytest.mark.parametrize("kind", OUTCOME_TYPES)
def test_fields_follow_from_the_kind_of_outcome(outcome, study, methodologist, client_of, kind):
    Outcome.objects.update(type=kind)

    form = client_of(methodologist).get(ADDRESS).context["form"]

    figures = [name for name in form.fields if name in StudyResult.__dict__ and name != "study"]
    others = ("population", "printed", "note", "risk_of_bias")
    assert tuple(name for name in figures if name not in others) == columns_of(kind)


def test_studies_of_other_questions_are_not_offered(outcome, study, methodologist, client_of):
    factories.make_study(label="Elsewhere 1999")

    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "Author 2001" in page
    assert "Elsewhere 1999" not in page


def test_body_is_chosen_where_there_are_several(outcome, study, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)

    client_of(methodologist).post(ADDRESS, TABLE | {"study": study.pk, "body": cohorts.pk})

    assert StudyResult.objects.get().body == cohorts


def test_question_without_studies_leads_to_adding_one(outcome, methodologist, client_of):
    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "/guidelines/livers/questions/q1/evidence/studies/add/" in page
    assert 'name="events_1"' not in page


def test_page_costs_the_same_for_one_result_and_for_three(
    outcome, methodologist, client_of, query_counts
):
    body = factories.make_body(outcome=outcome)

    def more():
        factories.make_result(body=body)

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
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
