"""The page on which a survey of importance is opened, closed and read."""

import pytest

from guideline.actions.importance_surveys import answer_survey, close_survey, open_survey
from guideline.models import ImportanceDecision, ImportanceSurvey
from tests import factories
from tests.chromium import axe_violations, click_in_place, overflow

ADDRESS = "/guidelines/livers/questions/q1/importance/"


@pytest.fixture
def death(question):
    return factories.make_outcome(question=question, ref="death", name="Death", importance=5)


@pytest.fixture
def survey(question, death, chair, member):
    """An open survey with something to hide: the member gave a 2."""
    survey = open_survey(by=chair, question=question, phase="before")
    answer_survey(by=member, survey=survey, scores={("death", ""): 2})
    return survey


def page(client_of, user) -> str:
    return client_of(user).get(ADDRESS).content.decode()


def test_survey_is_opened_and_closed_on_the_page(death, chair, member, client_of):
    client = client_of(chair)

    opened = client.post(f"{ADDRESS}open/", {"phase": "before"})
    survey = ImportanceSurvey.objects.get()
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    closed = client.post(f"{ADDRESS}close/")

    survey.refresh_from_db()
    assert (opened.headers["Location"], closed.headers["Location"]) == (ADDRESS, ADDRESS)
    assert (survey.phase, survey.status) == ("before", "closed")


def test_empty_survey_is_withdrawn_on_the_page(question, death, chair, client_of):
    open_survey(by=chair, question=question, phase="before")

    client_of(chair).post(f"{ADDRESS}withdraw/")

    assert ImportanceSurvey.objects.count() == 0


def test_question_without_outcomes_says_what_is_missing(question, chair, client_of):
    answer = client_of(chair).post(f"{ADDRESS}open/", {"phase": "before"})

    assert answer.status_code == 422
    assert "The question has no outcomes yet. Add them first." in answer.content.decode()


def test_answered_survey_refuses_to_be_withdrawn_and_says_why(survey, chair, client_of):
    answer = client_of(chair).post(f"{ADDRESS}withdraw/")

    assert answer.status_code == 422
    assert "Somebody has answered already." in answer.content.decode()


@pytest.mark.parametrize("role", ["chair", "member", "methodologist", "commentator", "observer"])
def test_open_survey_shows_nobody_a_score(role, request, survey, client_of):
    user = request.getfixturevalue(role)

    found = page(client_of, user)

    assert "Survey 1 is open" in found
    assert ("median" in found.split("What counts")[-1].split("The last closed")[0]) is False
    assert "quartiles" not in found
    assert "importance 5 of 9" in found


@pytest.mark.parametrize(
    ("role", "seen"),
    [("chair", True), ("methodologist", True), ("secretariat", True), ("observer", False)],
)
def test_who_has_not_answered_is_shown_to_those_who_run_it(role, seen, request, survey, client_of):
    found = page(client_of, request.getfixturevalue(role))

    assert ("1 place has answered." in found) is seen
    assert ("Not yet: chair." in found) is seen


def test_member_does_not_see_who_else_has_answered(survey, question, client_of):
    other = factories.make_member(guideline=question.guideline, user=factories.make_user("other"))

    found = page(client_of, other.user)

    assert "has answered" not in found
    assert "Rate the importance" in found


def test_closed_survey_shows_the_figures_to_all_and_names_to_the_panel(
    survey, chair, member, commentator, client_of
):
    answer_survey(by=chair, survey=survey, scores={("death", ""): 9})
    close_survey(by=chair, survey=survey)

    panel, outside = page(client_of, member), page(client_of, commentator)

    for found in (panel, outside):
        assert "median 5.5" in found
        assert "2 answers; quartiles 3.75 to 7.25, range 2 to 9" in found
        assert "importance 5.5 of 9" in found
    assert "member 2" in panel
    assert "member 2" not in outside


def test_before_and_after_stand_side_by_side(question, death, chair, client_of):
    factories.survey_with(question, {death: [2, 3]})
    second = factories.survey_with(question, {death: [8, 9]})
    ImportanceSurvey.objects.filter(pk=second.pk).update(phase="after")

    row = client_of(chair).get(ADDRESS).context["rows"][0]

    assert (row.before.spread.median, row.after.spread.median) == (2.5, 8.5)


def test_chair_decides_between_two_classes_and_keeps_what_was_typed(
    question, death, chair, client_of
):
    factories.survey_with(question, {death: [6, 7]})
    client, said = client_of(chair), {"outcome": "death", "importance_class": "critical"}

    refused = client.post(f"{ADDRESS}1/decide/", said)
    taken = client.post(f"{ADDRESS}1/decide/", said | {"because": "People die of it."})

    assert refused.status_code == 422
    assert '<option value="critical" selected>' in refused.content.decode()
    assert taken.headers["Location"] == ADDRESS
    assert ImportanceDecision.objects.get().because == "People die of it."
    assert "is critical, decided by chair: People die of it." in page(client_of, chair)


def test_decision_on_an_outcome_that_is_not_there_is_not_found(question, death, chair, client_of):
    factories.survey_with(question, {death: [6, 7]})

    answer = client_of(chair).post(f"{ADDRESS}1/decide/", {"outcome": "gone"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("member", 200),
        ("methodologist", 200),
        ("secretariat", 200),
        ("commentator", 200),
        ("observer", 200),
        ("conflicted_member", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, question, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


def test_page_costs_the_same_for_one_outcome_as_for_three(
    question, death, chair, client_of, query_counts
):
    client = client_of(chair)

    def more():
        outcome = factories.make_outcome(question=question)
        ImportanceSurvey.objects.all().delete()
        factories.survey_with(question, {each: [7, 8] for each in question.outcomes.all()})
        assert outcome.ref

    assert query_counts(lambda: client.get(ADDRESS), more) == 1


def test_results_read_on_a_phone_and_please_axe(question, death, chair, visit):
    test = factories.make_outcome(question=question, type="diagnostic", name="Accuracy")
    survey = factories.survey_with(question, {death: [6, 7, 6, 7]})
    factories.make_importance_answer(survey=survey, outcome=test, item="fn", score=8)

    shown = visit(ADDRESS, by=chair, width=320)
    for summary in shown.locator("details > summary").all():
        click_in_place(summary)

    assert (axe_violations(shown), overflow(shown)) == ([], 0)
