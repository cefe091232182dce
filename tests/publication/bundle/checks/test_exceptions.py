import pytest

from tests.publication.bundle.samples import minimal, said

TRIALS = {"design": "randomised-trial"}
PLACE = "questions[0].recommendations[0].overall_certainty"


def _bundle(*outcomes, outcome="o0", **recommendation):
    data = minimal()
    data["panel"] = [{"id": "p1", "role": "chair"}]
    exception = {"rule": "highest-sufficient", "outcome": outcome, "by": "p1", "because": "x"}
    data["questions"][0] |= {
        "studies": [{"id": "s1"}],
        "outcomes": [{"id": f"o{n}", "importance": 8} | each for n, each in enumerate(outcomes)],
        "recommendations": [{"id": "r", "overall_certainty": exception} | recommendation],
    }
    return data


def _words(direction, **more):
    return {"narrative": {"direction": direction}, "certainty": TRIALS} | more


BETTER = _words("favours-intervention")
WORSE = _words("favours-comparator")
FEWER_DEATHS = {
    "type": "dichotomous",
    "favours": "lower",
    "results": [{"study": "s1", "events_1": 5, "total_1": 50, "events_2": 10, "total_2": 50}],
    "certainty": TRIALS,
}
LONGER_LIFE = {
    "type": "reported",
    "favours": "higher",
    "reported": {"measure": "HR", "estimate": 1.4},
    "certainty": TRIALS,
}


@pytest.mark.parametrize(
    "outcomes",
    [
        (BETTER,),
        (BETTER, BETTER),
        (FEWER_DEATHS, LONGER_LIFE),
        (FEWER_DEATHS, BETTER | {"importance": 8}),
    ],
)
def test_the_exception_holds_where_all_point_the_same_way(outcomes):
    assert said(_bundle(*outcomes)) == []


def test_outcomes_that_are_not_critical_do_not_count():
    assert said(_bundle(BETTER, WORSE | {"importance": 6})) == []


def test_critical_outcomes_may_be_named():
    assert said(_bundle(BETTER, WORSE, critical_outcomes=["o0"])) == []


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ((BETTER, WORSE), "the critical outcomes do not all point the same way"),
        ((FEWER_DEATHS, LONGER_LIFE | {"favours": "lower"}), "the critical outcomes do not all point the same way"),
        ((BETTER, _words("no-difference")), "which way the critical outcome o1 points is not known"),
        ((BETTER, {"certainty": TRIALS}), "which way the critical outcome o1 points is not known"),
        ((BETTER, FEWER_DEATHS | {"favours": None}), "which way the critical outcome o1 points is not known"),
        ((BETTER, {"narrative": {"direction": "favours-intervention"}}), "the critical outcome o1 is not rated"),
    ],
)  # fmt: skip
def test_the_exception_is_refused_otherwise(outcomes, sentence):
    assert said(_bundle(*outcomes)) == [f"{PLACE}: is refused: {sentence}"]


def test_the_exception_names_a_critical_outcome():
    data = _bundle(BETTER, BETTER | {"importance": 3}, outcome="o1")

    assert said(data) == [
        f"{PLACE}: is refused: o1 is not a critical outcome of this recommendation"
    ]


def test_accuracy_rated_in_one_part_is_not_rated():
    half = {
        "type": "diagnostic",
        "narrative": {"direction": "favours-intervention"},
        "certainty": {"sensitivity": TRIALS},
    }

    assert said(_bundle(BETTER, half)) == [
        f"{PLACE}: is refused: the critical outcome o1 is not rated"
    ]


def test_of_several_bodies_the_primary_one_counts():
    bodies = [
        {"id": "b1"} | WORSE,
        {"id": "b2", "primary": True, "because": "x"} | BETTER,
    ]

    assert said(_bundle(BETTER, {"bodies": bodies})) == []
