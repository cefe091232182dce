"""The page that edits a question."""

import pytest

from audit.models import Event
from guideline.models import Question
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/edit/"
GIVEN = {"text": "Is it done?", "type": "intervention", "status": "clinical-question"}


def test_saved_question_goes_back_to_the_question(question, chair, client_of):
    answer = client_of(chair).post(ADDRESS, GIVEN | {"number": "1", "reason": "Clearer."})

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/"
    assert Question.objects.get().text == "Is it done?"
    assert Event.objects.get(verb="question-edited").reason == "Clearer."


def test_new_wording_leaves_the_other_languages(question, chair, client_of):
    Question.objects.update(text={"en": "Should it?", "ja": "べきか"})

    client_of(chair).post(ADDRESS, GIVEN | {"number": "1"})

    assert Question.objects.get().text == {"en": "Is it done?", "ja": "べきか"}


def test_empty_question_is_refused_and_the_rest_is_kept(question, chair, client_of):
    answer = client_of(chair).post(ADDRESS, GIVEN | {"text": " ", "population": "Adults with F"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_text"' in page
    assert "Adults with F" in page
    assert Question.objects.get().text == "Should it be done?"


def test_why_there_are_many_outcomes_is_kept_and_recorded(question, chair, client_of):
    said = {"number": "1", "many_outcomes_because": "Patients asked for each."}
    client_of(chair).post(ADDRESS, GIVEN | said)

    assert Question.objects.get().many_outcomes_because == "Patients asked for each."
    assert "many outcomes because" in Event.objects.get(verb="question-edited").facts["fields"]


def test_page_lists_outcomes_with_their_importance(question, chair, client_of):
    factories.make_outcome(question=question, ref="death", name="Death", importance=9)

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "/guidelines/livers/questions/q1/outcomes/death/" in page
    assert "importance 9" in page


def test_page_costs_the_same_for_one_outcome_and_for_three(
    question, chair, client_of, query_counts
):
    def page():
        return client_of(chair).get(ADDRESS)

    def more():
        factories.make_outcome(question=question)

    assert query_counts(page, more) == 1


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


def test_outcome_is_moved_by_its_button(question, chair, client_of):
    for ref in ("death", "stay"):
        factories.make_outcome(question=question, ref=ref)

    answer = client_of(chair).post(
        "/guidelines/livers/questions/q1/outcomes/stay/move/", {"to": "up"}
    )

    assert answer.headers["Location"] == f"{ADDRESS}#outcomes"
    assert [each.ref for each in question.outcomes.all()] == ["stay", "death"]


def test_list_of_outcomes_costs_the_same_for_one_as_for_three(
    question, chair, client_of, query_counts
):
    client = client_of(chair)

    def more():
        outcome = factories.make_outcome(question=question)
        factories.survey_with(question, {outcome: [8, 9]})

    assert query_counts(lambda: client.get(ADDRESS), more) == 1
