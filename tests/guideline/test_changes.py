"""Changing a row: only what differs is saved, and both values are told."""

from datetime import date

import pytest

from guideline.changes import change, changes_to, named
from tests import factories

pytestmark = pytest.mark.django_db


def test_change_saves_what_differs_and_tells_both_values():
    question = factories.make_question(text="Old?", number=1)

    changes = change(question, {"text": "New?", "number": 1})

    question.refresh_from_db()
    assert changes == {"text": ["Old?", "New?"]}
    assert question.text == "New?"


def test_change_of_nothing_is_empty():
    question = factories.make_question(text="Same?")

    assert change(question, {"text": "Same?"}) == {}


def test_changes_name_rows_by_their_id_and_days_as_written():
    topic = factories.make_topic(ref="surgery")
    question = factories.make_question(guideline=topic.guideline)
    search = factories.make_search(question=question)

    assert changes_to(question, {"topic": topic}) == {"topic": [None, "surgery"]}
    assert changes_to(search, {"run_on": date(2018, 7, 31)}) == {"run_on": [None, "2018-07-31"]}


def test_named_lists_fields_in_words():
    assert named({"grade_rules": [1, 2], "title": [1, 2]}) == "grade rules, title"
