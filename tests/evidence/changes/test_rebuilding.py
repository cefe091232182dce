"""A content as models that were never saved: nothing lost, nothing asked of the database."""

from datetime import date

import pytest

from evidence.changes.rebuilding import question_of
from evidence.content_hash import canonical, content_hash
from evidence.fingerprint import content_of, evidence_content
from evidence.profile import outcomes_of
from guideline.models import Question
from tests import factories


@pytest.fixture
def profile(question):
    """A question with one of everything but records."""
    studies = [
        factories.make_study(question=question, ref=f"s{i}", label=f"Author 200{i}", year=2000 + i)
        for i in range(3)
    ]
    factories.make_search(question=question, run_on=date(2018, 8, 1))
    factories.make_flow(question=question, duplicates=3)
    factories.make_found_count(question=question)
    outcome = factories.make_outcome(question=question, ref="death", name={"en": "Death"})
    factories.make_outcome(question=question, ref="age", name="Age", position=1, importance=None)
    body = factories.make_body(outcome=outcome, ref="trials", synthesis={"measure": "OR"})
    other = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)
    for position, study in enumerate(studies):
        factories.make_result(body=body, study=study, position=position, events_1=10 + position)
    factories.make_result(body=other, study=studies[0], population="women")
    rating = factories.make_rating(body=body)
    factories.make_judgement(rating=rating)
    factories.make_judgement(rating=rating, domain="imprecision", levels=2)
    return question


def test_models_of_a_content_have_the_same_content(profile, django_assert_num_queries):
    content = canonical(evidence_content(profile))

    with django_assert_num_queries(0):
        made = question_of(content, profile.guideline)
        again = content_of(made)

    assert canonical(again) == content
    assert content_hash(again) == content_hash(content)


def test_what_follows_is_derived_as_from_the_database(profile, django_assert_num_queries):
    stored = outcomes_of(Question.objects.get(pk=profile.pk))
    expected = [(str(each.outcome), each.level, each.primary.pooled.natural) for each in stored[:1]]
    content = evidence_content(profile)

    with django_assert_num_queries(0):
        made = outcomes_of(question_of(content, profile.guideline, ["death"]))
        found = [(str(each.outcome), each.level, each.primary.pooled.natural) for each in made[:1]]

    assert found == expected
    assert found[0][1] == "very-low"


def test_outcomes_stand_in_the_order_asked_for(profile):
    content = evidence_content(profile)

    for order in (["death", "age"], ["age", "death"]):
        made = question_of(content, profile.guideline, order)
        assert [each.ref for each in made.outcomes.all()] == order
