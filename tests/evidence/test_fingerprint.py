"""The hash of a question's evidence: every input moves it, nothing else does, and it costs the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.fingerprint import (
    evidence_content,
    evidence_hash,
    hash_of_loaded,
    signature_state,
    with_evidence,
)
from evidence.models import Judgement, Rating, Search, Study, StudyResult
from guideline.models import Outcome, Question
from tests import factories


@pytest.fixture
def profile(question):
    """A question with one of everything under its evidence."""
    study = factories.make_study(question=question, ref="s1")
    factories.make_search(question=question, run_on=date(2018, 8, 1))
    factories.make_flow(question=question, duplicates=3)
    factories.make_found_count(question=question)
    factories.make_record(question=question, ref="r1", study=study)
    body = factories.make_body(outcome=factories.make_outcome(question=question, ref="death"))
    factories.make_result(body=body, study=study)
    factories.make_judgement(rating=factories.make_rating(body=body))
    return question


CHANGES = {
    "wording": lambda q: Question.objects.update(text="Is it done?"),
    "population": lambda q: Question.objects.update(population="Children"),
    "search": lambda q: Search.objects.update(records=11),
    "search's day": lambda q: Search.objects.update(run_on=date(2018, 8, 2)),
    "counts": lambda q: type(q.flow).objects.update(duplicates=4),
    "found": lambda q: q.found.update(studies=4),
    "record": lambda q: q.records.update(title_abstract="exclude"),
    "record's study": lambda q: q.records.update(study=None),
    "study": lambda q: Study.objects.update(label="Another 2001"),
    "study's risk of bias": lambda q: Study.objects.update(
        risk_of_bias={"tool": "rob-2", "overall": "high"}
    ),
    "importance": lambda q: Outcome.objects.update(importance=3),
    "figure": lambda q: StudyResult.objects.update(events_1=11),
    "exclusion": lambda q: StudyResult.objects.update(excluded_because="Twice published."),
    "design": lambda q: Rating.objects.update(design="cohort"),
    "edition": lambda q: Rating.objects.update(edition="robins-i"),
    "step": lambda q: Judgement.objects.update(levels=2),
    "reason": lambda q: Judgement.objects.update(because="Not blinded."),
    "new search": lambda q: factories.make_search(question=q),
    "new study": lambda q: factories.make_study(question=q),
    "new outcome": lambda q: factories.make_outcome(question=q),
    "deleted result": lambda q: StudyResult.objects.all().delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_hash_changes_with_every_input(profile, what):
    before = evidence_hash(profile)

    CHANGES[what](profile)

    assert evidence_hash(profile) != before


UNRELATED = {
    "number": lambda q: Question.objects.update(number=7),
    "order of outcomes": lambda q: Outcome.objects.update(position=5),
    "who rated": lambda q: Rating.objects.update(by=factories.make_user()),
    "a signature": lambda q: factories.make_signature(question=q),
    "a draft": lambda q: factories.make_recommendation(question=q),
    "another question": lambda q: factories.make_outcome(
        question=factories.make_question(guideline=q.guideline)
    ),
}


@pytest.mark.parametrize("what", UNRELATED)
def test_hash_stays_with_everything_else(profile, what):
    before = evidence_hash(profile)

    UNRELATED[what](profile)

    assert evidence_hash(profile) == before


def test_hash_is_of_the_database_and_not_of_what_was_loaded_earlier(profile):
    loaded = with_evidence(Question.objects.filter(pk=profile.pk)).get()
    before = evidence_hash(loaded)

    StudyResult.objects.update(events_1=11)

    assert evidence_hash(loaded) != before
    assert hash_of_loaded(loaded) == before


def test_hash_costs_the_same_for_one_row_and_for_three(profile, django_assert_num_queries):
    with CaptureQueriesContext(
        connection,
    ) as once:
        evidence_hash(profile)
    for number in range(2, 4):
        study = factories.make_study(question=profile)
        outcome = factories.make_outcome(question=profile)
        body = factories.make_body(outcome=outcome)
        factories.make_result(body=body, study=study)
        factories.make_judgement(rating=factories.make_rating(body=body))
        factories.make_search(question=profile, position=number)
        factories.make_record(question=profile, study=study)

    with django_assert_num_queries(len(once)):
        evidence_hash(profile)


def test_question_without_evidence_has_a_hash_of_its_own(question):
    assert len(evidence_hash(question)) == 64
    assert evidence_hash(question) != evidence_hash(factories.make_question(text="Another?"))


# --- Signatures ----------------------------------------------------------------------------------


def test_evidence_that_nobody_signed_is_unsigned(profile):
    state = signature_state(profile)

    assert (state.state, state.signature, state.changed) == ("unsigned", None, ())
    assert state.evidence_hash == evidence_hash(profile)


def test_signature_holds_while_nothing_changes(profile):
    signature = factories.make_signature(question=profile, evidence_hash=evidence_hash(profile))

    state = signature_state(profile)

    assert (state.state, state.signature, state.changed) == ("holds", signature, ())


def test_last_signature_counts(profile):
    factories.make_signature(question=profile, evidence_hash="0" * 64)
    last = factories.make_signature(question=profile, evidence_hash=evidence_hash(profile))

    assert (signature_state(profile).state, signature_state(profile).signature) == ("holds", last)


# --- Importance ----------------------------------------------------------------------------------


def test_survey_that_changes_the_importance_lets_the_signature_lapse(profile):
    (outcome,) = profile.outcomes.all()
    content = evidence_content(profile)
    factories.make_signature(
        question=profile, evidence_hash=evidence_hash(profile), content=content
    )

    factories.survey_with(profile, {outcome: [4, 5]})

    state = signature_state(profile)
    assert state.state == "lapsed"
    assert [(each.before, each.after) for each in state.changed] == [(9, 4.5)]


def test_survey_that_confirms_the_importance_leaves_the_signature(profile):
    (outcome,) = profile.outcomes.all()
    factories.make_signature(question=profile, evidence_hash=evidence_hash(profile))

    factories.survey_with(profile, {outcome: [9, 9, 1]})
    running = factories.make_importance_survey(question=profile)
    factories.make_importance_answer(survey=running, outcome=outcome, score=1)

    assert signature_state(profile).state == "holds"


def test_decision_between_two_classes_moves_the_hash(profile):
    (outcome,) = profile.outcomes.all()
    survey = factories.survey_with(profile, {outcome: [6, 7]})
    before = evidence_hash(profile)

    factories.make_importance_decision(survey=survey, outcome=outcome)

    assert evidence_hash(profile) != before


def test_importance_of_one_result_of_a_test_moves_the_hash(profile):
    Outcome.objects.update(type="diagnostic", importance=9, importance_of={"tp": 9, "tn": 2})
    before = evidence_hash(profile)

    Outcome.objects.update(importance_of={"tp": 9, "tn": 3})

    assert evidence_hash(profile) != before
