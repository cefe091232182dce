"""A guideline at a glance."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from voting.actions.rounds import open_round


def page(client_of, user, guideline) -> str:
    return client_of(user).get(f"/guidelines/{guideline.slug}/").content.decode()


def test_stage_is_said_as_a_sentence(guideline, member, client_of):
    found = page(client_of, member, guideline)

    assert "Scope, stage 1 of 5." in found
    assert "The panel is called together and the questions are put." in found


def test_row_shows_direction_strength_certainty_votes_and_state(deliberated, client_of):
    found = page(client_of, factories.person_in(deliberated, "chair"), deliberated)

    assert "weak, for" in found
    assert "certainty-low" in found
    assert ">3/3</a>" in found
    assert '<span class="state state-done">done</span>' in found


def test_totals_count_questions_and_recommendations(deliberated, client_of):
    found = page(client_of, factories.person_in(deliberated, "chair"), deliberated)

    assert '<span class="nowrap">1 weak</span>' in found
    assert '<span class="nowrap">1 low</span>' in found


def test_question_without_recommendation_says_who_must_act(guideline, question, member, client_of):
    factories.make_outcome(question=question)

    found = page(client_of, member, guideline)

    assert "Methodologist: 1 critical outcome to be rated" in found


def test_running_round_hides_the_votes_of_the_round_before(deliberated, client_of):
    chair = factories.person_in(deliberated, "chair")
    assert ">3/3</a>" in page(client_of, chair, deliberated)

    open_round(by=chair, recommendation=deliberated.recommendations.get())

    found = page(client_of, chair, deliberated)
    assert ">3/3</a>" not in found
    assert '<span class="state state-open">voting</span>' in found


def test_observer_sees_questions_and_no_drafts(deliberated, client_of):
    observer = factories.make_user("watcher")
    factories.make_member(guideline=deliberated, role="observer", user=observer)

    found = page(client_of, observer, deliberated)

    assert "Should it be done?" in found
    assert "weak, for" not in found
    assert "1 weak" not in found


def test_who_leaves_the_room_sees_neither_result_nor_totals(deliberated, client_of):
    user = factories.make_user("concerned")
    place = factories.make_member(guideline=deliberated, user=user)
    assert "weak, for" in page(client_of, user, deliberated)

    factories.make_conflict(member=place, question=deliberated.questions.get(), action="leave-room")

    found = page(client_of, user, deliberated)
    assert "weak, for" not in found
    assert "1 weak" not in found


def test_question_with_two_recommendations_is_a_row_for_those_kept_out(deliberated, client_of):
    question = deliberated.questions.get()
    factories.make_recommendation(question=question, ref="q1r2")
    user = factories.make_user("concerned")
    place = factories.make_member(guideline=deliberated, user=user)
    factories.make_conflict(member=place, question=question, action="leave-room")

    found = page(client_of, user, deliberated)

    assert "Should it be done?" in found
    assert "q1r2" not in found


def test_commentator_reads_the_grade_and_not_the_votes(deliberated, client_of):
    user = factories.make_user("reader")
    factories.make_member(guideline=deliberated, role="commentator", user=user)

    found = page(client_of, user, deliberated)

    assert "weak, for" in found
    assert ">3/3</a>" not in found


def test_labels_of_the_guideline_replace_the_words(deliberated, client_of):
    deliberated.labels = {"strength": {"weak": "conditional"}}
    deliberated.save()

    found = page(client_of, factories.person_in(deliberated, "chair"), deliberated)

    assert "conditional, for" in found
    assert "weak, for" not in found


def test_flowchart_group_leads_to_its_questions(deliberated, client_of):
    group = factories.make_group(guideline=deliberated, title="A: first line")
    group.questions.add(deliberated.questions.get())

    assert "A: first line" in page(
        client_of, factories.person_in(deliberated, "chair"), deliberated
    )


def test_question_set_aside_is_listed_with_its_status(guideline, member, client_of):
    factories.make_question(guideline=guideline, status="future-research", text="And in children?")

    found = page(client_of, member, guideline)

    assert "Other questions" in found
    assert "And in children?" in found
    assert "No clinical question has been put yet." in found


def test_stranger_is_told_there_is_nothing(guideline, stranger, client_of):
    assert client_of(stranger).get("/guidelines/livers/").status_code == 404


def test_visitor_is_sent_to_sign_in(guideline):
    answer = Client().get("/guidelines/livers/")

    assert answer.headers["Location"] == "/account/login/?next=/guidelines/livers/"


@pytest.mark.slow  # three questions are walked through rating and voting
def test_queries_do_not_grow_with_questions(deliberated, client_of):
    chair = factories.person_in(deliberated, "chair")
    client = client_of(chair)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/guidelines/deliberated/")
        return len(captured)

    for_one = queries()
    for _ in range(2):
        factories.round_at("closed", guideline=deliberated)

    assert queries() == for_one
