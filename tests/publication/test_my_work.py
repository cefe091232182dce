"""What waits for one person, by verb, soonest deadline first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guideline.actions.importance_surveys import (
    answer_survey,
    close_survey,
    decide_importance,
    open_survey,
)
from publication.my_work import my_work, next_due
from tests import factories
from tests.evidence.two_raters import FIRST, SECOND, rate, reconcile, two_raters
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import open_round


def verbs(user) -> list[str]:
    return [task.verb for task in my_work(user)]


@pytest.fixture
def declared(guideline):
    """Says for a person that there is nothing to declare, so that other work stands alone."""

    def declare(user):
        factories.make_conflict(member=user.places.get(), action="none")
        return user

    return declare


def test_person_with_a_place_declares_interests_first(member):
    assert verbs(member) == ["Declare"]


def test_observer_has_nothing_to_declare(observer):
    assert verbs(observer) == []


def test_open_round_waits_for_a_vote_until_it_is_cast(question, chair, member, declared):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    declared(member)
    assert verbs(member) == ["Vote"]

    cast_vote(by=member, round=held, choice="weak-for")

    assert verbs(member) == []


def test_secret_vote_once_cast_waits_no_longer(question, chair, member, declared):
    held = open_round(
        by=chair,
        recommendation=factories.make_recommendation(question=question),
        secrecy="secret",
    )
    declared(member)
    held.voters.filter(member__user=member).update(has_voted=True)

    assert verbs(member) == []


def test_revoked_voter_is_not_asked_to_vote(question, chair, member, declared):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    declared(member)

    voter = held.voters.get(member__user=member)
    revoke_voter(by=chair, voter=voter, reason="Declared shares in the maker.")

    assert verbs(member) == []


def test_methodologist_does_not_vote_and_rates_what_is_critical(
    question, chair, member, methodologist, declared
):
    open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    factories.make_outcome(question=question, ref="deaths", importance=9)
    factories.make_outcome(question=question, ref="itch", importance=3)
    declared(methodologist)

    tasks = my_work(methodologist)

    assert [task.href for task in tasks] == [
        "/guidelines/livers/questions/q1/outcomes/deaths/certainty/"
    ]


def test_rated_outcome_waits_no_longer(question, methodologist, declared):
    outcome = factories.make_outcome(question=question)
    declared(methodologist)
    assert verbs(methodologist) == ["Rate"]

    factories.make_rating(body=factories.make_body(outcome=outcome))

    assert verbs(methodologist) == []


def test_chair_decides_what_others_declared(guideline, chair, member, declared):
    declared(chair)
    place = member.places.get()
    for _ in range(2):
        factories.make_conflict(member=place, action="not-reported", declared_at=timezone.now())

    tasks = my_work(chair)

    assert [(task.verb, task.about) for task in tasks] == [
        ("Decide", "2 declared interests are undecided")
    ]


def test_imported_interest_without_a_reported_action_waits_for_nobody(chair, member, declared):
    declared(chair)
    factories.make_conflict(member=member.places.get(), action="not-reported", declared_at=None)

    assert verbs(chair) == []


def test_lapsed_signature_waits_to_be_signed_again(question, methodologist, declared):
    declared(methodologist)
    factories.make_signature(question=question, by=methodologist, evidence_hash="0" * 64)

    assert verbs(methodologist) == ["Sign"]


def test_comments_wait_for_an_answer_once_the_hearing_is_over(guideline, chair, declared):
    declared(chair)
    hearing = factories.make_hearing(
        guideline=guideline, closes_at=timezone.now() - timedelta(days=1)
    )
    factories.make_comment(hearing=hearing)
    factories.make_answer(comment=factories.make_comment(hearing=hearing))

    assert [(task.verb, task.about) for task in my_work(chair)] == [("Answer", "1 comment")]


def test_comments_of_a_running_hearing_wait_for_nobody(guideline, chair, declared):
    declared(chair)
    hearing = factories.make_hearing(
        guideline=guideline, closes_at=timezone.now() + timedelta(days=1)
    )
    factories.make_comment(hearing=hearing)

    assert verbs(chair) == []


def test_soonest_deadline_comes_first_and_work_without_one_last(guideline, chair, member):
    dues = [timezone.now() + timedelta(days=days) for days in (5, 2)]
    for number, due in enumerate(dues):
        question = factories.make_question(guideline=guideline, ref=f"d{number}")
        recommendation = factories.make_recommendation(question=question)
        open_round(by=chair, recommendation=recommendation, closes_at=due)

    assert [task.due for task in my_work(member)] == [dues[1], dues[0], None]


def test_next_due_is_the_first_end_in_ones_own_guidelines(guideline, chair, commentator):
    soon, sooner = (timezone.now() + timedelta(days=days) for days in (4, 1))
    factories.make_hearing(guideline=guideline, closes_at=soon)
    factories.make_hearing(closes_at=sooner)

    assert next_due(commentator).closes_at == soon


def test_next_due_is_none_when_nothing_runs(commentator):
    assert next_due(commentator) is None


# --- Two raters ----------------------------------------------------------------------------------


@pytest.fixture
def raters(guideline, declared):
    first, second = two_raters(guideline)
    return declared(first), declared(second)


def about(user) -> list[tuple[str, str]]:
    return [(task.verb, task.about) for task in my_work(user)]


def test_two_raters_are_each_asked_and_told_who_waits(question, guideline, raters):
    outcome = factories.make_outcome(question=question, ref="deaths", name="Deaths")
    first, second = raters
    asked = [("Rate", "Certainty of the evidence on: Deaths")]
    assert (about(first), about(second)) == (asked, asked)

    rate(first, outcome, FIRST)
    assert about(first) == []
    assert about(second) == [
        ("Rate", "Certainty of the evidence on: Deaths (first has rated and waits for you)")
    ]

    rate(second, outcome, SECOND)
    assert about(first) == [("Reconcile", "Your rating and that of second on: Deaths")]
    assert about(second) == [("Reconcile", "Your rating and that of first on: Deaths")]

    reconcile(first, outcome)
    assert (about(first), about(second)) == ([], [])

    rate(second, outcome, FIRST)
    assert about(second) == []
    assert about(first) == [
        ("Rate", "Certainty of the evidence on: Deaths (second has rated and waits for you)")
    ]


def test_third_methodologist_is_not_asked_where_two_have_rated(
    question, raters, methodologist, declared
):
    outcome = factories.make_outcome(question=question)
    declared(methodologist)
    for rater in raters:
        rate(rater, outcome, FIRST)

    assert verbs(methodologist) == []


def test_work_of_two_raters_takes_as_many_queries_for_one_outcome_as_for_three(question, raters):
    counts = set()
    for _ in range(3):
        outcome = factories.make_outcome(question=question)
        rate(raters[0], outcome, FIRST)
        with CaptureQueriesContext(connection) as queries:
            my_work(raters[1])
        counts.add(len(queries))

    assert len(counts) == 1


# --- Importance of outcomes ----------------------------------------------------------------------


@pytest.fixture
def survey(question, chair, member, declared):
    factories.make_outcome(question=question, ref="death", importance=5)
    declared(chair)
    declared(member)
    return open_survey(by=chair, question=question, phase="before")


def test_open_survey_waits_for_those_who_vote_until_they_begin(survey, member, chair):
    (task,) = my_work(member)
    assert (task.verb, task.href, task.minutes) == (
        "Rate the importance",
        "/guidelines/livers/questions/q1/importance/answer/",
        5,
    )

    answer_survey(by=member, survey=survey, scores={("death", ""): 8})

    assert (verbs(member), verbs(chair)) == ([], ["Rate the importance"])


@pytest.mark.parametrize("action", ["discuss-only", "leave-room"])
def test_survey_does_not_wait_for_whoever_lost_the_vote(action, survey, question, member):
    factories.make_conflict(member=member.places.get(), question=question, action=action)

    assert verbs(member) == []


def test_median_between_two_classes_waits_for_the_chair(survey, member, chair):
    answer_survey(by=member, survey=survey, scores={("death", ""): 6})
    answer_survey(by=chair, survey=survey, scores={("death", ""): 7})
    close_survey(by=chair, survey=survey)
    (task,) = my_work(chair)
    assert (task.verb, task.about) == ("Decide", "The importance of: Survival")
    assert verbs(member) == []

    decide_importance(
        by=chair,
        survey=survey,
        outcome=survey.question.outcomes.get(),
        importance_class="important",
        because="It decides nothing alone.",
    )

    assert verbs(chair) == []


def test_outcome_that_a_survey_made_critical_waits_to_be_rated(question, methodologist, declared):
    declared(methodologist)
    outcome = factories.make_outcome(question=question, importance=3)
    other = factories.make_outcome(question=question, importance=9)
    assert len(my_work(methodologist)) == 1

    factories.survey_with(question, {outcome: [8], other: [2]})

    assert [task.href for task in my_work(methodologist)] == [
        f"/guidelines/livers/questions/q1/outcomes/{outcome.ref}/certainty/"
    ]


def test_outcome_that_a_single_rater_left_is_still_to_rate(guideline, question, methodologist):
    outcome = factories.make_outcome(question=question, name="Death", importance=9)
    rater = factories.make_member(guideline=guideline, role="methodologist")
    factories.make_rating(body=factories.make_body(outcome=outcome), rater=rater)

    assert [task.about for task in my_work(methodologist) if task.verb == "Rate"] == [
        "Certainty of the evidence on: Death"
    ]
