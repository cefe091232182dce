"""How a guideline uses GRADE, changed."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.grade_settings import edit_grade_settings
from guideline.models import Guideline
from tests import factories


def test_ratings_keep_the_edition_that_they_followed(question, methodologist):
    outcome = factories.make_outcome(question=question)
    rating = factories.make_rating(body=factories.make_body(outcome=outcome), edition="classic")

    edit_grade_settings(by=methodologist, guideline=question.guideline, grade_rules="core-2025")

    rating.refresh_from_db()
    assert (Guideline.objects.get().grade_rules, rating.edition) == ("core-2025", "classic")


def test_changed_settings_are_told_and_the_others_stay(guideline, chair, told):
    edit_grade_settings(by=chair, guideline=guideline, inconsistency_above=40)
    edit_grade_settings(by=chair, guideline=guideline, labels={"strength": {"weak": "conditional"}})

    stored = Guideline.objects.get()
    assert (stored.inconsistency_above, stored.grade_rules) == (40, "classic")
    assert [sentence for _verb, sentence in told()] == [
        "chair changed how the guideline uses GRADE: inconsistency above.",
        "chair changed how the guideline uses GRADE: labels.",
    ]


@pytest.mark.parametrize(("limit", "sound"), [(0, True), (100, True), (-1, False), (101, False)])
def test_the_limit_is_a_percentage(limit, sound, guideline, chair):
    def edit():
        edit_grade_settings(by=chair, guideline=guideline, inconsistency_above=limit)

    if sound:
        edit()
        assert Guideline.objects.get().inconsistency_above == limit
    else:
        with pytest.raises(Blocked):
            edit()


def test_everything_wrong_is_told_at_once(guideline, chair):
    with pytest.raises(Blocked) as refusal:
        edit_grade_settings(
            by=chair, guideline=guideline, grade_rules="own", inconsistency_above=120
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Choose the edition of the GRADE rules.",
        "The limit for I² lies between 0 and 100 per cent.",
    ]


def test_a_setting_that_does_not_exist_is_a_mistake_of_the_program(guideline, chair):
    with pytest.raises(TypeError, match="there is no setting strength"):
        edit_grade_settings(by=chair, guideline=guideline, strength="weak")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("secretariat", True),
        ("methodologist", True),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_changes_settings(request, permitted, guideline, role, allowed):
    user = request.getfixturevalue(role)

    assert permitted(lambda: edit_grade_settings(by=user, guideline=guideline)) is allowed
