"""The page on which one person rates the importance of every outcome at once."""

import pytest

from guideline.actions.importance_surveys import answer_survey, open_survey
from guideline.models import ImportanceAnswer
from tests import factories
from tests.chromium import axe_violations, click_in_place, overflow, press

ADDRESS = "/guidelines/livers/questions/q1/importance/answer/"


@pytest.fixture
def survey(question, chair, member):
    factories.make_outcome(question=question, ref="death", name="Death")
    factories.make_outcome(
        question=question, ref="accuracy", name="Accuracy", type="diagnostic", position=1
    )
    return open_survey(by=chair, question=question, phase="before")


def given() -> dict[tuple[str, str], int]:
    return {(each.outcome.ref, each.item): each.score for each in ImportanceAnswer.objects.all()}


def test_every_score_is_saved_at_once_and_what_is_missing_is_said(survey, member, client_of):
    answer = client_of(member).post(
        ADDRESS, {"death": "9", "accuracy.tp": "7", "accuracy.fn": "8"}, follow=True
    )

    assert given() == {("death", ""): 9, ("accuracy", "tp"): 7, ("accuracy", "fn"): 8}
    assert "2 are not rated." in answer.content.decode()


def test_page_shows_one_s_own_scores_and_nobody_else_s(survey, member, chair, client_of):
    answer_survey(by=chair, survey=survey, scores={("death", ""): 3})
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})

    page = client_of(member).get(ADDRESS).content.decode()

    checked = [line for line in page.splitlines() if "checked" in line]
    assert ['name="death" value="8"' in line for line in checked] == [True]


def test_changed_score_replaces_the_former(survey, member, client_of):
    client = client_of(member)
    client.post(ADDRESS, {"death": "9"})
    client.post(ADDRESS, {"death": "1"})

    assert given() == {("death", ""): 1}


def test_refused_scores_keep_what_was_typed(survey, member, client_of):
    answer = client_of(member).post(ADDRESS, {"death": "12", "accuracy.tp": "7"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Death: Choose a number from 1 to 9." in page
    assert (
        next(each for each in page.splitlines() if 'name="accuracy.tp" value="7"' in each).count(
            "checked"
        )
        == 1
    )
    assert given() == {}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("member", 200),
        ("methodologist", 403),
        ("secretariat", 403),
        ("commentator", 403),
        ("observer", 403),
        ("conflicted_member", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, survey, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


def test_without_an_open_survey_there_is_no_such_page(question, chair, status_of):
    assert status_of(chair, ADDRESS) == 404


def test_page_is_filled_by_keyboard_on_the_narrowest_phone(survey, member, visit):
    page = visit(ADDRESS, by=member, width=320, has_touch=True)
    assert (axe_violations(page), overflow(page)) == ([], 0)
    boxes = [label.bounding_box() for label in page.locator(".scores label").all()]
    assert len(boxes) == 9 * 5
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44

    page.locator('input[name="death"]').first.focus()
    for _step in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/importance/")

    assert given() == {("death", ""): 7}


def test_page_works_without_script(survey, member, visit):
    page = visit(ADDRESS, by=member, java_script_enabled=False)

    click_in_place(page.locator("label", has_text="9, critical").first)
    press(page, "Save my ratings")

    assert "Your ratings are saved." in page.content()
    assert given() == {("death", ""): 9}
