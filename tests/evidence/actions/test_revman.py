"""Taking over a review from RevMan: all of the chosen outcomes, or nothing."""

import pytest

from accounts.blockers import Blocked
from evidence.actions.revman import blockers_to_import, import_revman
from evidence.imports.revman.plan import plan_from, plan_of
from evidence.models import Body, Study, StudyResult
from guideline.models import Outcome
from guideline.text import localized
from tests import factories
from tests.evidence.imports.revman.files import DATA, review_of

ALL = ("CMP-001.01", "CMP-002.02", "CMP-002.04")


@pytest.fixture
def plan():
    content = (DATA / "every_kind.rm5").read_bytes()
    return plan_of(review_of("every_kind.rm5"), file="every_kind.rm5", content=content)


def taken_over(by, question, plan, chosen=ALL, design="randomised-trial"):
    return import_revman(by=by, question=question, plan=plan, chosen=chosen, design=design)


def sentences(question, plan, chosen=ALL, design="randomised-trial"):
    return [str(each) for each in blockers_to_import(question, plan, chosen, design)]


def test_chosen_outcomes_are_added_with_studies_and_results(methodologist, question, plan):
    done = taken_over(methodologist, question, plan)

    assert (done.outcomes, done.studies, done.results) == (3, 15, 18)
    assert [(localized(each.name), each.type) for each in question.outcomes.all()] == [
        ("Failure, by age", "dichotomous"),
        ("Relapse-free survival", "generic"),
        ("Pain, no totals shown", "continuous"),
    ]
    assert Study.objects.count() == 15
    assert StudyResult.objects.filter(study__label="Trial 1 1990").count() == 3


def test_outcome_is_pooled_as_in_the_file(methodologist, question, plan):
    taken_over(methodologist, question, plan, ["CMP-001.01"])

    assert Body.objects.get().synthesis == {
        "measure": "RR",
        "method": "mh",
        "model": "random",
        "tau2": "dl",
    }


def test_outcome_of_the_same_name_takes_the_results_in(methodologist, question, plan):
    outcome = factories.make_outcome(question=question, name="failure, BY age")

    taken_over(methodologist, question, plan, ["CMP-001.01"])

    assert outcome.bodies.get().results.count() == 15
    assert Outcome.objects.count() == 1


def test_study_of_the_same_label_is_that_study(methodologist, question, plan):
    study = factories.make_study(question=question, label="trial 1 1990", design="cohort")

    done = taken_over(methodologist, question, plan, ["CMP-002.04"])

    assert (done.studies, StudyResult.objects.get().study) == (0, study)


def test_swapped_events_are_said_to_be(methodologist, question, plan):
    taken_over(methodologist, question, plan, ["CMP-001.03"])

    notes = {localized(result.note) for result in StudyResult.objects.all()}
    assert notes == {"Events and non-events are swapped, as in RevMan."}


def test_taking_over_is_told(methodologist, question, plan, told):
    taken_over(methodologist, question, plan)

    assert told() == [
        (
            "revman-imported",
            "methodologist took over 18 results on 3 outcomes, with 15 new studies, for question q1 "
            "from the RevMan file “every_kind.rm5”.",
        )
    ]


def test_the_program_itself_may_take_over(question, plan, told):
    taken_over(None, question, plan, ["CMP-002.04"])

    assert told()[0][1].startswith("Plenary took over 1 results")


def test_taking_over_again_is_refused_and_changes_nothing(methodologist, question, plan):
    taken_over(methodologist, question, plan, ["CMP-002.02"])

    with pytest.raises(Blocked) as refused:
        taken_over(methodologist, question, plan)

    assert [str(each) for each in refused.value.blockers] == [
        "Relapse-free survival: Trial 1 1990 has a result already, or stands twice in this group.",
        "Relapse-free survival: Trial 2 1991 has a result already, or stands twice in this group.",
    ]
    assert StudyResult.objects.count() == 2


def test_nothing_chosen_and_no_design_are_told_together(question, plan):
    assert sentences(question, plan, [], "") == [
        "Choose at least one outcome.",
        "Choose the design of the studies.",
    ]


def test_outcome_that_the_file_lacks_is_told(question, plan):
    assert sentences(question, plan, ["CMP-001.01", "CMP-009.09"]) == [
        "The file has no such outcome."
    ]


def test_outcome_of_another_kind_is_told(question, plan):
    factories.make_outcome(question=question, name="Failure, by age", type="continuous")

    assert sentences(question, plan, ["CMP-001.01"]) == [
        "Failure, by age: the question has an outcome of this name with another kind of data."
    ]


def test_outcome_without_rows_is_told(question):
    review = review_of("diagnostic.rm5")
    plan = plan_of(review, file="x", content=b"")
    emptied = plan.as_data()
    emptied["outcomes"][0]["rows"] = []
    assert sentences(question, plan_from(emptied), ["TST-01"]) == [
        "CT: it has no rows that can be kept."
    ]


def test_diagnostic_rows_are_taken_over(methodologist, question):
    plan = plan_of(review_of("diagnostic.rm5"), file="x", content=b"")

    taken_over(methodologist, question, plan, ["TST-01", "TST-02"], "cross-sectional")

    rows = StudyResult.objects.order_by("body__outcome__position", "position")
    assert [(row.study.label, row.tp, row.fp, row.fn, row.tn) for row in rows] == [
        ("Reader 1 2010", 10, 2, 3, 40),
        ("Reader 2 2010", 20, 4, 0, 38),
        ("Reader 1 2010", 12, 1, 1, 41),
    ]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_may_take_over(role, may, request, question, plan, permitted):
    user = request.getfixturevalue(role)

    assert permitted(lambda: taken_over(user, question, plan)) == may
    assert StudyResult.objects.exists() == may
