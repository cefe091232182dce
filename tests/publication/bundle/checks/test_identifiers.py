import pytest

from tests.publication.bundle.samples import minimal, said


def _bundle(**keys):
    return minimal() | keys


def _question(**keys):
    data = minimal()
    data["questions"][0] |= keys
    return data


def _comments(*comments):
    return _bundle(hearings=[{"id": "h1", "comments": [{"body": "x"} | each for each in comments]}])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_bundle(topics=[{"id": "t"}, {"id": "t"}]), "topics[1].id: t is already used by topics[0]"),
        (_bundle(groups=[{"id": "g"}, {"id": "g"}]), "groups[1].id: g is already used by groups[0]"),
        (_bundle(panel=[{"id": "p", "role": "chair"}] * 2), "panel[1].id: p is already used by panel[0]"),
        (_bundle(questions=minimal()["questions"] * 2), "questions[1].id: q1 is already used by questions[0]"),
        (_bundle(hearings=[{"id": "h"}, {"id": "h"}]), "hearings[1].id: h is already used by hearings[0]"),
        (_comments({"number": 1}, {"number": 1}),
         "hearings[0].comments[1].number: 1 is already used by hearings[0].comments[0]"),
        (_question(studies=[{"id": "s"}, {"id": "s"}]),
         "questions[0].studies[1].id: s is already used by questions[0].studies[0]"),
        (_question(records=[{"id": "r"}, {"id": "r"}]),
         "questions[0].records[1].id: r is already used by questions[0].records[0]"),
        (_question(outcomes=[{"id": "o"}, {"id": "o"}]),
         "questions[0].outcomes[1].id: o is already used by questions[0].outcomes[0]"),
        (_question(outcomes=[{"id": "o1", "bodies": [{"id": "b"}]}, {"id": "o2", "bodies": [{"id": "b"}]}]),
         "questions[0].outcomes[1].bodies[0].id: b is already used by questions[0].outcomes[0].bodies[0]"),
        (_question(recommendations=[{"id": "r"}, {"id": "r"}]),
         "questions[0].recommendations[1].id: r is already used by questions[0].recommendations[0]"),
        (_question(topic="t"), "questions[0].topic: there is no topic t"),
        (_bundle(groups=[{"id": "g", "questions": ["q9"]}]), "groups[0].questions[0]: there is no question q9"),
        (_bundle(groups=[{"id": "g", "questions": ["q1", "q1"]}]), "groups[0].questions[1]: q1 is listed twice"),
        (_bundle(panel=[{"id": "p", "role": "chair", "conflicts": [{"question": "q9"}]}]),
         "panel[0].conflicts[0].question: there is no question q9"),
        (_question(records=[{"id": "r", "study": "s9"}]), "questions[0].records[0].study: there is no study s9"),
        (_question(outcomes=[{"id": "o", "results": [{"study": "s9"}]}]),
         "questions[0].outcomes[0].results[0].study: there is no study s9"),
        (_question(outcomes=[{"id": "o", "bodies": [{"id": "b", "results": [{"study": "s9"}]}]}]),
         "questions[0].outcomes[0].bodies[0].results[0].study: there is no study s9"),
        (_question(recommendations=[{"id": "r", "critical_outcomes": ["o9"]}]),
         "questions[0].recommendations[0].critical_outcomes[0]: there is no outcome o9"),
        (_comments({"number": 1, "part": "q1r1"}),
         "hearings[0].comments[0].part: must be document, section:NAME or the id of a recommendation, not q1r1"),
        (_comments({"number": 1, "part": "section:"}),
         "hearings[0].comments[0].part: must be document, section:NAME or the id of a recommendation, not section:"),
    ],
)  # fmt: skip
def test_ids_are_unique_and_point_somewhere(data, sentence):
    assert said(data) == [sentence]


def test_an_exception_names_an_outcome_and_a_place_that_exist():
    exception = {"rule": "highest-sufficient", "outcome": "o9", "by": "p9", "because": "x"}
    data = _question(recommendations=[{"id": "r", "overall_certainty": exception}])

    assert said(data)[:2] == [
        "questions[0].recommendations[0].overall_certainty: is refused: o9 is not a critical outcome"
        " of this recommendation",
        "questions[0].recommendations[0].overall_certainty.outcome: there is no outcome o9",
    ]


def test_ids_of_different_things_may_be_the_same():
    data = _question(
        id="x", studies=[{"id": "x"}], outcomes=[{"id": "x"}], recommendations=[{"id": "x"}]
    )
    data |= {"topics": [{"id": "x"}], "panel": [{"id": "x", "role": "chair"}]}

    assert said(data) == []


def test_studies_of_two_questions_may_have_the_same_id():
    question = {"status": "clinical-question", "text": "?", "studies": [{"id": "s1"}]}

    assert said(_bundle(questions=[{"id": "q1"} | question, {"id": "q2"} | question])) == []
