"""Loaders: an address that does not fit together finds nothing."""

import pytest
from django.http import Http404

from guideline.queries import (
    conflict_by_pk,
    editions_followed,
    guideline_by_slug,
    member_by_ref,
    next_position,
    outcome_by_ref,
    question_by_ref,
)
from tests import factories

pytestmark = pytest.mark.django_db


def test_loaders_find_what_the_address_names(guideline, question, member):
    outcome = factories.make_outcome(question=question, ref="death")
    conflict = factories.make_conflict(member=member.places.get())

    assert guideline_by_slug("livers") == guideline
    assert question_by_ref("livers", "q1") == question
    assert outcome_by_ref("livers", "q1", "death") == outcome
    assert member_by_ref("livers", "member") == member.places.get()
    assert conflict_by_pk("livers", conflict.pk) == conflict


@pytest.mark.parametrize(
    "load",
    [
        lambda other: guideline_by_slug("lungs"),
        lambda other: question_by_ref("livers", other.question.ref),
        lambda other: outcome_by_ref("livers", "q1", other.ref),
        lambda other: member_by_ref("livers", "nobody"),
        lambda other: conflict_by_pk("livers", factories.make_conflict().pk),
    ],
)
def test_loaders_find_nothing_that_belongs_elsewhere(question, load):
    other = factories.make_outcome(question=factories.make_question(ref="q9"))

    with pytest.raises(Http404):
        load(other)


def test_next_position_follows_the_last(guideline):
    assert next_position(guideline.topics.all()) == 0

    factories.make_topic(guideline=guideline, position=4)

    assert next_position(guideline.topics.all()) == 5


def test_editions_followed_count_no_rating_of_a_single_rater(guideline, question):
    outcome = factories.make_outcome(question=question)
    body = factories.make_body(outcome=outcome)
    factories.make_rating(body=body, edition="classic")
    rater = factories.make_member(guideline=guideline, role="methodologist")
    factories.make_rating(body=body, edition="classic", rater=rater)

    assert editions_followed(guideline) == [("classic", 1)]
