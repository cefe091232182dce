"""The page that names the critical outcomes of a recommendation."""

import pytest

from tests import factories
from voting.actions.rounds import open_round

ADDRESS = "/guidelines/livers/recommendations/q1r1/certainty/critical/"


@pytest.fixture
def draft(question):
    for ref in ("death", "stroke"):
        factories.make_outcome(question=question, ref=ref, name=ref.capitalize())
    factories.make_outcome(ref="elsewhere", name="Elsewhere")
    return factories.make_recommendation(question=question, ref="q1r1")


def test_chosen_outcomes_are_kept(draft, chair, client_of):
    death = draft.question.outcomes.get(ref="death")

    answer = client_of(chair).post(ADDRESS, {"outcomes": [death.pk], "reason": "It matters."})

    assert answer.headers["Location"] == "/guidelines/livers/recommendations/q1r1/certainty/"
    assert list(draft.critical_outcomes.all()) == [death]


def test_only_outcomes_of_the_question_are_offered(draft, chair, client_of):
    page = client_of(chair).get(ADDRESS).content.decode()

    assert ("Death" in page, "Elsewhere" in page) == (True, False)


def test_choice_without_a_reason_is_refused(draft, chair, client_of):
    death = draft.question.outcomes.get(ref="death")

    answer = client_of(chair).post(ADDRESS, {"outcomes": [death.pk]})

    assert answer.status_code == 422
    assert draft.critical_outcomes.count() == 0


def test_running_round_takes_the_form_away(draft, chair, client_of):
    open_round(by=chair, recommendation=draft)

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "Round 1 is voting on this wording." in page
    assert "Keep these as critical" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("chair", 200), ("methodologist", 200), ("member", 403), ("observer", 403), ("stranger", 404)],
)
def test_who_opens_the_page(request, draft, client_of, role, status):
    assert client_of(request.getfixturevalue(role)).get(ADDRESS).status_code == status
