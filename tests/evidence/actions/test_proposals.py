"""Setting how proposals are made, and an outcome's information size: checked, recorded, told."""

import pytest

from accounts.blockers import Blocked
from evidence.actions.proposals import set_information_size, set_proposals
from evidence.fingerprint import evidence_hash
from tests import factories


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_only_what_differs_from_the_defaults_is_kept(guideline, methodologist, told):
    set_proposals(
        by=methodologist, guideline=guideline, values={"few_events": 300, "dominating": 60}
    )

    guideline.refresh_from_db()
    assert guideline.proposal_settings == {"dominating": 60}
    assert told() == [("proposals-set", "methodologist set how proposals are made: dominating.")]


def test_same_settings_again_leave_no_event(guideline, methodologist, told):
    for _again in range(2):
        set_proposals(by=methodologist, guideline=guideline, values={"dominating": 60})

    assert len(told()) == 1


def test_setting_out_of_its_limits_is_refused_and_nothing_changes(guideline, methodologist, told):
    with pytest.raises(Blocked) as refusal:
        set_proposals(by=methodologist, guideline=guideline, values={"dominating": 101, "luck": 1})

    assert len(refusal.value.blockers) == 2
    guideline.refresh_from_db()
    assert (guideline.proposal_settings, told()) == ({}, [])


def test_information_size_is_kept_and_told(outcome, methodologist, told):
    set_information_size(
        by=methodologist, outcome=outcome, values={"control_risk": 0.1, "alpha": None}
    )

    outcome.refresh_from_db()
    assert outcome.information_size == {"control_risk": 0.1}
    assert told() == [
        (
            "information-size-set",
            "methodologist set the inputs of the information size for “Death” of question q1: "
            "control risk.",
        )
    ]


def test_information_size_is_part_of_what_is_signed(outcome, question, methodologist):
    before = evidence_hash(question)

    set_information_size(by=methodologist, outcome=outcome, values={"control_risk": 0.1})
    changed = evidence_hash(question)
    set_information_size(by=methodologist, outcome=outcome, values={})

    assert changed != before
    assert evidence_hash(question) == before


@pytest.mark.parametrize(
    ("role", "settings", "size"),
    [
        ("chair", True, False),
        ("secretariat", True, False),
        ("methodologist", True, True),
        ("member", False, False),
        ("observer", False, False),
        ("stranger", False, False),
    ],
)
def test_who_may_set_what(request, guideline, outcome, role, settings, size, permitted):
    user = request.getfixturevalue(role)

    assert permitted(lambda: set_proposals(by=user, guideline=guideline, values={})) is settings
    assert permitted(lambda: set_information_size(by=user, outcome=outcome, values={})) is size
