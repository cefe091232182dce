"""The pooled accuracy of a body: the model's own numbers, remembered, or a problem in a word."""

import pytest
from django.core.cache import cache

from evidence.fit_cache import key_of
from evidence.pooled_accuracy import AccuracyProblem, compared, pooled_accuracy
from evidence.profile import BodyChain
from evidence.synthesis.accuracy_analysis import fit
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

CELLS = ("tp", "fp", "fn", "tn")
ROWS = [dict(zip(CELLS, table, strict=True)) for table in WELL_BEHAVED]
LABELS = [f"S {i}" for i in range(len(ROWS))]
COLUMNS = [[row[cell] for row in ROWS] for cell in CELLS]


def figures(found):
    return found.model, found.sens, found.spec, found.ratios, found.loglik, found.labels


def test_accuracy_is_that_of_the_exact_bivariate_model():
    found = pooled_accuracy({"measure": "DTA", "method": "bivariate"}, ROWS, LABELS)

    assert figures(found) == figures(fit(*COLUMNS, labels=LABELS))


def test_what_the_cache_gives_back_is_the_same_fit():
    first, second = (pooled_accuracy({}, ROWS, LABELS) for _ in range(2))

    assert first is not second
    assert figures(first) == figures(second)
    assert (first.between == second.between).all()


def test_fit_is_taken_from_the_cache_where_nothing_changed():
    inputs = {"synthesis": {}, "labels": LABELS, **dict(zip(CELLS, COLUMNS, strict=True))}
    cache.set(key_of("accuracy", inputs), "kept before")

    assert pooled_accuracy({}, ROWS, LABELS) == "kept before"
    assert pooled_accuracy({}, ROWS[1:], LABELS[1:]).k == len(ROWS) - 1


def test_nothing_is_pooled_without_rows():
    assert pooled_accuracy({}, [], []) is None


@pytest.mark.parametrize("synthesis", [{"measure": "RR"}, {"method": "mh"}])
def test_no_other_synthesis_pools_accuracy(synthesis):
    problem = pooled_accuracy(synthesis, ROWS, LABELS)

    assert (problem.code, problem.column) == ("unknown-option", next(iter(synthesis)))


def test_missing_count_is_named():
    rows = [*ROWS[:-1], ROWS[-1] | {"fn": None}]

    assert pooled_accuracy({}, rows, LABELS) == AccuracyProblem("not-a-number", "S 5", "fn")


def test_comparison_is_of_the_second_test_with_the_first_rows():
    tests = ["comparator"] * 3 + ["index"] * 3

    found = compared(tests, ROWS, LABELS, pairing="independent")

    assert found.tests == ("comparator", "index")


@pytest.mark.django_db
def test_body_has_a_fit_or_a_problem_and_other_outcomes_have_neither(question):
    outcome = accuracy_outcome(question, WELL_BEHAVED)
    body = BodyChain(outcome.bodies.get(), outcome)
    assert (body.accuracy_fit.model, body.accuracy_problem) == ("bivariate", None)

    body.body.synthesis = {"method": "mh"}
    other = BodyChain(body.body, outcome)
    assert (other.accuracy_fit, other.accuracy_problem.code) == (None, "unknown-option")

    outcome.type = "narrative"
    neither = BodyChain(body.body, outcome)
    assert (neither.accuracy_fit, neither.accuracy_problem) == (None, None)


@pytest.mark.django_db
def test_excluded_rows_take_no_part(question):
    outcome = accuracy_outcome(question, WELL_BEHAVED)
    row = outcome.bodies.get().results.first()
    row.excluded_because = "Counted twice."
    row.save()

    assert BodyChain(outcome.bodies.get(), outcome).accuracy_fit.k == len(WELL_BEHAVED) - 1
