"""Surveys of importance: who asks, who answers, what is told meanwhile, and what follows."""

from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.importance_surveys import (
    answer_survey,
    answers_by_place,
    close_survey,
    decide_importance,
    open_survey,
    withdraw_survey,
)
from guideline.actions.panel import replace_member
from guideline.models import ImportanceAnswer, ImportanceSurvey, Outcome
from guideline.queries import asked_for_importance
from outbox.models import Delivery
from tests import factories

ROLES = ("chair", "member", "methodologist", "commentator", "secretariat", "observer", "stranger")


@pytest.fixture
def death(question):
    return factories.make_outcome(question=question, ref="death", name="Death", importance=5)


@pytest.fixture
def accuracy(question):
    return factories.make_outcome(
        question=question, ref="accuracy", type="diagnostic", importance=None, position=1
    )


@pytest.fixture
def survey(question, death, chair, member):
    return open_survey(by=chair, question=question, phase="before")


def sentences(refusal) -> list[str]:
    return [str(blocker) for blocker in refusal.value.blockers]


# --- Opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "expected"),
    [(role, role in {"chair", "methodologist", "secretariat"}) for role in ROLES],
)
def test_who_asks_the_panel(role, expected, request, question, death, permitted):
    user = request.getfixturevalue(role)
    factories.make_member(guideline=question.guideline)

    assert permitted(lambda: open_survey(by=user, question=question, phase="before")) is expected


def test_everybody_who_votes_and_has_an_address_is_mailed_once(survey, chair, member, question):
    found = Delivery.objects.filter(key__startswith="survey-")

    assert sorted(each.payload["to"] for each in found) == [chair.email, member.email]
    assert f"/questions/{question.ref}/importance/answer/" in found[0].payload["body"]


def test_nothing_is_mailed_to_a_closed_account(question, chair, member):
    factories.make_outcome(question=question)
    member.is_active = False
    member.save()

    open_survey(by=chair, question=question, phase="before")

    found = Delivery.objects.filter(key__startswith="survey-")
    assert [each.payload["to"] for each in found] == [chair.email]


def test_asked_are_those_who_vote_on_the_question(question, chair, member, methodologist):
    discusses = factories.make_member(guideline=question.guideline)
    factories.make_conflict(member=discusses, action="discuss-only")
    leaves = factories.make_member(guideline=question.guideline)
    factories.make_conflict(member=leaves, question=question, action="leave-room")
    elsewhere = factories.make_question(guideline=question.guideline)
    stays = factories.make_member(guideline=question.guideline, ref="stays")
    factories.make_conflict(member=stays, question=elsewhere, action="leave-room")

    asked = {place.ref for place in asked_for_importance(question)}

    assert asked == {"chair", "member", "stays"}


def test_opening_names_everything_that_stands_in_the_way(question, secretariat):
    with pytest.raises(Blocked) as refusal:
        open_survey(by=secretariat, question=question, phase="sometime")

    assert sentences(refusal) == [
        "The question has no outcomes yet. Add them first.",
        "Nobody on the panel may answer. Give somebody a vote first.",
        "Say whether the evidence is known already.",
    ]


def test_one_survey_runs_at_a_time(survey, chair, question):
    with pytest.raises(Blocked) as refusal:
        open_survey(by=chair, question=question, phase="after")

    assert sentences(refusal) == ["A survey on these outcomes is open. Close it first."]
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_importance_survey(question=question)


# --- Answering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "expected"), [(role, role in {"chair", "member"}) for role in ROLES]
)
def test_who_answers(role, expected, request, survey, permitted):
    user = request.getfixturevalue(role)

    assert (
        permitted(lambda: answer_survey(by=user, survey=survey, scores={("death", ""): 9}))
        is expected
    )


@pytest.mark.parametrize("action", ["leave-room", "discuss-only"])
def test_who_lost_the_vote_on_the_question_does_not_answer(action, survey, member, question):
    factories.make_conflict(member=member.places.get(), question=question, action=action)

    with pytest.raises(PermissionDenied):
        answer_survey(by=member, survey=survey, scores={("death", ""): 9})


def test_answers_can_be_changed_and_each_change_is_told_without_the_score(survey, member, told):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    answer_survey(by=member, survey=survey, scores={("death", ""): 3})

    assert [answer.score for answer in ImportanceAnswer.objects.all()] == [3]
    assert [sentence for verb, sentence in told() if verb.startswith("importance-")] == [
        "member rated the importance of the outcomes of question q1 (survey 1).",
        "member changed their rating of the importance of the outcomes of question q1 (survey 1).",
    ]
    facts = [event.facts for event in Event.objects.filter(verb__startswith="importance-")]
    assert facts == [{"question": "q1", "survey": 1, "phase": "before"}] * 2


def test_a_test_is_scored_in_its_four_results(accuracy, survey, member):
    scores = {("accuracy", "tp"): 8, ("accuracy", "fn"): 9, ("accuracy", "tn"): 2}

    assert answer_survey(by=member, survey=survey, scores=scores) == 3
    assert answers_by_place(survey) == {"member": {"accuracy": {"tp": 8, "fn": 9, "tn": 2}}}


def test_every_wrong_answer_is_named_and_nothing_saved(accuracy, survey, member):
    scores = {
        ("death", ""): 10,
        ("death", "tp"): 5,
        ("accuracy", ""): 5,
        ("accuracy", "tp"): 8,
        ("gone", ""): 5,
    }

    with pytest.raises(Blocked) as refusal:
        answer_survey(by=member, survey=survey, scores=scores)

    assert sentences(refusal) == [
        "Rate “Death” from 1 to 9.",
        "“Death” is not rated in this way; reload the page.",
        "“Survival” is not rated in this way; reload the page.",
        "The question has no outcome “gone”.",
    ]
    assert ImportanceAnswer.objects.count() == 0


