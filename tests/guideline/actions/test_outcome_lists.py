"""Lists of outcomes: copied without evidence, put in order, shortened."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.outcome_lists import copy_outcomes, delete_outcome, move_outcome
from guideline.models import Outcome
from tests import factories

SAID = {
    "name": {"en": "Death", "ja": "死亡"},
    "description": "Of any cause",
    "importance": 8,
    "importance_basis": "reported",
    "type": "dichotomous",
    "favours": "lower",
    "unit": "patient",
    "thresholds": {"small": 10},
}


@pytest.fixture
def source(guideline):
    return factories.make_question(guideline=guideline, ref="q2")


@pytest.fixture
def death(source):
    return factories.make_outcome(
        question=source, ref="death", baseline_risks=[{"risk": 0.1}], prevalence=[0.2], **SAID
    )


def sentences(refusal) -> list[str]:
    return [str(blocker) for blocker in refusal.value.blockers]


def test_copies_describe_the_same_outcomes_and_hold_no_evidence(question, source, death, chair):
    factories.make_result(body=factories.make_body(outcome=death))
    factories.make_outcome(question=question, ref="stay")

    copies = copy_outcomes(by=chair, question=question, source=source, refs=["death"])

    copy = question.outcomes.get(ref="death")
    assert [each.pk for each in copies] == [copy.pk]
    assert {field: getattr(copy, field) for field in SAID} == SAID
    assert (copy.baseline_risks, copy.prevalence, copy.bodies.count()) == ([], [], 0)
    assert [each.ref for each in question.outcomes.all()] == ["stay", "death"]


def test_copying_is_told(question, source, death, chair, told):
    copy_outcomes(by=chair, question=question, source=source, refs=["death"])

    assert told() == [
        ("outcomes-copied", "chair took over outcomes of question q2 into question q1: Death.")
    ]


def test_every_duplicate_is_named_and_nothing_copied(question, source, death, chair):
    factories.make_outcome(question=source, ref="stay", name="Stay")
    for ref, name in (("death", "Dying"), ("stay", "Days")):
        factories.make_outcome(question=question, ref=ref, name=name)

    with pytest.raises(Blocked) as refusal:
        copy_outcomes(by=chair, question=question, source=source, refs=["death", "x", "stay"])

    assert sentences(refusal) == [
        "“Dying” (death) is here already.",
        "“x” is no outcome of the other question.",
        "“Days” (stay) is here already.",
    ]
    assert question.outcomes.count() == 2


def test_outcomes_of_another_guideline_are_not_copied(question, chair):
    other = factories.make_outcome(ref="death").question

    with pytest.raises(Blocked) as refusal:
        copy_outcomes(by=chair, question=question, source=other, refs=["death"])

    assert sentences(refusal) == ["The question belongs to another guideline."]


def test_a_question_is_not_copied_into_itself_nor_nothing_at_all(question, source, chair):
    with pytest.raises(Blocked) as itself:
        copy_outcomes(by=chair, question=question, source=question, refs=["death"])
    with pytest.raises(Blocked) as nothing:
        copy_outcomes(by=chair, question=question, source=source, refs=[])

    assert sentences(itself) + sentences(nothing) == [
        "Choose another question than this one.",
        "Choose at least one outcome.",
    ]


@pytest.mark.parametrize(
    ("up", "ref", "expected"),
    [
        (True, "b", ["b", "a", "c"]),
        (False, "b", ["a", "c", "b"]),
        (True, "a", ["a", "b", "c"]),
        (False, "c", ["a", "b", "c"]),
    ],
)
def test_outcome_changes_places_with_its_neighbour(up, ref, expected, question, chair):
    # Positions that are all the same, as they may be in an old database, come in order too.
    for each in "abc":
        factories.make_outcome(question=question, ref=each)

    move_outcome(by=chair, outcome=question.outcomes.get(ref=ref), up=up)

    assert [each.ref for each in question.outcomes.order_by("position", "id")] == expected


def test_moving_is_told_with_both_places(question, chair, told):
    for each in "ab":
        factories.make_outcome(question=question, ref=each, name=each)

    move_outcome(by=chair, outcome=question.outcomes.get(ref="b"), up=True)

    assert told()[-1][1] == "chair moved the outcome “b” of question q1 from place 2 to 1."


def test_outcome_without_evidence_is_deleted_and_the_record_keeps_it(question, chair, told):
    outcome = factories.make_outcome(question=question, name="Death")
    factories.make_body(outcome=outcome)

    delete_outcome(by=chair, outcome=outcome)

    assert Outcome.objects.count() == 0
    assert told() == [("outcome-deleted", "chair deleted the outcome “Death” of question q1.")]


def _with_result(outcome):
    factories.make_result(body=factories.make_body(outcome=outcome))


def _with_rating(outcome):
    factories.make_rating(body=factories.make_body(outcome=outcome))


def _described(outcome):
    factories.make_body(outcome=outcome, narrative={"text": "No difference."})


def _named_critical(outcome):
    factories.make_recommendation(question=outcome.question).critical_outcomes.add(outcome)


def _named_sufficient(outcome):
    factories.make_recommendation(
        question=outcome.question,
        sufficient_outcome=outcome,
        sufficient_by=factories.make_member(guideline=outcome.guideline),
        sufficient_because="It carries it alone.",
    )


def _surveyed(outcome):
    factories.survey_with(outcome.question, {outcome: [8]})


@pytest.mark.parametrize(
    ("rests", "sentence"),
    [
        (_with_result, "It has results of studies."),
        (_with_rating, "The certainty of its evidence is rated."),
        (_described, "Its evidence is described."),
        (_named_critical, "A recommendation names it."),
        (_named_sufficient, "A recommendation names it."),
        (_surveyed, "The panel rated its importance in a survey."),
    ],
)
def test_outcome_on_which_something_rests_stays(rests, sentence, question, chair):
    outcome = factories.make_outcome(question=question)
    rests(outcome)

    with pytest.raises(Blocked) as refusal:
        delete_outcome(by=chair, outcome=outcome)

    assert sentences(refusal) == [sentence]
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("chair", True), ("methodologist", True), ("secretariat", True), ("member", False)],
)
def test_who_changes_the_list(role, allowed, request, question, source, death, permitted):
    user = request.getfixturevalue(role)

    def copy():
        copy_outcomes(by=user, question=question, source=source, refs=["death"])

    assert permitted(copy) is allowed
    assert permitted(lambda: move_outcome(by=user, outcome=death, up=True)) is allowed
    assert permitted(lambda: delete_outcome(by=user, outcome=death)) is allowed
