"""What the evidence page shows of the accuracy of tests."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, overflow
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome
from tests.publication.bundle.samples import PROJECT_EXAMPLE

pytestmark = pytest.mark.django_db
ADDRESS = "/guidelines/livers/questions/q1/evidence/"
# Everybody with the condition is found in every study.
ALL_FOUND = [(40, 5, 0, 50), (30, 12, 0, 40), (22, 2, 0, 61), (50, 9, 0, 33)]


def text_of(client, address: str) -> str:
    """A page as one line of text, without its drawings."""
    page = re.sub(r"<svg.*?</svg>", "", client.get(address).content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def shown(member, client_of):
    def text(address: str = ADDRESS) -> str:
        return text_of(client_of(member), address)

    return text


@pytest.fixture
def example(chair, client_of):
    """The pages of the example's first question: `example("evidence/")`."""
    guideline = import_guideline(open_bundle(PROJECT_EXAMPLE)).guideline
    chair.places.update(guideline=guideline)
    client = client_of(chair)
    return lambda page: text_of(client, f"/guidelines/{guideline.slug}/questions/q1/{page}")


MRI = (
    "Pooled (bivariate, 12 rows): sensitivity 0.93 (0.87 to 0.96), specificity 0.92 (0.83 to 0.96)"
)
CT = "Pooled (bivariate, 11 rows): sensitivity 0.82 (0.74 to 0.88), specificity 0.74 (0.54 to 0.87)"
MODEL = (
    "Model: bivariate random-effects model, exact binomial likelihood,"
    " adaptive quadrature with 15 points a side."
)


def test_example_shows_the_pooled_accuracy_of_mri_and_ct_with_its_model(example):
    page = example("evidence/")

    assert MRI in page
    assert CT in page
    assert page.count(MODEL) == 2
    assert page.count("Rows of one study are taken as independent: Rojas 2014.") == 2
    assert "Positive likelihood ratio 11.22 (5.34 to 23.58)" in page
    assert "Negative likelihood ratio 0.080 (0.044 to 0.14)" in page
    assert "Diagnostic odds ratio 12.75 (4.97 to 32.71)" in page
    assert "Area under the summary curve 0.97" in page
    assert "Variance of logit specificity between studies 1.77 Their correlation −0.15" in page


def test_example_has_no_prevalence_and_says_so(example):
    page = example("evidence/")

    assert page.count("No prevalence is given, so results per 1000 are not worked out.") == 2
    assert "False negatives" not in page


def test_example_compares_mri_with_ct_both_ways(example):
    page = example("evidence/")

    assert "Sensitivity 0.93 (0.87 to 0.96) 0.82 (0.73 to 0.89) 0.10 (0.01 to 0.19) 0.02" in page
    assert "Specificity 0.84 (0.69 to 0.93) 0.88 (0.74 to 0.95) −0.03 (−0.10 to 0.03) 0.31" in page
    assert "Log likelihood −147.8, higher where the model fits better." in page
    assert page.count("Both tests are taken to vary equally between studies.") == 2
    assert "Studies that did both tests: Arita 2015, Berger-Kulemann 2012, Rojas 2014, Schulz" in (
        page
    )
    assert "The two ways do not agree on specificity: a conclusion there rests on the" in page


def test_question_page_of_the_example_shows_the_pooled_accuracy(example):
    page = example("")

    assert f"{MRI} moderate" in page
    assert f"{CT} moderate" in page
    assert "not pooled" not in page


def test_model_that_fell_back_says_what_was_left_and_why(question, shown):
    accuracy_outcome(question, ALL_FOUND)

    page = shown()

    assert "A fuller model was tried and left: bivariate random-effects model: sensitivity:" in page
    assert "Model: random effects on one side only" in page


def test_accuracy_that_cannot_be_pooled_as_asked_says_so(question, shown):
    outcome = accuracy_outcome(question, WELL_BEHAVED)
    outcome.bodies.update(synthesis={"measure": "RR"})

    assert (
        "Not pooled: Sensitivity and specificity are pooled by the bivariate model only." in shown()
    )


def test_results_per_1000_follow_from_each_prevalence(question, shown):
    accuracy_outcome(question, ALL_FOUND, prevalence=[0.1, 0.4], unit="lesion")

    page = shown()

    assert "Results per 1000 lesions tested (95 % CI), the prevalence taken as known" in page
    # 142 of 142 found: the exact lower limit is 0.025 ** (1 / 142) = 0.974.
    assert "Prevalence 10 % 100 (97 to 100) 0 (0 to 3)" in page
    assert "Prevalence 40 % 400 (390 to 400) 0 (0 to 10)" in page
    assert "No prevalence is given" not in page


def test_tests_without_common_studies_are_compared_one_way(question, shown):
    for test in ("index", "comparator"):
        accuracy_outcome(question, WELL_BEHAVED, test=test)

    page = shown()

    assert "No study did both tests: the studies differ in more than the test." in page
    assert page.count("No difference on either side: P") == 1


def test_comparison_that_cannot_be_made_says_why(question, shown):
    accuracy_outcome(question, WELL_BEHAVED, test="index")
    accuracy_outcome(question, ALL_FOUND, test="comparator")

    assert "Not compared: a test found everybody or nobody with the condition" in shown()


def test_queries_do_not_grow_with_tests_and_their_rows(question, member, client_of):
    client = client_of(member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    accuracy_outcome(question, WELL_BEHAVED[:4], test="index")
    accuracy_outcome(question, WELL_BEHAVED[:4], test="comparator")
    for_two = queries()
    accuracy_outcome(question, WELL_BEHAVED, test="index")
    factories.make_body(outcome=question.outcomes.first(), ref="other", primary=False)

    assert queries() == for_two


@pytest.mark.parametrize("width", [DESK, PHONE, 320])
def test_accuracy_and_comparison_fit_any_screen(question, member, visit, width):
    for test in ("index", "comparator"):
        of_lesions = {"unit": "lesion", "prevalence": [0.1, 0.4]}
        accuracy_outcome(question, WELL_BEHAVED, name=f"Accuracy, {test}", test=test, **of_lesions)

    page = visit(ADDRESS, by=member, width=width)

    assert overflow(page) == 0
    if width == PHONE:
        assert axe_violations(page) == []
