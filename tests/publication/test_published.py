"""Reading a frozen version."""

from publication.published import chapters_of, questions_of

DERIVED = {"id": "r1", "votes": {"strong-for": 4, "weak-for": 36}}
CONTENT = {
    "bundle": {
        "topics": [{"id": "t1", "title": "First"}, {"id": "t2"}],
        "questions": [
            {"id": "q1", "topic": "t2", "recommendations": [{"id": "r1", "statement": "Do it."}]},
            {"id": "q2", "status": "dropped"},
            {"id": "q3", "recommendations": []},
        ],
    },
    "derived": {
        "questions": [
            {"id": "q1", "recommendations": [DERIVED]},
            {"id": "q3", "recommendations": []},
        ]
    },
    "reasons": {"r1": {"sentence": "Why", "children": []}},
}


def test_question_joins_what_was_said_derived_and_explained():
    first, _second = questions_of(CONTENT)
    (recommendation,) = first.recommendations

    assert recommendation.said["statement"] == "Do it."
    assert recommendation.derived == DERIVED
    assert recommendation.why["sentence"] == "Why"


def test_question_that_was_dropped_is_not_answered():
    assert [question.said["id"] for question in questions_of(CONTENT)] == ["q1", "q3"]


def test_topics_without_questions_are_left_out_and_loose_questions_come_last():
    chapters = chapters_of(CONTENT)

    assert [(chapter.title, len(chapter.questions)) for chapter in chapters] == [("t2", 1), ("", 1)]


def test_basis_is_that_of_the_round_that_counts():
    said = {"id": "r1", "rounds": [{"basis": "reported"}, {"basis": "reconstructed"}]}
    content = CONTENT | {"bundle": {"questions": [{"id": "q1", "recommendations": [said]}]}}
    content["derived"] = {"questions": CONTENT["derived"]["questions"][:1]}

    assert questions_of(content)[0].recommendations[0].basis == "reconstructed"
