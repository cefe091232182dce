"""What a choice of synthesis gives, beside other choices."""

import pytest

from evidence.appraisal import Appraisal, contrasts, tried
from evidence.queries import body_to_pool
from evidence.synthesis.accuracy_asymmetry import deeks
from evidence.synthesis.analysis import pool
from tests import factories
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

# Colditz GA et al. JAMA 1994;271:698-702: BCG against tuberculosis, the first ten trials by author.
BCG = [
    (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867),
    (33, 5069, 47, 5808), (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391),
    (29, 7499, 45, 7277), (17, 1716, 65, 1665),
]  # fmt: skip
NAMES = ("events_1", "total_1", "events_2", "total_2")


@pytest.fixture
def chain(question):
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    for number, table in enumerate(BCG):
        study = factories.make_study(question=question, label=f"Trial {number}")
        columns = dict(zip(NAMES, table, strict=True))
        factories.make_result(body=body, study=study, position=number, **columns)
    return body_to_pool(body.pk)


def body_as_it_is(chain):
    """The same rows, without what was derived before they changed."""
    return tried(chain, chain.body.synthesis)


def pooled(**options):
    columns = dict(zip(NAMES, zip(*BCG, strict=True), strict=True))
    return pool(columns, **({"measure": "RR", "method": "mh", "tau2": "dl"} | options))


def test_both_models_are_those_of_the_package(chain):
    fixed, random = Appraisal(chain).both_models

    low, high = pooled(model="fixed").ci_natural
    assert fixed.effect == f"{pooled(model='fixed').natural:.2f} ({low:.2f} to {high:.2f})"
    low, high = pooled(model="random").ci_natural
    assert random.effect == f"{pooled(model='random').natural:.2f} ({low:.2f} to {high:.2f})"
    assert (fixed.tau2, fixed.prediction) == ("–", "–")
    assert random.prediction != "–"


def test_interval_of_random_effects_does_not_hinder_the_fixed_one(chain):
    hartung = tried(chain, {"measure": "RR", "method": "mh", "ci": "hksj"})

    assert [line.studies for line in Appraisal(hartung).both_models] == [10, 10]


def test_trying_leaves_the_body_as_it_is(chain):
    other = tried(chain, {"measure": "OR", "method": "mh"})

    assert (other.pooled.recipe.measure, chain.pooled.recipe.measure) == ("OR", "RR")
    assert chain.body.synthesis == {}


def test_contrast_has_the_difference_of_figures(chain):
    fixed = tried(chain, {"model": "fixed"})

    found = {each.name: each for each in contrasts(chain.pooled, fixed.pooled)}

    effect = found["Effect (95 % CI)"]
    expected = pooled(model="fixed").natural - pooled(model="random").natural
    assert effect.differs
    assert effect.difference == f"+{expected:.2f}"
    assert found["Studies pooled"].differs is False
    assert found["P"].difference == ""


def test_effects_of_two_measures_have_no_difference(chain):
    other = tried(chain, {"measure": "RD"})

    found = contrasts(chain.pooled, other.pooled)

    assert {each.name: each.difference for each in found}["Effect (95 % CI)"] == ""


def test_ten_studies_are_enough_for_the_tests(chain):
    assert [(test.name, test.enough_studies) for test in Appraisal(chain).small_study_tests] == [
        ("Egger's regression", True),
        ("Peters' regression", True),
        ("Begg's rank test", True),
    ]


def test_rows_are_grouped_by_what_some_of_them_share(chain):
    rows = chain.body.results.all()
    for number, row in enumerate(rows):
        row.population = f"place {number}"
        row.risk_of_bias = "low" if number < 4 else "high"

    found = Appraisal(body_as_it_is(chain)).groupings

    assert [(each.name, [line.studies for line in each.lines]) for each in found] == [
        ("Risk of bias", [4, 6])
    ]
    assert found[0].figure.title == "Survival: forest plot by risk of bias"


def test_nothing_pooled_has_nothing_to_appraise(question):
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    appraisal = Appraisal(body_to_pool(body.pk))

    assert (appraisal.pooled, appraisal.line, appraisal.both_models) == (None, None, [])
    assert (appraisal.groupings, appraisal.shared_controls) == ([], [])


def test_accuracy_has_deeks_test_and_no_other(question):
    outcome = accuracy_outcome(question, WELL_BEHAVED)

    [test] = Appraisal(body_to_pool(outcome.bodies.get().pk)).small_study_tests

    found = deeks(*zip(*WELL_BEHAVED, strict=True))
    assert (test.name, test.enough_studies) == ("Deeks' regression", False)
    assert test.statistic == f"slope on 1/√ESS {found.slope:.2f}, t(4) {found.t:.2f}"
    assert test.p == f"{found.p:.2f}"[1:] or test.p == f"{found.p:.2f}"
