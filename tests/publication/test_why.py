"""The walk back: from strength and certainty to votes, judgements, outcomes, studies and numbers."""

import math

import pytest

from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from publication.chain import chain_of
from publication.why import Step, figure, result_in_words, why
from tests.factories import make_result
from tests.publication.bundle.samples import PROJECT_EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def example():
    return chain_of(import_guideline(open_bundle(PROJECT_EXAMPLE)).guideline)


def _all(step: Step) -> list[Step]:
    return [step, *(each for child in step.children for each in _all(child))]


def test_walk_begins_with_the_decision_and_the_votes(example):
    told = why(example, "q12r1")

    decision = told.children[0]
    assert told.sentence == "q12r1: strong, for"
    assert [step.sentence for step in decision.children] == [
        "39 of 42 votes are strong for; more than 70 % needs 30.",
        "39 of 42 votes agree with the recommendation: 92.9 %.",
        "Round 1: 39 strong for, 3 weak for, 1 abstained; base 42, entitled 43.",
    ]


def test_walk_ends_at_the_numbers_of_each_study(example):
    sentences = [step.sentence for step in _all(why(example, "q1r1"))]

    assert "Arita 2015: TP 232, FP 3, FN 48, TN 10" in sentences
    assert "Rojas 2014 (second row): TP 74, FP 7, FN 22, TN 5" in sentences


def test_walk_tells_the_pooled_accuracy_of_a_test(example):
    sentences = [step.sentence for step in _all(why(example, "q1r1"))]

    assert (
        "Pooled (bivariate, 12 rows): sensitivity 0.93 (0.87 to 0.96),"
        " specificity 0.92 (0.83 to 0.96)"
    ) in sentences


def test_walk_marks_what_is_reconstructed(example):
    marked = {step.sentence for step in _all(why(example, "q12r1")) if step.basis}

    assert "Relief of symptoms: low (importance 7)" in marked
    assert "Balance of effects: favours the intervention" in marked


def test_walk_names_the_flag(example):
    sentences = [step.sentence for step in why(example, "q12r1").children]

    assert "Strong on low or very low certainty: say which situation allows it." in sentences


@pytest.mark.once
def test_every_link_of_every_walk_leads_somewhere(example, chair, client_of):
    chair.places.update(guideline=example.guideline)
    client = client_of(chair)
    pages = {
        step.href.partition("#")[0]
        for each in example.recommendations()
        for step in _all(why(example, each.recommendation.ref))
        if step.href
    }

    answers = {page: client.get(page).status_code for page in pages}

    assert len(pages) > 40
    assert set(answers.values()) == {200}, answers


def test_every_anchor_of_a_walk_is_on_its_page(example, chair, client_of):
    chair.places.update(guideline=example.guideline)
    client = client_of(chair)
    links = {step.href for step in _all(why(example, "q4r1")) if "#" in step.href}

    missing = set()
    for link in links:
        page, _, anchor = link.partition("#")
        if f'id="{anchor}"' not in client.get(page).content.decode():
            missing.add(link)

    assert links
    assert missing == set()


def test_walk_of_an_unknown_recommendation_is_a_key_error(example):
    with pytest.raises(KeyError, match="q99r1"):
        why(example, "q99r1")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, "10/100 v 20/100"),
        (
            {
                "events_1": None,
                "mean_1": 6.1,
                "sd_1": 2.0,
                "mean_2": 7.9,
                "sd_2": 2.6,
            },
            "6.10 (SD 2.00, n 100) v 7.90 (SD 2.60, n 100)",
        ),
        ({"events_1": None, "log_effect": -0.22, "se": 0.11}, "log effect -0.220 (SE 0.110)"),
        (
            {"events_1": None, "value": 12.0, "value_comparison": "<", "unit": "months"},
            "<12 months (n 100)",
        ),
    ],
)
def test_result_reads_as_its_numbers(figures, said):
    assert result_in_words(make_result(**figures)) == said


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0.2467, 2, "0.25"),
        (-0.001, 2, "0.00"),
        (12.6, 0, "13"),
        (1e-07, 2, "0.00"),
        (None, 2, "–"),
        (math.inf, 2, "∞"),
    ],
)
def test_figure_is_rounded_and_never_cut_off(value, decimals, printed):
    assert figure(value, decimals) == printed
