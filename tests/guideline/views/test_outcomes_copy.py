"""The page on which outcomes of another question are looked at, ticked and taken over."""

import pytest

from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/copy/"


@pytest.fixture
def source(guideline):
    source = factories.make_question(guideline=guideline, ref="q2", text="And the other way?")
    factories.make_outcome(question=source, ref="death", name="Death", thresholds={"small": 10})
    factories.make_outcome(question=source, ref="stay", name="Stay", position=1)
    return source


def test_questions_with_outcomes_can_be_chosen(question, source, chair, client_of):
    factories.make_question(guideline=question.guideline, text="None of its own")

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "And the other way? (2)" in page
    assert "None of its own" not in page


def test_preview_ticks_what_is_not_here_yet(question, source, chair, client_of):
    factories.make_outcome(question=question, ref="death")

    page = client_of(chair).get(f"{ADDRESS}?from=q2").content.decode()

    boxes = [line for line in page.splitlines() if 'type="checkbox"' in line]
    assert ["checked" in box for box in boxes] == [False, True]
    assert "death is here already" in page
    assert "small 10" in " ".join(page.split())


def test_ticked_outcomes_are_taken_over(question, source, chair, client_of):
    answer = client_of(chair).post(ADDRESS, {"from": "q2", "refs": ["stay"]})

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/edit/"
    assert [each.ref for each in question.outcomes.all()] == ["stay"]


def test_refused_choice_keeps_its_ticks_and_names_every_duplicate(
    question, source, chair, client_of
):
    for ref in ("death", "stay"):
        factories.make_outcome(question=question, ref=ref, name=ref)

    answer = client_of(chair).post(ADDRESS, {"from": "q2", "refs": ["death", "stay"]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“death” (death) is here already." in page
    assert "“stay” (stay) is here already." in page
    assert page.count("checked") == 2


def test_question_of_another_guideline_is_not_found(question, source, chair, client_of):
    factories.make_outcome(question=factories.make_question(ref="q9"))

    assert client_of(chair).get(f"{ADDRESS}?from=q9").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 200), ("methodologist", 200), ("member", 403), ("stranger", 404)]
)
def test_who_opens_the_page(request, question, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
