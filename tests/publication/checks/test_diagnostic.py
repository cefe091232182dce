"""Rules on test accuracy: each fires at its limit and is silent beside it."""

import pytest

from tests.publication.checks.sound import found, outcome, question, rating, sound

pytestmark = pytest.mark.django_db
SAID = {"down": 0, "because": "The panel knows these patients."}
PARTS = ("sensitivity", "specificity")


def _rated(**judged):
    data = sound()
    design = judged.pop("design", "cross-sectional")
    question(data, 1)["etd"]["certainty_of_effects"] = {"judgement": "varies"}
    question(data, 1)["recommendations"][0]["justification"] = "It finds more."
    outcome(data, of=1)["certainty"] = {part: rating(design, **judged) for part in PARTS}
    return data


@pytest.mark.parametrize(
    ("doubtful", "judged", "is_found"),
    [
        (0, {}, False),
        (1, {}, False),
        (2, {}, True),
        (2, {"indirectness": 1}, False),
        (2, {"indirectness": SAID}, False),
    ],
)
def test_doubtful_applicability_of_most_studies_lowers(doubtful, judged, is_found):
    data = _rated(**judged)
    for study in question(data, 1)["studies"][:doubtful]:
        study["risk_of_bias"] = study["risk_of_bias"] | {
            "applicability": {"selection": "high", "index_test": "low", "reference": "low"}
        }

    expected = [("applicability-not-lowered", f"q2/accuracy/{part}") for part in PARTS]
    assert found(data) == (expected if is_found else [])


@pytest.mark.parametrize(
    ("judged", "is_found"),
    [
        ({"design": "case-control"}, True),
        ({"design": "case-control", "risk_of_bias": 1}, False),
        ({"design": "case-control", "risk_of_bias": SAID}, False),
        ({"design": "cohort"}, False),
    ],
)
def test_two_gate_studies_are_lowered_for_bias(judged, is_found):
    expected = [("two-gate-not-lowered", f"q2/accuracy/{part}") for part in PARTS]

    assert found(_rated(**judged)) == (expected if is_found else [])
