"""The overview as rows."""

from publication.chain import chain_of
from publication.overview import chapters_of, leaves_of, set_aside, waiting
from publication.reader import reader_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_way_out
from voting.rules.derivation import POSTPONED


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


def test_what_the_state_says_is_no_flag_beside_it(guideline, question, chair):
    outcome = factories.make_outcome(question=question)
    factories.make_rating(body=factories.make_body(outcome=outcome))
    recommendation = factories.make_recommendation(question=question)
    rule = {"preset": "over-70", "rounds": 1}
    held = open_round(by=chair, recommendation=recommendation, rule=rule)
    cast_vote(by=chair, round=held, choice="abstain")
    held = close_round(by=chair, round=held)
    take_way_out(by=chair, round=held, choice="postpone", reason="A trial is about to report.")

    (row,) = chapters(guideline, chair)[0].rows

    assert row.chained.derived.flags == (POSTPONED,)
    assert (row.state.words, row.flags) == ("postponed by the chair", [])
