"""Studies: added, and judged for their risk of bias."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.studies import add_study, judge_risk_of_bias
from evidence.models import Study
from tests import factories


@pytest.fixture
def study(question):
    return factories.make_study(question=question, ref="s1", label="Author 2001")


def test_added_study_is_named_after_its_label(question, methodologist, told):
    study = add_study(
        by=methodologist, question=question, label=" Author 2001 ", design="cohort", year=2001
    )

    assert (study.ref, study.label, study.year) == ("author-2001", "Author 2001", 2001)
    assert told() == [("study-added", "methodologist added the study Author 2001 to question q1.")]


def test_everything_wrong_with_a_study_is_told_at_once(question, methodologist):
    with pytest.raises(Blocked) as refusal:
        add_study(by=methodologist, question=question, label=" ", design="guess")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Give the study a label, such as its first author and year.",
        "Choose the design of the study.",
    ]
    assert Study.objects.count() == 0


def test_label_that_another_study_has_is_refused(study, methodologist):
    with pytest.raises(Blocked) as refusal:
        add_study(by=methodologist, question=study.question, label="AUTHOR 2001", design="cohort")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "There is already a study “AUTHOR 2001” under this question."
    ]


def test_judgement_on_risk_of_bias_tells_before_and_after(study, methodologist, told):
    judge_risk_of_bias(
        by=methodologist, study=study, judged={"tool": "rob-2", "overall": "some-concerns"}
    )

    study.refresh_from_db()
    assert study.risk_of_bias == {"tool": "rob-2", "overall": "some-concerns"}
    assert told() == [
        (
            "risk-of-bias-judged",
            "methodologist judged the risk of bias of Author 2001 (question q1) with rob-2.",
        )
    ]
    assert Event.objects.get().facts["changes"] == {
        "risk_of_bias": [None, {"tool": "rob-2", "overall": "some-concerns"}]
    }


def test_everything_a_tool_asks_for_is_told_at_once(study, methodologist):
    with pytest.raises(Blocked) as refusal:
        judge_risk_of_bias(
            by=methodologist,
            study=study,
            judged={
                "tool": "quadas-2",
                "selection": "low",
                "index_test": "moderate",
                "reference": "low",
                "applicability": {"selection": "low", "reference": "low"},
            },
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "quadas-2 asks for a judgement on flow.",
        "quadas-2 asks for a judgement on applicability: index test.",
        "quadas-2 does not know this judgement on index test.",
    ]
    study.refresh_from_db()
    assert study.risk_of_bias is None


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_enters_and_judges_studies(request, permitted, question, study, role, allowed):
    user = request.getfixturevalue(role)
    judged = {"tool": "rob-2", "overall": "low"}

    for act in (
        lambda: add_study(by=user, question=question, label="New 2002", design="cohort"),
        lambda: judge_risk_of_bias(by=user, study=study, judged=judged),
    ):
        assert permitted(act) is allowed


def test_database_knows_only_the_designs(question):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_study(question=question, design="guess")


def test_database_keeps_ids_apart_within_a_question(study):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_study(question=study.question, ref="s1")
