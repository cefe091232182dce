"""Profiles remembered by what they were built from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from evidence.fingerprint import hash_of_loaded
from evidence.models import Judgement, RememberedProfile, StudyResult
from evidence.profiles.memory import remembered_table
from evidence.queries import question_with_evidence
from guideline.models import Guideline, Outcome, Question
from tests import factories


@pytest.fixture
def opened(question):
    """The table as somebody who opens the page gets it: `opened()`."""
    outcome = factories.make_outcome(question=question, ref="deaths", name="Deaths")
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    factories.make_judgement(rating=factories.make_rating(body=body))

    def table():
        loaded = question_with_evidence("livers", "q1")
        return remembered_table(loaded, hash_of_loaded(loaded))

    return table


def tamper() -> None:
    """What was built shows from now on whether it was read again or built again."""
    memory = RememberedProfile.objects.get()
    memory.table["title"] = "From memory"
    memory.save()


def test_table_is_built_once_and_read_from_then_on(opened):
    built = opened()
    assert opened() == built

    tamper()

    assert opened().title == "From memory"


def test_reading_takes_one_query(opened):
    opened()
    loaded = question_with_evidence("livers", "q1")
    evidence_hash = hash_of_loaded(loaded)

    with CaptureQueriesContext(connection) as queries:
        remembered_table(loaded, evidence_hash)

    assert len(queries) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: StudyResult.objects.update(events_1=11),
        lambda: Judgement.objects.update(because="Another reason."),
        lambda: Outcome.objects.update(importance_basis="reconstructed"),
        lambda: Outcome.objects.update(importance=8),
        lambda: Question.objects.update(number=2),
        lambda: Question.objects.update(many_outcomes_because="So be it."),
        lambda: Guideline.objects.update(title="Another title"),
        lambda: Guideline.objects.update(labels={"certainty": {"moderate": "B"}}),
        lambda: factories.make_outcome(question=Question.objects.get(), position=1),
    ],
    ids=[
        "figure",
        "reason",
        "basis",
        "importance",
        "number",
        "why many",
        "title",
        "labels",
        "outcome",
    ],
)
def test_what_the_table_shows_is_never_out_of_date(opened, change):
    opened()
    tamper()

    change()

    assert opened().title == "Should it be done?"


def test_order_of_the_outcomes_is_remembered_too(opened, question):
    factories.make_outcome(question=question, ref="pain", position=5)
    opened()
    tamper()

    Outcome.objects.filter(ref="deaths").update(position=9)

    found = opened()
    assert (found.title, [row.id for row in found.rows]) == (
        "Should it be done?",
        ["pain", "deaths"],
    )


def test_each_language_has_a_memory_of_its_own(opened):
    opened()
    tamper()

    with translation.override("ja"):
        assert opened().title == "Should it be done?"

    assert opened().title == "From memory"
    assert RememberedProfile.objects.count() == 2


def test_memory_that_cannot_be_read_is_built_again(opened):
    opened()
    RememberedProfile.objects.update(table={"title": "From another version"})

    assert opened().title == "Should it be done?"


def test_one_row_is_kept_however_often_the_evidence_changes(opened):
    for events in (1, 2, 3):
        StudyResult.objects.update(events_1=events)
        opened()

    assert RememberedProfile.objects.count() == 1
