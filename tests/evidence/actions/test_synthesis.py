"""A synthesis is chosen, and its result kept as a record of what was seen."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.synthesis import choose_synthesis, keep_synthesis, pool_results
from evidence.models import Body, PooledResult, StudyResult
from evidence.synthesis.recipe import VERSION, fingerprint
from tests import factories

FIXED = {"measure": "RR", "method": "mh", "model": "fixed"}
RANDOM = {"measure": "RR", "method": "mh", "model": "random", "tau2": "dl"}


@pytest.fixture
def body(question):
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    body = factories.make_body(outcome=outcome)
    for position, events in enumerate((10, 14)):
        factories.make_result(body=body, position=position, events_1=events)
    return body


def test_choice_is_kept_with_what_was_before(body, methodologist, told):
    choose_synthesis(by=methodologist, body=body, reason="One effect.", **FIXED)

    event = Event.objects.get()
    before = RANDOM | {"ci": "wald", "profile": "revman5"}
    assert Body.objects.get().synthesis == FIXED
    assert event.facts["changes"] == {"synthesis": [before, FIXED]}
    assert event.reason == "One effect."
    assert told() == [
        (
            "synthesis-chosen",
            "methodologist chose how the results on “Death” of question q1 are pooled: "
            "risk ratio, Mantel-Haenszel, fixed effect.",
        )
    ]


def test_choosing_what_is_usual_anyway_changes_nothing(body, methodologist):
    choose_synthesis(by=methodologist, body=body, **RANDOM)

    assert Body.objects.get().synthesis == {}
    assert Event.objects.count() == 0


def test_everything_that_does_not_go_together_is_refused_at_once(body, methodologist):
    with pytest.raises(Blocked) as refused:
        choose_synthesis(by=methodologist, body=body, measure="RR", method="peto", model="random")

    assert [str(blocker) for blocker in refused.value.blockers] == [
        "Peto's method pools the Peto odds ratio only: choose it as the measure.",
        "Peto's method has the fixed-effect model only.",
    ]


def test_kept_result_holds_recipe_inputs_and_figures(body, methodologist):
    kept = pool_results(by=methodologist, body=body)

    kept.refresh_from_db()
    columns = {
        "events_1": [10, 14],
        "total_1": [100, 100],
        "events_2": [20, 20],
        "total_2": [100, 100],
    }
    assert kept.by == methodologist
    assert kept.inputs_hash == fingerprint(columns)
    assert kept.recipe == {
        "measure": "RR",
        "method": "mh",
        "model": "random",
        "tau2": "dl",
        "ci": "wald",
        "profile": "revman5",
        "level": 0.95,
        "version": VERSION,
        "zero_cells": "0.5 to all cells of a study with a zero cell; none for Peto",
    }
    assert round(kept.figures["est_natural"], 2) == 0.6
    assert len(kept.figures["studies"]["weight_pct"]) == 2


def test_the_same_result_is_kept_once(body, methodologist):
    pool_results(by=methodologist, body=body)

    with pytest.raises(Blocked, match="kept already"):
        pool_results(by=methodologist, body=body)

    StudyResult.objects.filter(position=0).update(events_1=11)
    pool_results(by=methodologist, body=body)
    assert PooledResult.objects.count() == 2


def test_excluded_result_changes_the_inputs(body, methodologist):
    first = pool_results(by=methodologist, body=body)

    StudyResult.objects.filter(position=0).update(excluded_because="Published twice.")

    second = pool_results(by=methodologist, body=body)
    assert first.inputs_hash != second.inputs_hash
    assert second.figures["k"] == 1


def test_inputs_that_changed_meanwhile_are_refused_and_the_choice_too(body, methodologist):
    with pytest.raises(Blocked, match="changed while you were looking"):
        keep_synthesis(by=methodologist, body=body, seen="0" * 64, **FIXED)

    assert Body.objects.get().synthesis == {}
    assert (PooledResult.objects.count(), Event.objects.count()) == (0, 0)


def test_nothing_to_pool_is_refused(question, methodologist):
    empty = factories.make_body(outcome=factories.make_outcome(question=question))

    with pytest.raises(Blocked, match="nothing to pool"):
        pool_results(by=methodologist, body=empty)


@pytest.mark.parametrize("act", [choose_synthesis, pool_results, keep_synthesis])
@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("secretariat", False),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_may(request, body, permitted, act, role, allowed):
    user = request.getfixturevalue(role)
    chosen = {} if act is pool_results else FIXED

    assert permitted(lambda: act(by=user, body=body, **chosen)) is allowed
