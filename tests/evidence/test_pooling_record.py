"""A record of a pooled result, beside what its body gives now."""

import pytest

from evidence.actions.synthesis import choose_synthesis, pool_results
from evidence.models import StudyResult
from evidence.pooling_record import InputChange, kept_result, pooling_of
from evidence.queries import body_to_pool
from tests import factories


@pytest.fixture
def body(question):
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    for position, label in enumerate(("Author 2001", "Writer 2002")):
        study = factories.make_study(question=question, label=label)
        factories.make_result(body=body, study=study, position=position)
    return body


@pytest.fixture
def kept(body, methodologist):
    """What somebody kept, beside the body as it is now: `kept()`."""
    result = pool_results(by=methodologist, body=body)
    return lambda: kept_result(result, body_to_pool(body.pk))


def test_what_nobody_touched_holds(kept):
    assert (kept().holds, kept().changed) == (True, [])


def test_changed_figure_is_named(kept):
    StudyResult.objects.filter(position=1).update(total_2=99)

    assert (kept().inputs_changed, kept().recipe_changed) == (True, False)
    assert kept().changed == [InputChange("Writer 2002", "total_2", 100, 99)]


def test_rows_that_came_and_went_are_named(kept, body):
    StudyResult.objects.filter(position=0).update(excluded_because="Published twice.")
    study = factories.make_study(question=body.question, label="Third 2003")
    factories.make_result(body=body, study=study, position=2)

    assert [(each.study, each.column, each.came) for each in kept().changed] == [
        ("Author 2001", "", False),
        ("Third 2003", "", True),
    ]


def test_note_on_a_study_changes_no_input(kept):
    StudyResult.objects.update(note="From table 2", printed="10/100")

    assert kept().holds is True


def test_another_choice_changes_the_recipe_and_no_input(kept, body, methodologist):
    choose_synthesis(by=methodologist, body=body, measure="OR", method="mh", model="fixed")

    assert (kept().inputs_changed, kept().recipe_changed, kept().changed) == (False, True, [])


def test_body_that_gives_nothing_any_more_has_changed(kept):
    StudyResult.objects.update(excluded_because="Retracted.")

    assert (kept().now, kept().inputs_changed, kept().holds) == (None, True, False)


def test_rows_of_one_name_are_told_apart(body):
    StudyResult.objects.update(study=body.results.first().study)

    inputs = pooling_of(body_to_pool(body.pk)).inputs

    assert list(inputs) == ["Author 2001", "Author 2001 (2)"]


def test_figures_without_end_are_null(question):
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    factories.make_result(body=body, events_1=0, events_2=0)

    figures = pooling_of(body_to_pool(body.pk)).figures

    assert (figures["estimable"], figures["est"]) == (False, None)
    assert figures["studies"]["est"] == [None]
