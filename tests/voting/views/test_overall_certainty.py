"""The page of the overall certainty: the exception recorded and taken back."""

import pytest

from tests import factories
from tests.chromium import PHONE, axe_violations, overflow
from tests.voting.actions.test_overall_certainty import rated
from voting.models import Recommendation

ADDRESS = "/guidelines/livers/recommendations/q1r1/certainty/"


@pytest.fixture
def draft(question):
    rated(question, "death", events=10)
    rated(question, "stroke", events=5, design="cohort")
    return factories.make_recommendation(question=question, ref="q1r1")


@pytest.fixture
def given(draft, member):
    return {
        "outcome": draft.question.outcomes.get(ref="death").pk,
        "named": member.places.get().pk,
        "because": "It is what patients fear most.",
    }


def test_exception_is_recorded_shown_and_taken_back(draft, chair, client_of, given):
    client = client_of(chair)

    page = client.post(ADDRESS, given, follow=True).content.decode()
    assert "“Death” carries it alone, says member:" in page
    assert "certainty-high" in page

    page = client.post(f"{ADDRESS}withdraw/", {"reason": "No."}, follow=True).content.decode()
    assert "the lowest counts again" in page
    assert Recommendation.objects.get().sufficient_outcome is None


def test_refused_exception_says_why_and_keeps_what_was_typed(
    draft, question, chair, client_of, given
):
    rated(question, "bleeding", events=40)

    answer = client_of(chair).post(ADDRESS, given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The critical outcomes do not all point the same way." in page
    assert "It is what patients fear most." in page
    assert Recommendation.objects.get().sufficient_outcome is None


def test_exception_that_does_not_hold_is_said(draft, question, chair, client_of, given):
    client = client_of(chair)
    client.post(ADDRESS, given)
    rated(question, "bleeding", events=40)

    page = client.get(ADDRESS).content.decode()

    assert "It does not hold any longer; the lowest counts." in page


def test_taking_back_without_a_reason_is_refused(draft, chair, client_of, given):
    client = client_of(chair)
    client.post(ADDRESS, given)

    page = client.post(f"{ADDRESS}withdraw/", follow=True).content.decode()

    assert "Say why the exception is taken back." in page
    assert Recommendation.objects.get().sufficient_outcome is not None


def test_question_page_leads_here_whoever_edits_drafts(draft, chair, member, client_of):
    question = "/guidelines/livers/questions/q1/"

    assert ADDRESS in client_of(chair).get(question).content.decode()
    assert ADDRESS not in client_of(member).get(question).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("methodologist", 200),
        ("member", 403),
        ("secretariat", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, draft, client_of, role, status):
    user = request.getfixturevalue(role)

    assert client_of(user).get(ADDRESS).status_code == status


@pytest.mark.parametrize("width", [320, PHONE, 1280])
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}critical/"])
def test_pages_fit_and_are_accessible(draft, chair, visit, address, width):
    shown = visit(address, by=chair, width=width)

    assert axe_violations(shown) == []
    assert overflow(shown) == 0
