"""The page that judges the risk of bias of a study."""

import pytest

from evidence.models import Study
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/studies/s1/judge/"
QUADAS = {
    "tool": "quadas-2",
    "selection": "low",
    "index_test": "low",
    "reference": "unclear",
    "flow": "high",
    "applicability.selection": "low",
    "applicability.index_test": "low",
    "applicability.reference": "high",
}


@pytest.fixture
def study(question):
    return factories.make_study(question=question, ref="s1", label="Author 2001")


def test_overall_judgement_is_kept(study, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"tool": "rob-2", "overall": "low"})

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/evidence/studies/add/"
    assert Study.objects.get().risk_of_bias == {"tool": "rob-2", "overall": "low"}


def test_quadas_2_is_kept_by_domain_and_shown_again(study, methodologist, client_of):
    client_of(methodologist).post(ADDRESS, QUADAS | {"overall": "low"})

    assert Study.objects.get().risk_of_bias == {
        "tool": "quadas-2",
        "selection": "low",
        "index_test": "low",
        "reference": "unclear",
        "flow": "high",
        "applicability": {"selection": "low", "index_test": "low", "reference": "high"},
    }
    shown = client_of(methodologist).get(ADDRESS).context["form"].initial
    assert shown["applicability.reference"] == "high"


def test_everything_missing_is_linked_and_what_was_chosen_is_kept(study, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS, QUADAS | {"flow": "", "applicability.reference": ""}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_flow"' in page
    assert 'href="#id_applicability.reference"' in page
    assert '<option value="unclear" selected>' in page
    assert Study.objects.get().risk_of_bias is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, study, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
