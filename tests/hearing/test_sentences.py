"""How the events of a hearing read in the log."""

import pytest

from audit.actions import record
from audit.sentences import sentence
from hearing.answering.numbers import how_many, spans


def told(verb: str, **facts) -> str:
    return sentence(record(verb, target="hearing-1", **facts))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("document", "the whole draft"),
        ("section:q6", "section q6"),
        ("q1r1", "recommendation q1r1"),
    ],
)
def test_part_of_a_comment_that_came_is_said_in_words(part, said):
    sentence = told("comment-received", number=34, part=part)

    assert sentence == f"Comment 34 on {said} was received in hearing-1."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("comments", "said"), [("33", "comment 33"), ("33–35, 40", "comments 33–35, 40")]
)
def test_one_comment_is_no_plural(comments, said):
    drafted = told("answer-drafted", answer=2, comments=comments)

    assert drafted == f"Plenary drafted answer 2 to {said} in hearing-1."


@pytest.mark.django_db
def test_facts_that_are_missing_leave_a_gap_and_do_not_fail():
    assert told("answer-drafted") == "Plenary drafted answer … to comments … in hearing-1."


@pytest.mark.parametrize("numbers", [[], [7], [1, 2, 3, 7], [1, 3, 4]])
def test_numbers_are_counted_as_they_are_written(numbers):
    assert how_many(spans(numbers)) == len(numbers)
