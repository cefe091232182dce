from dataclasses import replace

import pytest

from evidence.grade.proposals.body_figures import AsymmetryTest
from evidence.grade.proposals.publication_bias import heard_of, propose
from evidence.grade.proposals.settings import DEFAULTS

from .bodies import TEN, accuracy, body, means, study


def proposed(**changes):
    return propose(body(**changes), "classic", DEFAULTS)


@pytest.mark.parametrize(
    ("p", "levels", "allowed"),
    [(0.0999, 1, (0, 1)), (0.1, 0, (0,)), (0.5, 0, (0,)), (0.0, 1, (0, 1))],
)
def test_asymmetry_is_a_step_below_the_limit_of_p(p, levels, allowed):
    found = proposed(studies=TEN, asymmetry=(AsymmetryTest("egger", p),))

    assert (found.levels, found.allowed) == (levels, allowed)
    assert (found.figures["test"], found.figures["p"]) == ("egger", p)


def test_test_of_nine_studies_is_not_heard():
    found = proposed(studies=TEN[:9], asymmetry=(AsymmetryTest("egger", 0.001),))

    assert (found.because, found.levels, found.figures["studies"]) == ("too-few-studies", None, 9)


@pytest.mark.parametrize(
    ("figures", "names", "heard"),
    [
        (body(), ("egger", "peters", "begg"), "peters"),
        (body(), ("egger", "begg"), "egger"),
        (body(), ("begg",), "begg"),
        (means(), ("peters", "begg", "egger"), "egger"),
        (accuracy(), ("egger", "deeks"), "deeks"),
    ],
)
def test_the_test_that_suits_the_data_is_heard(figures, names, heard):
    tests = tuple(AsymmetryTest(name, 0.5) for name in names)

    assert heard_of(replace(figures, asymmetry=tests)).name == heard


@pytest.mark.parametrize(
    "figures",
    [
        body(),
        body(asymmetry=(AsymmetryTest("egger", None),)),
        means(asymmetry=(AsymmetryTest("peters", 0.01),)),
        accuracy(asymmetry=(AsymmetryTest("egger", 0.01),)),
    ],
)
def test_a_test_that_does_not_suit_is_as_good_as_none(figures):
    found = propose(replace(figures, studies=TEN), "classic", DEFAULTS)

    assert (found.because, found.levels) == ("no-test", None)


@pytest.mark.parametrize(
    ("unpublished", "because", "levels"),
    [(None, "too-few-studies", None), (0, "none-unpublished", 0), (1, "unpublished-known", 1)],
)
def test_few_studies_ask_for_unpublished_ones(unpublished, because, levels):
    found = proposed(unpublished=unpublished)

    assert (found.because, found.levels) == (because, levels)


def test_known_unpublished_studies_outweigh_a_test_that_finds_nothing():
    found = proposed(studies=TEN, asymmetry=(AsymmetryTest("egger", 0.9),), unpublished=2)

    assert (found.because, found.levels) == ("unpublished-known", 1)


SPONSORED = study("S", participants=99, industry=True)


@pytest.mark.parametrize(
    ("others", "because"),
    [
        ((), "small-and-sponsored"),
        ((study("A", participants=99, industry=False),), "too-few-studies"),
        ((SPONSORED, study("A", participants=99, industry=False)), "small-and-sponsored"),
        ((study("A", participants=100, industry=True),), "too-few-studies"),
        ((study("A", participants=None, industry=True),), "too-few-studies"),
        ((study("A", participants=99, industry=None),), "too-few-studies"),
    ],
)
def test_small_sponsored_studies_must_be_over_half(others, because):
    assert proposed(studies=(SPONSORED, *others)).because == because


def test_small_sponsored_studies_are_counted_not_weighed():
    small = [replace(SPONSORED, weight=1.0) for _ in range(2)]
    large = study("L", participants=5000, industry=False, weight=98.0)

    found = proposed(studies=(*small, large))

    assert found.levels == 1
    assert found.figures["share"] == pytest.approx(66.667, abs=0.001)
    assert found.figures["weight"] == 2.0