def test_closed_survey_takes_no_answer(survey, member):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    ImportanceSurvey.objects.update(status="closed")

    with pytest.raises(Blocked) as refusal:
        answer_survey(by=member, survey=survey, scores={("death", ""): 9})

    assert sentences(refusal) == ["The survey is closed; nothing was saved."]
    assert ImportanceAnswer.objects.get().score == 8


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
def test_an_answer_during_the_close_is_counted_or_refused(survey, member, chair):
    answer_survey(by=chair, survey=survey, scores={("death", ""): 1})
    ended: list[str] = []

    def late() -> None:
        try:
            answer_survey(by=member, survey=survey, scores={("death", ""): 9})
        except Blocked:
            ended.append("refused")
        finally:
            connection.close()

    with transaction.atomic():
        close_survey(by=chair, survey=survey)
        thread = Thread(target=late)
        thread.start()
        thread.join(0.5)
    thread.join()

    assert ended == ["refused"]
    assert ImportanceAnswer.objects.count() == 1


def test_who_takes_over_a_place_does_not_find_the_answers_of_another(survey, member, chair):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})

    replace_member(by=chair, member=member.places.get(), name="A successor", reason="Retired.")

    assert ImportanceAnswer.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"score": 0}, {"score": 10}, {"item": "xx"}], ids=["0", "10", "no such part"]
)
def test_database_takes_no_other_score(wrong, survey, death):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_importance_answer(survey=survey, outcome=death, **wrong)


# --- Closing and withdrawing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "expected"),
    [(role, role in {"chair", "methodologist", "secretariat"}) for role in ROLES],
)
def test_who_closes(role, expected, request, survey, member, permitted):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    user = request.getfixturevalue(role)

    assert permitted(lambda: close_survey(by=user, survey=survey)) is expected


def test_close_sets_the_importance_and_tells_who_gave_what(survey, death, member, chair):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})
    assert Outcome.objects.get().rated_importance == 5

    close_survey(by=chair, survey=survey)

    event = Event.objects.get(verb="survey-closed")
    assert Outcome.objects.get().rated_importance == 8
    assert event.facts["answers"] == {"member": {"death": 8}}
    assert (survey.question.importance_surveys.get().closed_by, event.facts["places"]) == (chair, 1)


def test_who_lost_the_vote_after_answering_is_not_counted(survey, member, chair, question):
    answer_survey(by=member, survey=survey, scores={("death", ""): 9})
    answer_survey(by=chair, survey=survey, scores={("death", ""): 2})
    factories.make_conflict(member=member.places.get(), question=question, action="discuss-only")

    close_survey(by=chair, survey=survey)

    assert answers_by_place(survey) == {"chair": {"death": 2}}


def test_survey_without_answers_is_withdrawn_not_closed(survey, chair):
    with pytest.raises(Blocked) as refusal:
        close_survey(by=chair, survey=survey)
    assert sentences(refusal) == ["Nobody has answered yet. Withdraw the survey instead."]

    withdraw_survey(by=chair, survey=survey)

    assert ImportanceSurvey.objects.count() == 0


def test_survey_with_answers_is_closed_not_withdrawn(survey, member, chair):
    answer_survey(by=member, survey=survey, scores={("death", ""): 8})

    with pytest.raises(Blocked) as refusal:
        withdraw_survey(by=chair, survey=survey)

    assert sentences(refusal) == ["Somebody has answered already. Close the survey instead."]


# --- Deciding between two classes ----------------------------------------------------------------


@pytest.fixture
def divided(survey, death, chair, member):
    """A closed survey with a median of exactly 6.5."""
    answer_survey(by=member, survey=survey, scores={("death", ""): 6})
    answer_survey(by=chair, survey=survey, scores={("death", ""): 7})
    return close_survey(by=chair, survey=survey)


@pytest.mark.parametrize(("role", "expected"), [(role, role == "chair") for role in ROLES])
def test_who_decides(role, expected, request, divided, death, permitted):
    user = request.getfixturevalue(role)

    def decide():
        decide_importance(
            by=user, survey=divided, outcome=death, importance_class="critical", because="Why."
        )

    assert permitted(decide) is expected


def test_median_between_two_classes_is_critical_once_decided(divided, death, chair, told):
    assert (Outcome.objects.get().importance_class, Outcome.objects.get().is_critical) == (
        None,
        False,
    )

    decide_importance(
        by=chair, survey=divided, outcome=death, importance_class="critical", because="Fatal."
    )

    assert (Outcome.objects.get().rated_importance, Outcome.objects.get().is_critical) == (
        6.5,
        True,
    )
    assert told()[-1][1] == (
        "chair decided in survey 1 of question q1 that “Death” is critical. Reason: Fatal."
    )


def test_a_decision_needs_a_class_of_the_two_and_a_reason(divided, death, chair):
    with pytest.raises(Blocked) as refusal:
        decide_importance(
            by=chair, survey=divided, outcome=death, importance_class="limited", because=" "
        )

    assert sentences(refusal) == ["Choose between “critical” and “important”.", "Say why."]


def test_nothing_is_decided_where_the_median_lies_in_a_class(survey, death, member, chair):
    answer_survey(by=member, survey=survey, scores={("death", ""): 7})
    close_survey(by=chair, survey=survey)

    with pytest.raises(Blocked) as refusal:
        decide_importance(
            by=chair, survey=survey, outcome=death, importance_class="important", because="No."
        )

    assert sentences(refusal) == [
        "The median of “Death” lies in one class; there is nothing to decide."
    ]
