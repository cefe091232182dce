"""Which importance of an outcome counts: entered, or of the last closed survey that scored it."""

import pytest

from guideline.queries import outcomes_of
from tests import factories


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, importance=5, importance_basis="reconstructed")


def test_entered_importance_counts_without_a_survey(outcome):
    assert (outcome.rated_importance, outcome.importance_class, outcome.rated_basis) == (
        5,
        "important",
        "reconstructed",
    )


def test_outcome_that_nobody_rated_has_no_class(question):
    outcome = factories.make_outcome(question=question, importance=None)

    assert (outcome.rated_importance, outcome.importance_class, outcome.is_critical) == (
        None,
        None,
        False,
    )


def test_last_closed_survey_counts(question, outcome):
    factories.survey_with(question, {outcome: [1, 2, 3]})
    last = factories.survey_with(question, {outcome: [7, 8]})
    running = factories.make_importance_survey(question=question)
    factories.make_importance_answer(survey=running, outcome=outcome, score=1)

    assert (outcome.rated_importance, outcome.is_critical) == (7.5, True)
    assert (outcome.importance_survey, outcome.rated_basis) == (last, "")


def test_survey_that_did_not_score_an_outcome_leaves_it_alone(question, outcome):
    other = factories.make_outcome(question=question)
    first = factories.survey_with(question, {outcome: [8], other: [8]})
    factories.survey_with(question, {other: [2]})

    assert (outcome.importance_survey, outcome.rated_importance) == (first, 8)
    assert other.rated_importance == 2


def test_test_is_as_important_as_the_highest_of_its_four_results(question):
    outcome = factories.make_outcome(question=question, type="diagnostic", importance=3)
    survey = factories.survey_with(question, {outcome: [4, 5]}, item="tn")
    factories.make_importance_answer(survey=survey, outcome=outcome, item="fn", score=8)

    assert (outcome.rated_importance, outcome.is_critical) == (8, True)
    assert {item: part.value for item, part in outcome.importance_parts.items()} == {
        "tn": 4.5,
        "fn": 8,
    }


def test_entered_parts_count_where_the_whole_is_not_entered(question):
    outcome = factories.make_outcome(
        question=question, type="diagnostic", importance=None, importance_of={"tp": 6, "fn": 7}
    )

    assert (outcome.rated_importance, outcome.is_critical) == (7, True)


def test_counts_without_names_count_as_well(question, outcome):
    factories.make_importance_survey(
        question=question,
        status="closed",
        counts=[{"outcome": outcome.ref, "scores": [0, 0, 0, 0, 0, 0, 0, 2, 1]}],
    )

    assert outcome.rated_importance == 8


def test_importance_of_many_outcomes_takes_as_many_queries_as_of_one(
    question, query_counts, django_assert_num_queries
):
    def look():
        question.refresh_from_db()
        question._prefetched_objects_cache = {}
        return [each.rated_importance for each in outcomes_of(question)]

    def more():
        outcome = factories.make_outcome(question=question)
        factories.survey_with(question, {outcome: [8, 9]})

    assert query_counts(look, more) == 1
