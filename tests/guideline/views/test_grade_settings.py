"""The page of a guideline's GRADE settings."""

import pytest

from guideline.models import Guideline
from tests import factories

ADDRESS = "/guidelines/livers/grade/"


def test_saved_words_keep_their_other_languages_and_kinds(guideline, methodologist, client_of):
    labels = {"strength": {"weak": {"en": "weak", "ja": "弱い"}}, "direction": {"for": "in favour"}}
    Guideline.objects.update(labels=labels)

    client_of(methodologist).post(
        ADDRESS,
        {
            "grade_rules": "core-2025",
            "raters": "dual",
            "strength_weak": "conditional",
            "certainty_high": "A",
        },
    )

    stored = Guideline.objects.get()
    assert (stored.grade_rules, stored.raters) == ("core-2025", "dual")
    assert stored.labels == {
        "strength": {"weak": {"en": "conditional", "ja": "弱い"}},
        "direction": {"for": "in favour"},
        "certainty": {"high": "A"},
    }


def test_form_shown_and_saved_changes_nothing(guideline, chair, client_of, told):
    Guideline.objects.update(
        inconsistency_above=40, labels={"strength": {"weak": {"en": "conditional", "ja": "x"}}}
    )
    form = client_of(chair).get(ADDRESS).context["form"]

    client_of(chair).post(ADDRESS, {field.name: field.value() or "" for field in form})

    assert told() == []


def test_page_says_which_editions_the_ratings_follow(question, chair, client_of):
    for edition in ("classic", "classic", "robins-i"):
        outcome = factories.make_outcome(question=question)
        factories.make_rating(body=factories.make_body(outcome=outcome), edition=edition)

    page = " ".join(client_of(chair).get(ADDRESS).content.decode().split())

    assert "2 ratings by classic GRADE, 1 rating by GRADE with ROBINS-I." in page


def test_refused_settings_keep_what_was_typed(guideline, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS,
        {"grade_rules": "own", "inconsistency_above": "120", "strength_weak": "conditional"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "GRADE rules: " in page
    assert "I² limit (%): " in page
    assert 'value="conditional"' in page
    assert Guideline.objects.get().labels == {}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("member", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
