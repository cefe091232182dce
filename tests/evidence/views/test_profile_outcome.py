"""What lies behind a row of the profile."""

import pytest

from tests import factories
from tests.chromium import axe_violations, overflow

ADDRESS = "/guidelines/livers/questions/q1/profile/deaths/"


@pytest.fixture
def body(question):
    outcome = factories.make_outcome(question=question, ref="deaths", name="Deaths")
    body = factories.make_body(outcome=outcome)
    study = factories.make_study(
        question=question, label="Sato 2001", risk_of_bias={"tool": "rob-2", "overall": "high"}
    )
    factories.make_result(body=body, study=study)
    factories.make_judgement(rating=factories.make_rating(body=body), because="Not concealed.")
    return body


def test_page_shows_forest_plot_studies_marks_and_reasons(body, member, client_of):
    page = client_of(member).get(ADDRESS).content.decode()

    assert "Deaths: forest plot" in page
    assert "Sato 2001" in page
    assert "10/100 v 20/100" in page
    assert '<span class="mark mark-high">high</span>' in page
    assert "Rated down 1 for risk of bias: Not concealed." in page


def test_fragment_is_the_same_without_the_frame(body, member, client_of):
    answer = client_of(member).get(ADDRESS, headers={"HX-Request": "true"})

    fragment = answer.content.decode()
    assert "<html" not in fragment
    assert "Deaths: forest plot" in fragment
    assert "HX-Request" in answer.headers["Vary"]


def test_body_is_chosen_by_its_id(body, member, client_of):
    body.ref, body.position = "trials", 0
    body.save()
    other = factories.make_body(outcome=body.outcome, ref="cohorts", primary=False, position=1)
    factories.make_result(body=other, events_1=15)

    page = client_of(member).get(f"{ADDRESS}?body=cohorts").content.decode()

    assert "15/100 v 20/100" in page
    assert "10/100 v 20/100" not in page


@pytest.mark.parametrize("address", [f"{ADDRESS}?body=none", ADDRESS.replace("deaths", "none")])
def test_what_is_not_there_is_404(body, member, address, status_of):
    assert status_of(member, address) == 404


def test_queries_do_not_grow_with_the_studies(body, member, client_of, query_counts):
    client = client_of(member)

    def more():
        factories.make_result(body=body)

    assert query_counts(lambda: client.get(ADDRESS), more) == 1


@pytest.mark.parametrize(
    ("role", "status"), [("methodologist", 200), ("observer", 200), ("stranger", 404)]
)
def test_who_opens_the_page(request, body, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


@pytest.mark.parametrize("width", [320, 1280])
def test_page_fits_and_everybody_can_use_it(body, member, visit, width):
    page = visit(ADDRESS, by=member, width=width)

    assert overflow(page) == 0
    assert axe_violations(page) == []
