"""Absolute effects on the page: the reference example's deaths, by hand."""

import pytest

from evidence.absolute_rows import (
    absolute_at,
    absolute_rows,
    difference_in_words,
    needed_in_words,
)
from evidence.grade.absolute import Absolute
from evidence.grade.number_needed import number_needed
from evidence.profile import outcomes_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests.factories import person_in
from tests.publication.bundle.samples import EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    return import_guideline(open_bundle(EXAMPLE)).guideline


def _body(guideline, outcome):
    question = guideline.questions.get(ref="q1")
    return next(each for each in outcomes_of(question) if each.outcome.ref == outcome).bodies[0]


def test_row_carries_the_ratio_to_the_baseline_risk(example):
    body = _body(example, "death")

    [row] = absolute_rows(body)

    assert row.baseline["risk"] == 0.3
    assert row.effect.comparator == 300
    assert row.effect.intervention == pytest.approx(300 * body.pooled.natural)


def test_no_row_without_a_baseline_risk_or_without_risks(example):
    assert list(absolute_rows(_body(example, "stay"))) == []
    assert list(absolute_rows(_body(example, "recurrence"))) == []


@pytest.mark.parametrize(
    ("difference", "lower", "upper", "said", "needed"),
    [
        (-40, -70, -10, "40 fewer per 1000 (70 fewer to 10 fewer)", "NNTB 25 (15 to 100)"),
        (
            -40,
            -100,
            25,
            "40 fewer per 1000 (100 fewer to 25 more)",
            "NNTB 25 (NNTB 10 to infinity to NNTH 40)",
        ),
        (40, 0, 80, "40 more per 1000 (0 more to 80 more)", "NNTH 25 (13 to infinity)"),
        (
            0,
            -10,
            10,
            "0 more per 1000 (10 fewer to 10 more)",
            "no difference (NNTB 100 to infinity to NNTH 100)",
        ),
    ],
)
def test_words_of_an_absolute_effect(difference, lower, upper, said, needed):
    effect = Absolute(500, 500 + difference, difference, lower, upper, capped=False)

    assert difference_in_words(effect) == said
    assert needed_in_words(number_needed(effect, "lower")) == needed


def test_evidence_page_shows_the_absolute_effect(example, client_of):
    client = client_of(person_in(example, "methodologist"))

    page = client.get(f"/guidelines/{example.slug}/questions/q1/evidence/").content.decode()

    [row] = absolute_rows(_body(example, "death"))
    assert difference_in_words(row.effect) in page
    assert needed_in_words(row.needed) in page


@pytest.mark.parametrize(
    ("measure", "value", "limits"),
    [
        ("RR", 0.8, (-0.1, 1.2)),
        ("RR", 3.0, (2.0, float("inf"))),
        ("OR", 0.8, (0.9, 1.2)),
        ("RD", 10.0, (9.0, 28.0)),
    ],
    ids=["below nought", "without end", "misses its estimate", "in points"],
)
def test_figures_that_no_risk_can_follow_have_no_absolute_effect(measure, value, limits):
    assert absolute_at(measure, value, limits, 0.2) is None


# 250 per 1000 times 1.05 and 1.01 (and 0.99): 262.5, 252.5 and 247.5, so 12.5, 2.5 and -2.5.
@pytest.mark.parametrize(
    ("ratio", "said"),
    [(1.05, "13 more"), (1.01, "3 more"), (0.99, "3 fewer"), (0.9981, "0 fewer"), (1, "0 more")],
)
def test_halves_are_rounded_up_as_in_the_risks(ratio, said):
    found = absolute_at("RR", ratio, (ratio, ratio), 0.25)

    assert difference_in_words(found).startswith(f"{said} per 1000")
