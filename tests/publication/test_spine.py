"""The chain of a question as navigation."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from publication.chain import chain_of
from publication.reader import reader_of
from publication.spine import Link, spine_of
from tests import factories


def links(question, user, here="question") -> dict[str, Link]:
    chained = chain_of(question.guideline, question).question(question.ref)
    return {
        link.name: link for link in spine_of(chained, reader_of(user, question.guideline), here)
    }


def test_new_question_waits_at_its_first_link(question, member):
    spine = links(question, member)

    assert [(link.name, link.state, link.detail) for link in spine.values()] == [
        ("Question", "waits", "waits for outcomes"),
        ("Evidence", "waits", "0 studies, not signed"),
        ("Certainty", "waits", "no critical outcome"),
        ("Decision", "waits", "0 of 12 judged"),
        ("Vote", "none", "no draft yet"),
        ("Hearing", "none", "none yet"),
        ("Published", "none", "not yet"),
    ]


def test_published_question_is_done_to_the_end(published):
    question, chair = published.questions.get(), factories.person_in(published, "chair")

    spine = links(question, chair)

    assert (spine["Certainty"].detail, spine["Vote"].detail) == ("low", "weak, for")
    assert (spine["Published"].url, spine["Published"].detail) == (
        "/published/published/",
        "version 1.0",
    )


def test_link_of_this_page_is_marked(question, member):
    spine = links(question, member, here="evidence")

    assert [link.name for link in spine.values() if link.is_here] == ["Evidence"]


def test_signature_that_lapsed_makes_evidence_stale(question, member):
    factories.make_signature(question=question, evidence_hash="0" * 64)

    assert (
        links(question, member)["Evidence"].state,
        links(question, member)["Evidence"].detail,
    ) == (
        "stale",
        "changed since it was signed",
    )


def test_who_leaves_the_room_learns_nothing_of_decision_and_vote(
    question, conflicted_member, member
):
    factories.make_recommendation(question=question)
    factories.make_etd_judgement(question=question)
    assert links(question, member)["Decision"].detail == "1 of 12 judged"

    spine = links(question, conflicted_member)

    assert spine["Decision"].detail == "not shown to you"
    assert (spine["Vote"].url, spine["Vote"].detail) == ("", "not shown to you")


def test_queries_do_not_grow_with_outcomes_and_recommendations(question, member):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            links(question, member)
        return len(captured)

    def add() -> None:
        outcome = factories.make_outcome(question=question)
        factories.make_rating(body=factories.make_body(outcome=outcome))
        factories.make_recommendation(question=question)
        factories.make_study(question=question)

    add()
    links(question, member)  # the person's place is looked up once a request
    for_one = queries()
    add()
    add()

    assert queries() == for_one
