"""The page on which evidence is said in words."""

import pytest

from evidence.models import Body
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/pain/words/"


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="pain", name="Pain", type="narrative")


def test_what_is_said_goes_to_the_evidence(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"text": "Less pain.", "studies": "2"})

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/evidence/#outcome-pain"
    assert Body.objects.get().narrative == {"studies": 2, "text": "Less pain."}


def test_form_shows_what_is_stored_and_keeps_other_languages(outcome, methodologist, client_of):
    said = {"direction": "no-difference", "text": {"en": "The same.", "ja": "同じ"}}
    factories.make_body(outcome=outcome, narrative=said)
    form = client_of(methodologist).get(ADDRESS).context["form"]

    shown = {field.name: field.value() for field in form if field.value() is not None}
    client_of(methodologist).post(ADDRESS, shown | {"text": "No difference."})

    assert Body.objects.get().narrative == {
        "direction": "no-difference",
        "text": {"en": "No difference.", "ja": "同じ"},
    }


def test_one_of_several_bodies_is_chosen(outcome, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)

    client_of(methodologist).post(ADDRESS, {"body": str(cohorts.pk), "text": "Less."})

    assert {body.ref: body.narrative for body in Body.objects.all()} == {
        "trials": {},
        "cohorts": {"text": "Less."},
    }


def test_refused_words_keep_what_was_typed(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"studies": "-2", "text": "A long thought."})

    assert answer.status_code == 422
    assert "A long thought." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("member", 403),
        ("secretariat", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
