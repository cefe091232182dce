"""The overview as rows."""

from publication.chain import chain_of
from publication.overview import chapters_of, leaves_of, set_aside, waiting
from publication.reader import reader_of
from tests import factories


def chapters(guideline, user):
    return chapters_of(chain_of(guideline), reader_of(user, guideline))


def test_questions_stand_under_their_topics_and_loose_ones_last(guideline, member):
    topics = [
        factories.make_topic(guideline=guideline, title=title, position=place)
        for place, title in enumerate(("First", "Second", "Empty"))
    ]
    for place, topic in enumerate((topics[1], None, topics[0])):
        factories.make_question(guideline=guideline, topic=topic, position=place)

    assert [str(chapter.topic) for chapter in chapters(guideline, member)] == [
        "First",
        "Second",
        "None",
    ]


def test_question_with_two_recommendations_has_two_rows(guideline, question, member):
    drafts = [factories.make_recommendation(question=question, position=n) for n in range(2)]

    (chapter,) = chapters(guideline, member)

    assert [row.chained.recommendation for row in chapter.rows] == drafts


def test_what_waits_in_the_same_way_is_said_once(guideline, member):
    for _ in range(3):
        factories.make_question(guideline=guideline)

    (waits,) = waiting(chapters(guideline, member))

    assert (waits.who, waits.words, len(waits.rows)) == (
        "methodologist",
        "outcomes to be chosen",
        3,
    )


def test_leaf_of_the_flowchart_takes_only_its_own_questions(guideline, question, member):
    factories.make_question(guideline=guideline)
    factories.make_group(guideline=guideline).questions.add(question)

    (leaf,) = leaves_of(chain_of(guideline), chapters(guideline, member))

    assert [row.question.question for row in leaf.rows] == [question]


def test_dropped_question_is_set_aside_and_no_row(guideline, question, member):
    dropped = factories.make_question(guideline=guideline, status="dropped")

    assert set_aside(chain_of(guideline)) == [dropped]
    assert [row.question.question for row in chapters(guideline, member)[0].rows] == [question]
