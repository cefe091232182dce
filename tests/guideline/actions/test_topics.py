"""Topics: added, renamed, moved, and taken out while they are empty."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.topics import add_topic, delete_topic, move_topic, rename_topic
from tests import factories


def test_topics_are_added_moved_renamed_and_taken_out(guideline, methodologist, told):
    first = add_topic(by=methodologist, guideline=guideline, title="Before surgery")
    second = add_topic(by=methodologist, guideline=guideline, title="After surgery")
    move_topic(by=methodologist, topic=second, up=True)
    move_topic(by=methodologist, topic=second, up=True)
    rename_topic(by=methodologist, topic=second, title="Afterwards")

    topics = guideline.topics.order_by("position").values_list("ref", "title")
    assert list(topics) == [("after-surgery", "Afterwards"), ("before-surgery", "Before surgery")]
    delete_topic(by=methodologist, topic=first)
    assert [sentence for _verb, sentence in told()] == [
        "methodologist added the topic “Before surgery”.",
        "methodologist added the topic “After surgery”.",
        "methodologist moved the topic “After surgery” to place 1.",
        "methodologist renamed the topic after-surgery: “Afterwards”.",
        "methodologist took out the topic “Before surgery”.",
    ]


def test_topic_with_questions_and_one_without_title_are_refused(guideline, methodologist):
    topic = factories.make_topic(guideline=guideline)
    factories.make_question(guideline=guideline, topic=topic)

    for act, sentence in (
        (
            lambda: delete_topic(by=methodologist, topic=topic),
            "It holds 1 questions; give them another topic first.",
        ),
        (
            lambda: add_topic(by=methodologist, guideline=guideline, title=" "),
            "A topic has a title.",
        ),
    ):
        with pytest.raises(Blocked, match=sentence):
            act()


def test_member_arranges_no_topics(guideline, member, permitted):
    assert permitted(lambda: add_topic(by=member, guideline=guideline, title="x")) is False
