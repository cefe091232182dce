"""Loaders and reads of evidence: what belongs elsewhere is not found."""

import pytest
from django.http import Http404

from evidence.queries import (
    primary_body,
    rating_to_show,
    record_by_ref,
    result_by_pk,
    study_by_ref,
    waiting_records,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death")


def test_loaders_find_what_the_address_names(question, outcome):
    record = factories.make_record(question=question, ref="r1")
    study = factories.make_study(question=question, ref="s1")
    result = factories.make_result(body=factories.make_body(outcome=outcome), study=study)

    assert record_by_ref("livers", "q1", "r1") == record
    assert study_by_ref("livers", "q1", "s1") == study
    assert result_by_pk("livers", "q1", "death", result.pk) == result


@pytest.mark.parametrize(
    "load",
    [
        lambda: record_by_ref("livers", "q1", factories.make_record().ref),
        lambda: study_by_ref("livers", "q1", factories.make_study().ref),
        lambda: result_by_pk("livers", "q1", "death", factories.make_result().pk),
    ],
)
def test_loaders_find_nothing_that_belongs_elsewhere(outcome, load):
    with pytest.raises(Http404):
        load()


def test_one_body_alone_is_primary_and_of_several_the_one_that_says_so(outcome):
    assert primary_body(outcome) is None

    alone = factories.make_body(outcome=outcome, ref="a", primary=False)
    assert primary_body(outcome) == alone

    named = factories.make_body(outcome=outcome, ref="b", position=1)
    assert primary_body(outcome) == named


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, True),
        ({"title_abstract": "exclude"}, False),
        ({"title_abstract": "include"}, True),
        ({"title_abstract": "include", "full_text": "exclude"}, False),
        ({"title_abstract": "include", "full_text": "include"}, True),
    ],
)
def test_records_wait_until_they_are_out_or_a_study(question, fields, waits):
    factories.make_record(question=question, **fields)

    assert waiting_records(question).exists() is waits


def test_record_that_is_a_study_waits_no_more(question):
    study = factories.make_study(question=question)
    factories.make_record(
        question=question, title_abstract="include", full_text="include", study=study
    )

    assert not waiting_records(question).exists()


def test_form_of_a_part_starts_from_that_part_alone(outcome):
    body = factories.make_body(outcome=outcome)
    rating = factories.make_rating(body=body, part="sensitivity")

    assert rating_to_show(outcome) == rating
    assert rating_to_show(outcome, "sensitivity") == rating
    assert rating_to_show(outcome, "specificity") is None
