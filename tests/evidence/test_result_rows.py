"""Results as rows of a table."""

import pytest

from evidence.profile import BodyChain
from evidence.result_rows import Estimate, result_rows
from tests import factories


@pytest.fixture
def body(question):
    return factories.make_body(outcome=factories.make_outcome(question=question))


def rows(body):
    return result_rows(BodyChain(body, body.outcome))


def test_weights_of_what_was_pooled_come_to_a_hundred(body):
    for events in (10, 12, 15):
        factories.make_result(body=body, events_1=events)

    assert sum(row.weight for row in rows(body)) == pytest.approx(100)


def test_effect_is_that_of_the_study_alone(body):
    factories.make_result(body=body)
    factories.make_result(body=body, events_1=40)

    # 10/100 against 20/100, and 40/100 against 20/100.
    assert [row.effect.value for row in rows(body)] == pytest.approx([0.5, 2])


def test_excluded_result_keeps_its_place_without_figures(body):
    factories.make_result(body=body, position=0, excluded_because="Counted twice.")
    counted = factories.make_result(body=body, position=1)

    excluded, kept = rows(body)

    assert (excluded.effect, excluded.weight) == (None, None)
    assert (kept.result, kept.weight) == (counted, pytest.approx(100))


def test_study_without_events_has_no_effect_of_its_own(body):
    factories.make_result(body=body, position=0)
    factories.make_result(body=body, position=1, events_1=0, events_2=0)

    assert rows(body)[1].effect == Estimate(None, None, None)


def test_result_in_words_is_a_row_without_figures(question):
    outcome = factories.make_outcome(question=question, type="narrative")
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)

    (row,) = rows(body)

    assert (row.effect, row.weight, row.sensitivity) == (None, None, None)
