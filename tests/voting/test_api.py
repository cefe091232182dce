"""Voting over REST: the acts of the pages, with statuses that a program can act on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.models import Ballot, Round, SecretBallot


def ballot_of(round: Round) -> str:
    return f"/api/v1/rounds/{round.pk}/ballot/"


# --- Opening -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["number", "livers:q1r1"])
def test_round_opens_with_the_guidelines_defaults(recommendation, chair, member, api, address):
    address = recommendation.pk if address == "number" else address

    answer = api(chair).post(f"/api/v1/recommendations/{address}/rounds/", {}, format="json")

    round = Round.objects.get()
    assert answer.status_code == 201
    assert answer.json()["id"] == round.pk
    assert answer.json()["status"] == "open"
    assert answer.json()["secrecy"] == "confidential"
    assert answer.json()["rule"]["preset"] == "over-70"
    assert answer.json()["closes_at"] is None
    assert "Nobody has signed the evidence of this question." in answer.json()["warnings"]


def test_round_takes_rule_secrecy_and_end(recommendation, chair, api):
    ends = timezone.now() + timedelta(days=1)

    answer = api(chair).post(
        "/api/v1/recommendations/livers:q1r1/rounds/",
        {"rule": {"preset": "two-thirds", "quorum": "1/2"}, "secrecy": "named", "closes_at": ends},
        format="json",
    )

    assert answer.status_code == 201
    assert (answer.json()["rule"]["preset"], answer.json()["rule"]["quorum"]) == (
        "two-thirds",
        "1/2",
    )
    assert Round.objects.get().closes_at == ends


@pytest.mark.parametrize(
    "body",
    [
        {"rule": "majority"},
        {"rule": {"strong": 0.7}},
        {"secrecy": "whispered"},
        {"closes_at": "2001-01-01T00:00:00Z"},
        {"closes_at": "soon"},
        [],
    ],
)
def test_senseless_terms_are_422_and_open_nothing(recommendation, chair, api, body):
    answer = api(chair).post("/api/v1/recommendations/livers:q1r1/rounds/", body, format="json")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert Round.objects.count() == 0


def test_open_round_and_missing_statement_are_409(opened, recommendation, question, chair, api):
    empty = factories.make_recommendation(question=question, ref="q1r2", statement=None)

    again = api(chair).post(
        f"/api/v1/recommendations/{recommendation.pk}/rounds/", {}, format="json"
    )
    nothing = api(chair).post(f"/api/v1/recommendations/{empty.pk}/rounds/", {}, format="json")

    assert (again.status_code, again.json()["detail"]) == (409, "Round 1 is still open.")
    assert (nothing.status_code, nothing.json()["detail"]) == (
        409,
        "There is no statement to vote on.",
    )


@pytest.mark.parametrize("address", ["livers:q9", "other:q1r1", "999999", "9" * 40, "x", "²", ":"])
def test_unknown_recommendation_is_404(recommendation, chair, api, address):
    answer = api(chair).post(f"/api/v1/recommendations/{address}/rounds/", {}, format="json")

    assert answer.status_code == 404


# --- Voting --------------------------------------------------------------------------------------


def test_first_vote_is_201_with_a_receipt(opened, member, api):
    answer = api(member).put(
        ballot_of(opened), {"choice": "weak-for", "comment": "Yes."}, format="json"
    )

    ballot = Ballot.objects.get()
    assert answer.status_code == 201
    assert answer.json()["receipt"] == ballot.receipt
    assert (answer.json()["choice"], answer.json()["version"]) == ("weak-for", 1)
    assert (ballot.comment, ballot.voter.member.user) == ("Yes.", member)


def test_change_is_200_and_a_new_version(opened, member, api):
    api(member).put(ballot_of(opened), {"choice": "weak-for"}, format="json")

    answer = api(member).put(ballot_of(opened), {"choice": "abstain"}, format="json")

    assert (answer.status_code, answer.json()["version"]) == (200, 2)


def test_same_key_same_answer_other_content_422(opened, member, chair, api):
    client = api(member)
    key = {"HTTP_IDEMPOTENCY_KEY": "k1"}
    first = client.put(ballot_of(opened), {"choice": "weak-for"}, format="json", **key)

    again = client.put(ballot_of(opened), {"choice": "weak-for"}, format="json", **key)
    other = client.put(ballot_of(opened), {"choice": "abstain"}, format="json", **key)
    close_round(by=chair, round=opened)
    later = client.put(ballot_of(opened), {"choice": "weak-for"}, format="json", **key)

    assert (again.status_code, later.status_code, other.status_code) == (200, 200, 422)
    assert first.json()["receipt"] == again.json()["receipt"] == later.json()["receipt"]
    assert Ballot.objects.count() == 1


def test_vote_after_the_close_is_409(opened, chair, member, api):
    close_round(by=chair, round=opened)

    answer = api(member).put(ballot_of(opened), {"choice": "weak-for"}, format="json")

    assert answer.status_code == 409
    assert "your vote came at" in answer.json()["detail"]
    assert Ballot.objects.count() == 0


def test_recused_members_are_403(recommendation, chair, conflicted_member, discussant, api):
    round = open_round(by=chair, recommendation=recommendation)

    for person in (conflicted_member, discussant):
        answer = api(person).put(ballot_of(round), {"choice": "weak-for"}, format="json")
        assert answer.status_code == 403
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "You declared an interest (lecture fees, A company)" in answer.json()["detail"]
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        {"choice": "either"},
        {"choice": "maybe"},
        {"choice": None},
        {"choice": ["weak-for"]},
        {"choice": "weak-for", "comment": "x" * 5001},
        {"choice": "weak-for", "comment": "\x00"},
        {},
        [],
        "weak-for",
    ],
)
def test_senseless_ballot_is_422(opened, member, api, body):
    answer = api(member).put(ballot_of(opened), body, format="json")

    assert answer.status_code == 422
    assert Ballot.objects.count() == 0


def test_half_a_character_is_422(opened, member, api):
    body = '{"choice": "weak-for", "comment": "\\ud800"}'

    answer = api(member).put(ballot_of(opened), body, content_type="application/json")

    assert answer.status_code == 422
    assert Ballot.objects.count() == 0


def test_body_that_is_no_json_is_400(opened, member, api):
    answer = api(member).put(ballot_of(opened), "{", content_type="application/json")

    assert answer.status_code == 400


def test_overlong_key_is_refused(opened, member, api):
    answer = api(member).put(
        ballot_of(opened),
        {"choice": "weak-for"},
        format="json",
        HTTP_IDEMPOTENCY_KEY="k" * 201,
    )

    assert answer.status_code == 422
    assert Ballot.objects.count() == 0


def test_secret_ballot_is_changed_with_its_receipt(secret, member, api):
    first = api(member).put(ballot_of(secret), {"choice": "weak-for"}, format="json")

    bare = api(member).put(ballot_of(secret), {"choice": "abstain"}, format="json")
    held = api(member).put(
        ballot_of(secret),
        {"choice": "abstain", "receipt": first.json()["receipt"]},
        format="json",
    )

    assert (first.status_code, bare.status_code, held.status_code) == (201, 409, 200)
    assert SecretBallot.objects.get().choice == "abstain"


# --- Reading -------------------------------------------------------------------------------------


def test_member_reads_own_vote_and_no_turnout(opened, member, chair, api):
    cast_vote(by=member, round=opened, choice="weak-for")

    seen = api(member).get(f"/api/v1/rounds/{opened.pk}/").json()

    assert (seen["own_vote"], seen["turnout"], seen["result"]) == ("weak-for", None, None)
    assert api(chair).get(f"/api/v1/rounds/{opened.pk}/").json()["turnout"] == 1


def test_who_must_leave_the_room_reads_nothing(recommendation, chair, conflicted_member, api):
    round = open_round(by=chair, recommendation=recommendation)

    for path in ("", "tally/"):
        answer = api(conflicted_member).get(f"/api/v1/rounds/{round.pk}/{path}")
        assert answer.status_code == 403
        assert "We suggest doing it." not in answer.content.decode()
        close_round(by=chair, round=round)


def test_rounds_of_a_recommendation_are_listed_the_last_first(
    opened, recommendation, chair, member, conflicted_member, stranger, api
):
    withdraw_round(by=chair, round=opened, reason="Wrong.")
    open_round(by=chair, recommendation=recommendation, practice=True)
    second = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=second, choice="strong-against")
    address = "/api/v1/recommendations/livers:q1r1/rounds/"

    listed = api(member).get(address)

    told = [(each["number"], each["status"], each["turnout"]) for each in listed.json()]
    assert told == [(2, "open", None), (1, "withdrawn", None)]
    assert listed.json()[0] == api(member).get(f"/api/v1/rounds/{second.pk}/").json()
    assert "strong-against" not in str([each["own_vote"] for each in listed.json()])
    assert api(conflicted_member).get(address).status_code == 403
    assert api(stranger).get(address).status_code == 404


def test_stranger_gets_404_and_nobody_401(opened, stranger, api):
    for path in ("", "tally/"):
        assert api(stranger).get(f"/api/v1/rounds/{opened.pk}/{path}").status_code == 404
        assert api(None).get(f"/api/v1/rounds/{opened.pk}/{path}").status_code == 401
    assert api(stranger).put(ballot_of(opened), {"choice": "abstain"}).status_code == 404
    assert api(None).put(ballot_of(opened), {"choice": "abstain"}).status_code == 401


def test_unknown_round_is_404(opened, chair, api):
    for number in (opened.pk + 1, 10**40):
        assert api(chair).get(f"/api/v1/rounds/{number}/").status_code == 404


# --- Closing and counting ------------------------------------------------------------------------


def test_closing_twice_answers_the_same(opened, chair, member, api):
    cast_vote(by=member, round=opened, choice="weak-for")

    first = api(chair).post(f"/api/v1/rounds/{opened.pk}/close/")
    second = api(chair).post(f"/api/v1/rounds/{opened.pk}/close/")

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert first.json()["status"] == "closed"
    assert first.json()["result"]["strength"] == "weak"


def test_tally_is_409_while_open_and_the_result_afterwards(opened, chair, member, api):
    cast_vote(by=member, round=opened, choice="weak-for")
    address = f"/api/v1/rounds/{opened.pk}/tally/"
    assert api(member).get(address).status_code == 409

    close_round(by=chair, round=opened)

    assert api(member).get(address).json() == {
        "outcome": "recommendation",
        "direction": "for",
        "strength": "weak",
        "votes": {"weak-for": 1},
        "base": 1,
        "eligible": 2,
        "sentence": "1 of 1 votes are weak for; more than 70 % needs 1; weak recommendation for.",
    }


def test_withdrawn_round_has_no_tally_and_no_close(opened, chair, api):
    withdraw_round(by=chair, round=opened, reason="Wrong.")

    assert api(chair).get(f"/api/v1/rounds/{opened.pk}/tally/").status_code == 409
    assert api(chair).post(f"/api/v1/rounds/{opened.pk}/close/").status_code == 409


def test_secret_tally_below_three_ballots_is_not_told(secret, chair, member, api):
    cast_vote(by=member, round=secret, choice="weak-for")

    closed = api(chair).post(f"/api/v1/rounds/{secret.pk}/close/")
    tally = api(chair).get(f"/api/v1/rounds/{secret.pk}/tally/")

    assert (closed.status_code, closed.json()["result"]) == (200, None)
    assert tally.status_code == 403


def test_member_may_neither_open_nor_close(opened, member, api):
    assert api(member).post(f"/api/v1/rounds/{opened.pk}/close/").status_code == 403
    assert api(member).post("/api/v1/recommendations/livers:q1r1/rounds/", {}).status_code == 403


@pytest.mark.django_db
def test_close_asks_the_same_number_of_queries_however_many_voted(api):
    asked = []
    for voters in (1, 6):
        round = factories.round_at("voted", choices=("weak-for",) * voters)
        chair = api(round.guideline.panel.get(role="chair").user)
        with CaptureQueriesContext(connection) as queries:
            answer = chair.post(f"/api/v1/rounds/{round.pk}/close/")
        assert answer.json()["result"]["votes"] == {"weak-for": voters}
        asked.append(len(queries))

    assert asked[0] == asked[1] < 50
