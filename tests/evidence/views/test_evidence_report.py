"""The page on which a synthesis is taken over as its source reports it."""

import pytest

from evidence.models import Body
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/survival/reported/"
TYPED = {
    "source": "A review 2015",
    "measure": "RR",
    "estimate": "1.2",
    "ci_lower": "1.0",
    "ci_upper": "1.4",
    "p": "0.04",
    "p_comparison": "=",
    "studies": "3",
    "printed": "RR 1.2 (1.0-1.4)",
}
KEPT = {
    "source": "A review 2015",
    "measure": "RR",
    "estimate": 1.2,
    "ci": [1.0, 1.4],
    "p": 0.04,
    "p_comparison": "=",
    "studies": 3,
    "printed": "RR 1.2 (1.0-1.4)",
}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(
        question=question, ref="survival", name="Survival", type="reported", favours="higher"
    )


def test_typed_synthesis_is_kept_and_shown_as_reported(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, TYPED, follow=True)

    assert Body.objects.get().reported == KEPT
    page = " ".join(answer.content.decode().split())
    assert "Reported, as printed: “RR 1.2 (1.0-1.4)”" in page


def test_form_shown_and_saved_changes_nothing(outcome, methodologist, client_of):
    stored = KEPT | {"range": [0.5, 2.0], "source": {"en": "A review", "ja": "総説"}}
    factories.make_body(outcome=outcome, reported=stored)
    form = client_of(methodologist).get(ADDRESS).context["form"]

    shown = {field.name: field.value() for field in form if field.value() is not None}
    client_of(methodologist).post(ADDRESS, shown)

    assert Body.objects.get().reported == stored


def test_refused_synthesis_keeps_what_was_typed(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, TYPED | {"ci_lower": "2"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The lower limit comes first." in page
    assert 'value="A review 2015"' in page
    assert not Body.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [("methodologist", 200), ("chair", 403), ("member", 403), ("observer", 403), ("stranger", 404)],
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
