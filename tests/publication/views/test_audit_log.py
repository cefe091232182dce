"""The log of a guideline."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from guideline.actions.importance_surveys import answer_survey, close_survey, open_survey
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


def page(client_of, user, query="") -> str:
    return client_of(user).get(f"/guidelines/livers/log/{query}").content.decode()


@pytest.fixture
def noted(guideline):
    """Adds events about something, for want of deeds."""

    def note(times: int, target: str = "q1") -> None:
        for number in range(times):
            factories.make_event(
                "question-put", guideline="livers", target=target, text=f"Deed {number}."
            )

    return note


def test_events_read_as_sentences_newest_first(noted, chair, client_of):
    noted(2)

    sentences = re.findall(r"Plenary put question q1: Deed \d\.", page(client_of, chair))

    assert sentences == ["Plenary put question q1: Deed 1.", "Plenary put question q1: Deed 0."]


def test_chain_that_holds_shows_its_end(noted, chair, client_of):
    noted(3)

    found = page(client_of, chair)

    assert "The chain of events holds" in found
    assert Event.objects.last().hash in found


def test_other_guidelines_stay_out(noted, chair, client_of):
    noted(1)
    factories.make_event("question-put", guideline="hearts", target="q9", text="Elsewhere.")

    assert "Elsewhere." not in page(client_of, chair)


def test_target_narrows_the_list(noted, chair, client_of):
    noted(1, target="q1")
    noted(1, target="q2")

    found = page(client_of, chair, "?target=q2")

    assert "put question q2" in found
    assert "put question q1" not in found


def test_long_log_goes_on_to_the_next_page(noted, chair, client_of):
    noted(51)

    assert "Page 1 of 2" in page(client_of, chair)
    assert "Deed 0." in page(client_of, chair, "?page=2")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_page_that_is_not_there_shows_one_that_is(number, noted, chair, client_of):
    noted(1)

    assert "Deed 0." in page(client_of, chair, f"?page={number}")


def test_ballots_of_a_running_round_are_for_those_who_run_it(question, chair, member, client_of):
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    held = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=member, round=held, choice="weak-for")
    assert "member voted in round 1 on q1r1." in page(client_of, chair)
    assert "voted in round 1" not in page(client_of, member)

    close_round(by=chair, round=held)

    assert "member voted in round 1 on q1r1." in page(client_of, member)


def test_who_answers_an_open_survey_is_for_those_who_run_it(
    question, chair, member, secretariat, client_of
):
    factories.make_outcome(question=question, ref="death")
    survey = open_survey(by=chair, question=question, phase="before")
    answer_survey(by=chair, survey=survey, scores={("death", ""): 8})
    said = "chair rated the importance of the outcomes of question q1 (survey 1)."
    assert said in page(client_of, secretariat)
    assert said not in page(client_of, member)

    close_survey(by=chair, survey=survey)

    assert said in page(client_of, member)


def test_numbers_of_events_are_for_those_who_may_count_votes(noted, chair, member, client_of):
    noted(1)
    number = f'<td class="number quiet">{Event.objects.last().sequence}</td>'

    assert number in page(client_of, chair)
    assert number not in page(client_of, member)


def test_who_leaves_the_room_reads_nothing_about_the_question(
    noted, question, conflicted_member, client_of
):
    noted(1, target="q1")
    noted(1, target="q1/survival")
    noted(1, target="q2")
    factories.make_event("outcome-added", guideline="livers", question="q1", outcome="Survival")

    found = page(client_of, conflicted_member)

    assert "put question q2" in found
    assert "put question q1" not in found
    assert "Survival" not in found


def test_commentator_may_not_read_the_log(commentator, client_of):
    assert client_of(commentator).get("/guidelines/livers/log/").status_code == 403


def test_stranger_is_told_there_is_nothing(guideline, stranger, client_of):
    assert client_of(stranger).get("/guidelines/livers/log/").status_code == 404


def test_queries_do_not_grow_with_events(noted, chair, client_of):
    client = client_of(chair)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/guidelines/livers/log/")
        return len(captured)

    noted(1)
    for_one = queries()
    noted(2)

    assert queries() == for_one
