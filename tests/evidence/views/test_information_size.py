"""The page of an outcome's optimal information size."""

import pytest

from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/information-size/"


@pytest.fixture
def outcome(question):
    outcome = factories.make_outcome(
        question=question, ref="death", name="Death", baseline_risks=[{"risk": 0.2}]
    )
    factories.make_result(body=factories.make_body(outcome=outcome))
    return outcome


def test_inputs_stand_with_their_origin_and_what_follows(outcome, methodologist, client_of):
    Outcome.objects.update(information_size={"alpha": 0.01})

    size = client_of(methodologist).get(ADDRESS).context["size"]

    # (z(0.995) + z(0.8))² (0.2 0.8 + 0.15 0.85) / 0.05², rounded up (Pocock 1983, chapter 9).
    assert size.sentence == (
        "2688 participants would be needed (1344 in each arm); participants: 200."
    )
    assert [(each.value, each.origin) for each in size.inputs] == [
        ("0.01", "set for this outcome"),
        ("0.2", "default"),
        ("0.25", "default"),
        ("0.2", "from the evidence or the outcome"),
    ]


def test_inputs_that_are_set_are_kept(outcome, methodologist, client_of):
    client_of(methodologist).post(ADDRESS, {"control_risk": "0.1"})

    outcome.refresh_from_db()
    assert outcome.information_size == {"control_risk": 0.1}


def test_wrong_input_is_linked_and_stays(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"control_risk": "1.5"})

    page = answer.content.decode()
    assert (answer.status_code, 'href="#id_control_risk"' in page) == (422, True)
    assert 'value="1.5"' in page


def test_input_of_another_kind_of_data_is_not_lost(outcome, methodologist, client_of):
    Outcome.objects.update(information_size={"sd": 10.0})

    client_of(methodologist).post(ADDRESS, {"beta": "0.1"})

    outcome.refresh_from_db()
    assert outcome.information_size == {"beta": 0.1, "sd": 10.0}


def test_accuracy_has_no_such_size(outcome, methodologist, client_of):
    Outcome.objects.update(type="diagnostic")

    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "there is no optimal information size" in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("methodologist", 200), ("chair", 403), ("observer", 403), ("stranger", 404)],
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
