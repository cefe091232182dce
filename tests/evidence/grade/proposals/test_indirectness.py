import pytest

from evidence.grade.proposals.indirectness import propose
from evidence.grade.proposals.settings import DEFAULTS

from .bodies import accuracy, applicability, body, study


def proposed(studies):
    return propose(accuracy(studies=studies), "classic", DEFAULTS)


@pytest.mark.parametrize(
    ("words", "because", "levels", "allowed"),
    [
        (("low", "low", "low"), "applicable", 0, (0,)),
        (("high", "low"), "applicable", 0, (0,)),
        (("high", "high", "low"), "one-aspect", 1, (1,)),
        (("unclear", "unclear", "low"), "applicability-unclear", 0, (0, 1)),
        (("unclear", "high", "low"), "applicability-unclear", 0, (0, 1)),
        (("unclear", "low"), "applicable", 0, (0,)),
    ],
)
def test_an_aspect_counts_once_over_half_of_the_weight_is_in_doubt(words, because, levels, allowed):
    found = proposed(applicability(*words))

    assert (found.because, found.levels, found.allowed) == (because, levels, allowed)


@pytest.mark.parametrize(
    ("aspects", "levels", "allowed"),
    [
        (("index_test",), 1, (1,)),
        (("selection", "index_test"), 2, (1, 2)),
        (("selection", "index_test", "reference"), 2, (1, 2)),
    ],
)
def test_more_aspects_are_more_steps_but_never_over_two(aspects, levels, allowed):
    found = proposed(applicability("high", "high", aspects=aspects))

    assert (found.levels, found.allowed, found.figures["aspects"]) == (levels, allowed, aspects)


@pytest.mark.parametrize(
    ("words", "unrated", "because"),
    [
        (("high", "high"), 1, "one-aspect"),
        (("high",), 1, "unrated-decide"),
        (("low", "low"), 1, "applicable"),
    ],
)
def test_unjudged_studies_hinder_only_where_they_could_decide(words, unrated, because):
    bare = tuple(study(f"U{i}", weight=1.0) for i in range(unrated))

    assert proposed((*applicability(*words), *bare)).because == because


def test_accuracy_is_named_as_a_surrogate_beside_any_proposal():
    for studies in ((), applicability("low"), applicability("high", "high")):
        beside = proposed(studies).beside
        assert [(sign.because, sign.levels) for sign in beside] == [("surrogate", None)]


def test_treatment_has_no_proposal_for_indirectness():
    found = propose(body(), "core-2025", DEFAULTS)

    assert (found.because, found.levels, found.beside) == ("no-applicability", None, ())
