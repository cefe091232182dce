"""The page where a member declares interests, or that there are none."""

import pytest

from guideline.models import Conflict
from tests import factories

ADDRESS = "/guidelines/livers/conflicts/declare/"
NOTHING = "/guidelines/livers/conflicts/declare-nothing/"


GIVEN = {"kind": "shares", "party": "A company", "whose": "own", "concerns": "all"}


def test_declared_interest_is_one_s_own_and_shown_again(guideline, question, member, client_of):
    given = GIVEN | {"concerns": "questions", "questions": [question.pk]}
    answer = client_of(member).post(ADDRESS, given, follow=True)

    conflict = Conflict.objects.get()
    assert (conflict.member.user, conflict.question, conflict.kind) == (member, question, "shares")
    page = answer.content.decode()
    assert "not decided yet" in page
    assert "Nothing has changed" in page


def test_extent_that_is_not_marked_is_left_out_and_a_marked_one_is_asked_for(
    guideline, member, client_of
):
    question = factories.make_question(guideline=guideline, ref="q1", intervention="Drug A")
    chosen = {"questions": [question.pk], "intervention": "Drug A"}

    missing = client_of(member).post(ADDRESS, GIVEN | {"concerns": "intervention"})
    client_of(member).post(ADDRESS, GIVEN | chosen)

    assert "Choose the intervention." in missing.content.decode()
    assert [(row.question, row.scope) for row in Conflict.objects.all()] == [(None, "all")]


def test_refused_declaration_keeps_what_was_typed(guideline, member, client_of):
    answer = client_of(member).post(ADDRESS, GIVEN | {"interest": "shares held", "party": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "shares held" in page
    assert 'href="#id_party"' in page
    assert Conflict.objects.count() == 0


def test_unchanged_interests_are_declared_by_one_button(guideline, member, client_of):
    factories.make_conflict(member=member.places.get())

    answer = client_of(member).post("/guidelines/livers/conflicts/unchanged/", follow=True)

    assert member.places.get().declared_at is not None
    assert "You declared that nothing has changed." in answer.content.decode()


def test_nothing_to_declare_is_kept_with_its_time(guideline, member, client_of):
    answer = client_of(member).post(NOTHING, follow=True)

    assert member.places.get().declared_at is not None
    assert "that there is nothing to declare" in answer.content.decode()


def test_nothing_to_declare_is_refused_over_something(guideline, member, client_of):
    factories.make_conflict(member=member.places.get())

    answer = client_of(member).post(NOTHING, follow=True)

    assert "You have declared interests" in answer.content.decode()
    assert member.places.get().declared_at is None


def test_interests_of_others_are_not_shown(guideline, member, client_of):
    other = factories.make_member(guideline=guideline)
    factories.make_conflict(member=other, party="Somebody else's company")

    assert "Somebody else" not in client_of(member).get(ADDRESS).content.decode()


def test_questions_of_other_guidelines_are_not_offered(guideline, question, member, client_of):
    factories.make_question(text="A question elsewhere")

    page = client_of(member).get(ADDRESS).content.decode()

    assert "Should it be done?" in page
    assert "A question elsewhere" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("member", 200),
        ("commentator", 200),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
