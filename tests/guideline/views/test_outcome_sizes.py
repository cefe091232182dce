"""The page of an outcome's thresholds, baseline risks, prevalences and scores of parts."""

import pytest

from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/sizes/"
RISKS = [
    {"label": {"en": "typical", "ja": "標準"}, "risk": 0.1234567, "horizon": "5 years"},
    {"risk": 0.5, "source": "control arms"},
]


@pytest.fixture
def outcome(question):
    return factories.make_outcome(
        question=question,
        ref="death",
        baseline_risks=RISKS,
        thresholds={"target": "small", "small": 10, "large": 60.5},
    )


def fields(form) -> dict[str, str]:
    return {field.name: "" if field.value() is None else str(field.value()) for field in form}


def test_form_shown_and_saved_changes_nothing(outcome, chair, client_of, told):
    form = client_of(chair).get(ADDRESS).context["form"]

    answer = client_of(chair).post(ADDRESS, fields(form))

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/outcomes/death/"
    assert told() == []
    assert Outcome.objects.get().baseline_risks == RISKS


def test_a_row_emptied_goes_and_a_spare_row_filled_comes(outcome, chair, client_of):
    typed = fields(client_of(chair).get(ADDRESS).context["form"])
    typed |= {"risk_1": "", "source_1": "", "label_3": "old", "risk_3": "0.4", "moderate": "30"}

    client_of(chair).post(ADDRESS, typed)

    stored = Outcome.objects.get()
    assert stored.baseline_risks == [RISKS[0], {"label": "old", "risk": 0.4}]
    assert stored.thresholds == {"target": "small", "small": 10, "moderate": 30, "large": 60.5}


def test_test_has_prevalences_and_the_importance_of_its_results(outcome, chair, client_of):
    Outcome.objects.update(
        type="diagnostic", baseline_risks=[], prevalence=[0.1], thresholds={}, importance=None
    )

    client_of(chair).post(
        ADDRESS, {"prevalence": "0.1\n0.25", "importance_fn": "9", "importance_tn": "2"}
    )

    stored = Outcome.objects.get()
    assert stored.prevalence == [0.1, 0.25]
    assert (stored.importance_of, stored.rated_importance) == ({"fn": 9, "tn": 2}, 9)


def test_every_line_that_is_no_number_is_named_and_kept(outcome, chair, client_of):
    Outcome.objects.update(type="diagnostic", prevalence=[0.1])

    answer = client_of(chair).post(ADDRESS, {"prevalence": "0.1\nhalf\nmany", "small": "ten"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“half” is no number." in page
    assert "“many” is no number." in page
    assert "Small from: " in page
    assert "half\nmany" in page
    assert Outcome.objects.get().prevalence == [0.1]


def test_everything_the_action_refuses_is_told_at_once(outcome, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS, {"target": "large", "small": "9", "moderate": "8", "label_0": "typical"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The sizes rise from small to moderate to large." in page
    assert "Say which size counts as large: it is the target." in page
    assert "Baseline risk 1 needs a risk from 0 to 1." in page


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 200), ("methodologist", 200), ("member", 403), ("stranger", 404)]
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
