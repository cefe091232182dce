"""The pooled accuracy in words: every model and every step down has a sentence."""

import pytest
from hypothesis import given, settings

from evidence.accuracy_words import (
    MODELS,
    SHORT,
    model_in_words,
    pooled_accuracy_in_words,
    problem_in_words,
    steps_in_words,
)
from evidence.pooled_accuracy import AccuracyProblem
from evidence.profile import BodyChain
from evidence.synthesis.accuracy_analysis import fit
from evidence.synthesis.accuracy_fallback import ORDER
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome
from tests.evidence.synthesis.accuracy_tables import columns_of, tables


def said(question, found, **fields) -> str:
    outcome = accuracy_outcome(question, found, **fields)
    return pooled_accuracy_in_words(BodyChain(outcome.bodies.get(), outcome))


def test_every_model_has_words():
    assert tuple(MODELS) == tuple(SHORT) == ORDER


@settings(max_examples=60, deadline=None)
@given(tables)
def test_every_step_down_has_a_sentence(rows):
    got = fit(*columns_of(rows))

    assert len(steps_in_words(got)) == len(
        [each for each in got.attempts if each.outcome != "used"]
    )


@pytest.mark.parametrize(
    ("rows", "steps"),
    [
        (WELL_BEHAVED, []),
        (
            WELL_BEHAVED[:3],
            [
                "bivariate random-effects model: fewer than four studies tell nothing of a correlation"
            ],
        ),
        (
            [(40, 5, 0, 50), (30, 12, 0, 40), (22, 2, 0, 61), (50, 9, 0, 33)],
            [
                "bivariate random-effects model: sensitivity: all counts are on one side,"
                " so the logit has no end",
                "random effects on both sides, without their correlation: sensitivity:"
                " all counts are on one side, so the logit has no end",
            ],
        ),
    ],
)
def test_steps_are_said_with_their_reasons(rows, steps):
    assert steps_in_words(fit(*columns_of(rows))) == steps


def test_model_is_said_with_its_likelihood():
    assert model_in_words(fit(*columns_of(WELL_BEHAVED))) == (
        "bivariate random-effects model, exact binomial likelihood,"
        " adaptive quadrature with 15 points a side"
    )


@pytest.mark.django_db
def test_accuracy_is_one_sentence(question):
    got = fit(*columns_of(WELL_BEHAVED))

    assert said(question, WELL_BEHAVED) == (
        f"Pooled (bivariate, 6 studies): sensitivity {got.sens.value:.2f}"
        f" ({got.sens.lower:.2f} to {got.sens.upper:.2f}), specificity {got.spec.value:.2f}"
        f" ({got.spec.lower:.2f} to {got.spec.upper:.2f})"
    )


@pytest.mark.django_db
def test_rows_are_counted_where_a_study_has_several(question):
    outcome = accuracy_outcome(question, WELL_BEHAVED)
    body = outcome.bodies.get()
    first, second = body.results.all()[:2]
    second.study = first.study
    second.save()

    assert pooled_accuracy_in_words(BodyChain(body, outcome)).startswith(
        "Pooled (bivariate, 6 rows): "
    )


@pytest.mark.django_db
def test_side_that_nobody_counted_is_not_estimable(question):
    assert said(question, [(9, 0, 1, 0)]) == (
        "Pooled (one study, 1 study): sensitivity 0.90 (0.55 to 1.00), specificity not estimable"
    )


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (
            AccuracyProblem("not-a-number", "Abe 2001", "fn"),
            "Abe 2001: false negatives is missing or no number.",
        ),
        (
            AccuracyProblem("unknown-option", "", "method"),
            "Sensitivity and specificity are pooled by the bivariate model only.",
        ),
        (
            AccuracyProblem("not-converged"),
            "No model of sensitivity and specificity converged.",
        ),
    ],
)
def test_problems_are_sentences(problem, sentence):
    assert problem_in_words(problem) == sentence
