"""The page of a round: a ballot while it runs, the tally afterwards, each for whom it is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.etd import judge_criterion
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round, withdraw_round


def get(client_of, user, round) -> str:
    return client_of(user).get(reverse("round", args=[round.pk])).content.decode()


@pytest.fixture
def voted(opened, chair, member):
    """The running round with two votes in it, one with a comment."""
    cast_vote(by=member, round=opened, choice="weak-against", comment="Too few studies.")
    cast_vote(by=chair, round=opened, choice="weak-for")
    return opened


@pytest.fixture
def closed(voted, chair):
    """The same round, closed."""
    return close_round(by=chair, round=voted)


def test_ballot_shows_question_statement_certainty_and_judgements(
    opened, question, member, chair, client_of
):
    factories.make_outcome(question=question, name="Survival at five years")
    judge_criterion(by=chair, question=question, criterion="equity", judgement="reduced")

    page = get(client_of, member, opened)

    assert "Should it be done?" in page
    assert "We suggest doing it." in page
    assert "Survival at five years" in page
    assert "reduced" in page
    assert page.count('name="choice"') == 6
    assert "Review your vote" in page


def test_option_that_the_rule_turns_on_is_on_the_ballot(recommendation, chair, client_of):
    options = ["strong-for", "weak-for", "either", "weak-against", "strong-against", "abstain"]
    round = open_round(by=chair, recommendation=recommendation, rule={"options": options})

    page = get(client_of, chair, round)

    assert 'value="either"' in page
    assert 'value="neither"' not in page


def test_voter_sees_own_vote_and_nobody_elses(voted, member, client_of):
    page = get(client_of, member, voted)

    assert "You voted: weak against." in page
    assert re.search(r'value="weak-against"[^>]*checked', page)
    assert "Have voted" not in page


def test_chair_and_methodologist_see_the_turnout(voted, methodologist, chair, client_of):
    for officer in (chair, methodologist):
        assert "Have voted" in get(client_of, officer, voted)


def test_methodologist_gets_no_ballot(voted, methodologist, client_of):
    page = get(client_of, methodologist, voted)

    assert 'name="choice"' not in page
    assert "You are not on the roll of this round." in page
    assert "Too few studies." not in page


def test_discussant_reads_why_there_is_no_ballot(recommendation, chair, discussant, client_of):
    round = open_round(by=chair, recommendation=recommendation)

    page = get(client_of, discussant, round)

    assert "You may discuss this question and do not vote on it." in page
    assert "You declared an interest (lecture fees, A company)" in page
    assert 'name="choice"' not in page


def test_revoked_voter_reads_why(opened, chair, member, client_of):
    voter = opened.voters.get(member__user=member)
    revoke_voter(by=chair, voter=voter, reason="Declared shares.")

    page = get(client_of, member, opened)

    assert "You may no longer vote in this round: Declared shares." in page
    assert 'name="choice"' not in page


def test_who_must_leave_the_room_sees_neither_draft_nor_tally(
    recommendation, chair, conflicted_member, client_of
):
    round = open_round(by=chair, recommendation=recommendation)
    address = reverse("round", args=[round.pk])

    for _state in ("open", "closed"):
        answer = client_of(conflicted_member).get(address)
        assert answer.status_code == 403
        assert "We suggest doing it." not in answer.content.decode()
        assert "the decision on this question: leaves the room. Ask chair (chair)." in (
            answer.content.decode()
        )
        close_round(by=chair, round=round)


def test_ballot_says_where_it_stands_among_the_open_ones(
    opened, question, chair, member, client_of
):
    open_round(by=chair, recommendation=factories.make_recommendation(question=question))

    assert "1 of 2 open ballots" in get(client_of, member, opened)
    assert "Later: skip to the next ballot" in get(client_of, member, opened)
    cast_vote(by=member, round=opened, choice="abstain")
    assert "1 cast" in get(client_of, member, opened)


def test_last_round_is_fed_back_without_names(opened, recommendation, chair, member, client_of):
    cast_vote(by=chair, round=opened, choice="strong-for", comment="Worth its price.")
    cast_vote(by=member, round=opened, choice="weak-against")
    close_round(by=chair, round=opened)
    second = open_round(by=chair, recommendation=recommendation)

    page = get(client_of, member, second)

    assert "What round 1 came to" in page
    assert "In round 1 you voted: weak against." in page
    assert "Worth its price." in page
    assert "of 2 votes are" in page
    assert ">chair<" not in page


def test_effects_on_what_matters_stand_beside_the_ballot(opened, question, member, client_of):
    outcome = factories.make_outcome(
        question=question, name="Death", baseline_risks=[{"label": "usual", "risk": 0.2}]
    )
    factories.make_outcome(question=question, name="Bruises", importance=2)
    factories.make_result(body=factories.make_body(outcome=outcome))

    page = get(client_of, member, opened)

    assert re.search(r"fewer per 1000", page)
    assert "Bruises" not in page
    assert "The evidence changed since this round opened" in page
    assert "Figures and studies" in page


def test_stranger_learns_nothing(opened, stranger, client_of, client):
    address = reverse("round", args=[opened.pk])

    assert client_of(stranger).get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert client_of(stranger).get(reverse("round", args=[opened.pk + 1])).status_code == 404


def test_tally_is_a_sentence_with_whole_numbers(closed, member, client_of):
    page = get(client_of, member, closed)

    assert (
        "1 of 2 votes are weak for; more than 70 % needs 2; 1 of 2 votes are weak against; "
        "more than 70 % needs 2; no consensus." in page
    )
    assert "50.0 %" in page
    assert "<rect" in page


def test_panel_sees_comments_without_names(closed, member, client_of):
    page = get(client_of, member, closed)

    assert "Too few studies." in page
    assert "Who voted how" not in page


def test_chair_and_methodologist_see_who_voted_how(closed, chair, methodologist, client_of):
    for officer in (chair, methodologist):
        assert "Who voted how" in get(client_of, officer, closed)


def test_named_round_tells_the_panel_who_voted_how(recommendation, chair, member, client_of):
    round = open_round(by=chair, recommendation=recommendation, secrecy="named")
    cast_vote(by=chair, round=round, choice="weak-for")
    close_round(by=chair, round=round)

    assert "Who voted how" in get(client_of, member, round)


def test_secret_round_shows_nothing_below_three_ballots(
    secret, chair, member, methodologist, client_of
):
    cast_vote(by=member, round=secret, choice="weak-against", comment="Between us.")
    cast_vote(by=chair, round=secret, choice="weak-against")
    close_round(by=chair, round=secret)

    for person in (chair, member, methodologist):
        page = get(client_of, person, secret)
        assert "Too few secret ballots" in page
        assert "Between us." not in page
        assert "<rect" not in page


def test_secret_round_shows_tally_and_comments_from_three_ballots_on(
    recommendation, guideline, chair, member, methodologist, client_of
):
    third = factories.make_user("third")
    factories.make_member(guideline=guideline, user=third)
    round = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    for person in (chair, member, third):
        cast_vote(by=person, round=round, choice="weak-against", comment="Between us.")
    close_round(by=chair, round=round)

    page = get(client_of, methodologist, round)

    assert "3 of 3 votes are weak against" in page
    assert "Between us." in page
    assert "Who voted how" not in page


def test_withdrawn_round_has_no_tally(voted, chair, client_of):
    withdraw_round(by=chair, round=voted, reason="Wrong wording.")

    page = get(client_of, chair, voted)

    assert "This round was withdrawn." in page
    assert "<rect" not in page
    assert "Too few studies." not in page


def test_comment_is_shown_as_text(opened, chair, member, client_of):
    cast_vote(by=member, round=opened, choice="abstain", comment="<script>alert(1)</script>")
    close_round(by=chair, round=opened)

    page = get(client_of, member, opened)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_queries_do_not_grow_with_the_voters(guideline, question, chair, client_of):
    def queries_with(voters: int) -> int:
        round = open_round(
            by=chair, recommendation=factories.make_recommendation(question=question)
        )
        for person in people[:voters]:
            cast_vote(by=person, round=round, choice="weak-for", comment="Yes.")
        close_round(by=chair, round=round)
        client = client_of(chair)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("round", args=[round.pk]))
        return len(captured)

    people = [factories.make_user() for _ in range(3)]
    for person in people:
        factories.make_member(guideline=guideline, user=person)

    assert queries_with(1) == queries_with(3)
