"""The sizes of an outcome, edited."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.outcome_sizes import edit_sizes
from guideline.actions.outcomes import edit_outcome
from guideline.models import Outcome
from tests import factories

NOTHING = {"thresholds": {}, "baseline_risks": [], "prevalence": [], "importance_of": {}}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_edited_sizes_are_kept_and_told(outcome, methodologist, told):
    sizes = NOTHING | {"thresholds": {"small": 10}, "baseline_risks": [{"risk": 0.1}]}

    edit_sizes(by=methodologist, outcome=outcome, **sizes)

    stored = Outcome.objects.get()
    assert (stored.thresholds, stored.baseline_risks) == ({"small": 10}, [{"risk": 0.1}])
    assert told() == [
        (
            "outcome-edited",
            "methodologist edited the outcome “Death” of question q1: thresholds, baseline risks.",
        )
    ]


def test_everything_wrong_is_told_at_once(outcome, chair):
    with pytest.raises(Blocked) as refusal:
        edit_sizes(
            by=chair,
            outcome=outcome,
            thresholds={"target": "large", "small": 5, "moderate": 4},
            baseline_risks=[{"label": "typical"}],
            prevalence=[2],
            importance_of={"tp": 5},
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "The sizes rise from small to moderate to large.",
        "Say which size counts as large: it is the target.",
        "Baseline risk 1 needs a risk from 0 to 1.",
        "Prevalence 1 is no share from 0 to 1.",
        "Only a diagnostic outcome has true and false results to rate.",
    ]


def test_outcome_that_is_a_test_no_more_loses_the_importance_of_its_results(question, chair):
    test = factories.make_outcome(question=question, type="diagnostic", importance_of={"tp": 9})

    edit_outcome(by=chair, outcome=test, type="narrative")

    assert Outcome.objects.get().importance_of == {}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("secretariat", True),
        ("methodologist", True),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_edits_sizes(request, outcome, role, allowed, permitted):
    user = request.getfixturevalue(role)

    assert permitted(lambda: edit_sizes(by=user, outcome=outcome, **NOTHING)) is allowed
