"""What a bundle's surveys of importance may not say, and what counts of them."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from tests.publication.bundle.samples import minimal, said

pytestmark = pytest.mark.django_db

NINE = [0, 0, 0, 0, 0, 0, 0, 0, 2]
BETWEEN = [0, 0, 0, 0, 0, 1, 1, 0, 0]


def with_survey(survey, **outcome):
    """A bundle with a chair, a member, two outcomes and one survey."""
    data = minimal()
    data["panel"] = [{"id": "p1", "role": "chair"}, {"id": "p2", "role": "member"}]
    data["questions"][0] |= {
        "outcomes": [{"id": "o1", "importance": 2} | outcome, {"id": "o2"}],
        "importance_surveys": [{"phase": "before"} | survey],
    }
    return data


def decision(**more):
    return {"outcome": "o1", "class": "critical", "by": "p1", "because": "Fatal."} | more


SURVEY = "questions[0].importance_surveys[0]"


@pytest.mark.parametrize(
    ("survey", "sentences"),
    [
        ({}, [f"{SURVEY}: has neither answers nor counts; a closed survey has one of them"]),
        (
            {
                "answers": [{"by": "p1", "outcome": "o1", "score": 9}],
                "counts": [{"outcome": "o1", "scores": NINE}],
            },
            [f"{SURVEY}: has answers and counts; a closed survey has one of them"],
        ),
        (
            {
                "answers": [
                    {"by": "p9", "outcome": "o1", "score": 9},
                    {"by": "p1", "outcome": "o9", "score": 9},
                    {"by": "p1", "outcome": "o1", "score": 9},
                    {"by": "p1", "outcome": "o1", "score": 8},
                ]
            },
            [
                f"{SURVEY}.answers[0].by: nobody on the panel",
                f"{SURVEY}.answers[1].outcome: there is no outcome o9",
                f"{SURVEY}.answers[3]: says the same thing a second time",
            ],
        ),
        (
            {"answers": [{"by": "p1", "outcome": "o1", "score": 10}]},
            [f"{SURVEY}.answers[0].score: must be at most 9, not 10"],
        ),
        (
            {"counts": [{"outcome": "o1", "scores": [1, 2]}]},
            [f"{SURVEY}.counts[0].scores: needs 9 of them, has 2"],
        ),
        (
            {"counts": [{"outcome": "o1", "scores": NINE}], "decisions": [decision()]},
            [f"{SURVEY}.decisions[0]: decides nothing: the median lies in one class"],
        ),
        (
            {
                "counts": [{"outcome": "o1", "scores": BETWEEN}],
                "decisions": [decision(**{"class": "limited"})],
            },
            [f"{SURVEY}.decisions[0].class: must be critical or important"],
        ),
        (
            {
                "counts": [{"outcome": "o1", "scores": BETWEEN}],
                "decisions": [decision(by="p9")],
            },
            [f"{SURVEY}.decisions[0].by: nobody on the panel"],
        ),
        ({"counts": [{"outcome": "o1", "scores": BETWEEN}], "decisions": [decision()]}, []),
    ],
)
def test_every_problem_of_a_survey_has_its_place(survey, sentences):
    assert said(with_survey(survey)) == sentences


def test_only_a_test_has_parts_to_score():
    data = with_survey({"counts": [{"outcome": "o1", "scores": NINE}]}, importance_of={"tp": 9})

    assert said(data) == [
        "questions[0].outcomes[0].importance_of: only a diagnostic outcome has these four parts"
    ]


def test_surveys_come_out_as_they_went_in_and_set_the_importance():
    answers = [
        {"by": "p2", "outcome": "o1", "score": 7},
        {"by": "p1", "outcome": "o2", "score": 1},
        {"by": "p1", "outcome": "o1", "score": 6},
    ]
    survey = {"answers": answers, "decisions": [decision()], "basis": "reported"}

    guideline = import_guideline(checked(with_survey(survey))).guideline

    out = data_of(guideline)["questions"][0]["importance_surveys"]
    outcomes = guideline.questions.get().outcomes
    assert out == [
        {
            "phase": "before",
            "answers": [answers[2], answers[1], answers[0]],
            "decisions": [decision()],
            "basis": "reported",
        }
    ]
    assert [(each.rated_importance, each.is_critical) for each in outcomes.all()] == [
        (6.5, True),
        (1, False),
    ]


def test_exception_follows_the_importance_of_the_survey():
    """The outcome that would carry the recommendation has to be critical by the survey."""
    rated = {
        "certainty": {"design": "randomised-trial"},
        "narrative": {"direction": "no-difference"},
    }
    data = with_survey({"counts": [{"outcome": "o1", "scores": NINE}]}, **rated)
    exception = {"rule": "highest-sufficient", "outcome": "o1", "by": "p1", "because": "Alone."}
    data["questions"][0]["recommendations"] = [{"id": "r1", "overall_certainty": exception}]
    place = "questions[0].recommendations[0].overall_certainty"

    with_it = said(data)
    del data["questions"][0]["importance_surveys"]
    without = said(data)

    assert f"{place}: is refused: o1 is not a critical outcome of this recommendation" in without
    assert (
        f"{place}: is refused: o1 is not a critical outcome of this recommendation" not in with_it
    )


def test_export_for_readers_without_names_gives_counts_and_the_same_importance():
    answers = [{"by": "p1", "outcome": "o1", "score": 9}, {"by": "p2", "outcome": "o1", "score": 8}]
    guideline = import_guideline(checked(with_survey({"answers": answers}))).guideline

    (survey,) = data_of(guideline, with_ballots=False)["questions"][0]["importance_surveys"]

    assert survey == {
        "phase": "before",
        "counts": [{"outcome": "o1", "scores": [0, 0, 0, 0, 0, 0, 0, 1, 1]}],
    }


def test_open_survey_does_not_leave():
    guideline = import_guideline(
        checked(with_survey({"answers": [{"by": "p1", "outcome": "o1", "score": 9}]}))
    ).guideline
    guideline.questions.get().importance_surveys.update(status="open")

    assert "importance_surveys" not in data_of(guideline)["questions"][0]
