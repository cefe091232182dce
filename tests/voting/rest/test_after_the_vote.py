"""What follows a vote, over REST: withdrawn, way out, dissents, the roll."""

import pytest

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_way_out
from voting.models import Round

REASON = {"reason": "The evidence is thin."}


def at(round: Round, path: str) -> str:
    return f"/api/v1/rounds/{round.pk}/{path}"


@pytest.fixture
def split(recommendation, chair, member) -> Round:
    """The last round, closed with a vote on either side."""
    round = open_round(by=chair, recommendation=recommendation, rule={"rounds": 1})
    cast_vote(by=chair, round=round, choice="weak-for")
    cast_vote(by=member, round=round, choice="strong-against")
    return close_round(by=chair, round=round)


@pytest.fixture
def decided(opened, chair, member) -> Round:
    """A round that both voted weakly for."""
    for person in (chair, member):
        cast_vote(by=person, round=opened, choice="weak-for")
    return close_round(by=chair, round=opened)


# --- Withdrawing ---------------------------------------------------------------------------------


def test_chair_withdraws_a_round_with_a_reason(opened, chair, member, api):
    cast_vote(by=member, round=opened, choice="weak-for")

    bare = [api(chair).post(at(opened, "withdraw/"), body) for body in ({}, {"reason": " "})]
    done = api(chair).post(at(opened, "withdraw/"), REASON)
    again = api(chair).post(at(opened, "withdraw/"), REASON)

    assert [(each.status_code, list(each.json()["errors"])) for each in bare] == [
        (422, ["reason"])
    ] * 2
    assert (done.status_code, done.json()["status"], done.json()["result"]) == (
        200,
        "withdrawn",
        None,
    )
    assert (again.status_code, again.json()["detail"]) == (409, "The round is not open.")
    assert api(member).post(at(opened, "withdraw/"), REASON).status_code == 403


# --- The way out ---------------------------------------------------------------------------------


def test_way_out_is_taken_once_and_taken_back(split, chair, api):
    before = api(chair).get(at(split, "way-out/")).json()
    unborne = api(chair).post(at(split, "way-out/"), {"choice": "weak"} | REASON)
    taken = api(chair).post(at(split, "way-out/"), {"choice": "postpone"} | REASON)
    twice = api(chair).post(at(split, "way-out/"), {"choice": "no-recommendation"} | REASON)
    shown = api(chair).get(f"/api/v1/rounds/{split.pk}/").json()
    back = api(chair).post(at(split, "way-out/take-back/"), {"reason": "Too early."})

    # One vote on either side: nothing that a weak recommendation could follow.
    assert before == {
        "standing": None,
        "choices": ["no-recommendation", "postpone"],
        "blockers": [],
    }
    assert (unborne.status_code, unborne.json()["code"]) == (409, "blocked")
    assert taken.status_code == 201
    told = taken.json()["standing"]
    assert (told["choice"], told["reason"], told["by"]["place"]) == (
        "postpone",
        "The evidence is thin.",
        "chair",
    )
    assert shown["way_out"] == told["sentences"]
    assert twice.json()["detail"] == "A way out is recorded already; take that back first."
    assert (back.status_code, back.json()["standing"]) == (200, None)
    assert split.ways_out.get().taken_back_because == "Too early."


def test_way_out_is_the_chair_s_alone(split, member, methodologist, api):
    for person in (member, methodologist):
        answers = [
            api(person).get(at(split, "way-out/")),
            api(person).post(at(split, "way-out/"), {"choice": "postpone"} | REASON),
            api(person).post(at(split, "way-out/take-back/"), REASON),
        ]
        assert [each.status_code for each in answers] == [403] * 3
    assert split.ways_out.count() == 0


@pytest.mark.parametrize("body", [{}, {"choice": "strong"}, {"choice": "postpone"}])
def test_senseless_way_out_is_422(split, chair, api, body):
    assert api(chair).post(at(split, "way-out/"), body).status_code == 422
    assert split.ways_out.count() == 0


def test_way_out_tells_nothing_of_too_few_secret_ballots(recommendation, chair, member, api):
    round = open_round(
        by=chair, recommendation=recommendation, rule={"rounds": 1}, secrecy="secret"
    )
    cast_vote(by=member, round=round, choice="strong-against")
    close_round(by=chair, round=round)

    answers = [
        api(chair).get(at(round, "way-out/")),
        api(chair).post(at(round, "way-out/"), {"choice": "weak"} | REASON),
    ]

    assert answers[0].json()["choices"] == []
    for answer in answers:
        assert "Too few secret ballots" in answer.content.decode()
        assert "against" not in answer.content.decode()


# --- Dissents ------------------------------------------------------------------------------------


def test_dissent_is_stated_reworded_read_and_withdrawn(decided, member, chair, api):
    own = at(decided, "dissents/own/")
    stated = api(member).put(own, {"text": "Too weak."})
    reworded = api(member).put(own, {"text": "Much too weak."})
    read = api(chair).get(at(decided, "dissents/")).json()
    hers = api(chair).get(own).json()
    withdrawn = api(member).delete(own)
    nothing = api(member).delete(own)

    assert (stated.status_code, reworded.status_code, withdrawn.status_code) == (201, 200, 200)
    assert [(each["text"], each["member"]["place"]) for each in read] == [
        ("Much too weak.", "member")
    ]
    assert hers == {"dissent": None, "named": True, "blockers": []}
    assert withdrawn.json()["dissent"] is None
    assert (nothing.status_code, nothing.json()["detail"]) == (409, "You have stated no dissent.")
    assert api(chair).get(at(decided, "dissents/")).json() == []


def test_withheld_name_is_told_to_nobody_but_its_writer(decided, member, chair, api):
    decided.guideline.dissent_names = "withheld"
    decided.guideline.save()
    mine = api(member).put(at(decided, "dissents/own/"), {"text": "Too weak."}).json()

    read = api(chair).get(at(decided, "dissents/"))

    assert (mine["named"], mine["dissent"]["member"]["place"]) == (False, "member")
    assert [(each["text"], each["member"]) for each in read.json()] == [("Too weak.", None)]
    assert b"member" not in read.content.replace(b'"member"', b"")


def test_who_may_not_vote_or_has_nothing_decided_states_no_dissent(split, member, discussant, api):
    undecided = api(member).put(at(split, "dissents/own/"), {"text": "No."})
    recused = api(discussant).put(at(split, "dissents/own/"), {"text": "No."})

    assert "Nothing was decided" in undecided.json()["detail"]
    assert "Only who may vote on this question" in recused.json()["detail"]
    assert split.dissents.count() == 0


def test_published_dissent_is_no_longer_changed(decided, member, chair, api):
    api(member).put(at(decided, "dissents/own/"), {"text": "Too weak."})
    factories.make_version(guideline=decided.guideline)

    answers = [
        api(member).put(at(decided, "dissents/own/"), {"text": "No."}),
        api(member).delete(at(decided, "dissents/own/")),
    ]

    assert [each.status_code for each in answers] == [409, 409]
    assert decided.dissents.get().text == "Too weak."


# --- The roll ------------------------------------------------------------------------------------


def test_voter_is_taken_off_the_roll_once_with_a_reason(opened, chair, member, api):
    cast_vote(by=member, round=opened, choice="weak-for")
    address = at(opened, "voters/member/revoke/")

    bare = api(chair).post(address, {})
    done = [api(chair).post(address, REASON) for _twice in range(2)]
    vote = api(member).put(at(opened, "ballot/"), {"choice": "weak-for"})

    assert bare.status_code == 422
    assert [each.status_code for each in done] == [200, 200]
    assert done[0].json() == done[1].json()
    assert (done[0].json()["place"], done[0].json()["revoked_because"]) == (
        "member",
        REASON["reason"],
    )
    assert vote.status_code == 403
    assert api(chair).post(at(opened, "voters/nobody/revoke/"), REASON).status_code == 404
    assert api(member).post(at(opened, "voters/chair/revoke/"), REASON).status_code == 403


def test_closed_round_is_counted_anew_without_a_voter_or_the_ballot_stands(
    decided, chair, member, api
):
    own = api(chair).post(at(decided, "voters/chair/revoke/"), REASON)
    stands = api(chair).post(at(decided, "voters/member/stand/"), REASON)
    revoked = api(chair).post(at(decided, "voters/member/revoke/"), REASON)
    tally = api(chair).get(at(decided, "tally/")).json()

    assert "of their own" in own.json()["detail"]
    assert (stands.status_code, stands.json()["kept_because"]) == (200, REASON["reason"])
    assert revoked.status_code == 200
    assert (tally["votes"], tally["base"], tally["eligible"]) == ({"weak-for": 1}, 1, 1)


@pytest.mark.parametrize(
    ("secrecy", "seen"), [("confidential", [False, True]), ("secret", [None, None])]
)
def test_roll_says_who_has_voted_where_that_may_be_known(
    recommendation, chair, member, api, secrecy, seen
):
    round = open_round(by=chair, recommendation=recommendation, secrecy=secrecy)
    cast_vote(by=member, round=round, choice="weak-for")

    roll = api(chair).get(at(round, "voters/"))

    assert {each["place"]: each["has_voted"] for each in roll.json()} == dict(
        zip(("chair", "member"), seen, strict=True)
    )
    assert "weak" not in roll.content.decode()
    assert api(member).get(at(round, "voters/")).status_code == 403


def test_way_out_stands_beside_the_result_for_the_panel(split, chair, member, api):
    take_way_out(by=chair, round=split, choice="no-recommendation", reason="Split.")

    seen = api(member).get(f"/api/v1/rounds/{split.pk}/").json()["way_out"]

    assert "no recommendation" in seen[0].lower()


# --- Corrections ---------------------------------------------------------------------------------

CORRECTIONS = "/api/v1/recommendations/livers:q1r1/corrections/"
SLIP = {"statement": "We suggest to do it.", "because": "It reads better."}


def test_correction_is_proposed_by_one_and_confirmed_by_another(
    decided, methodologist, chair, member, api
):
    proposed = api(methodologist).post(CORRECTIONS, SLIP)
    own = api(methodologist).post(f"{CORRECTIONS}1/confirm/")
    twice = api(methodologist).post(CORRECTIONS, SLIP)
    seen = api(chair).get(CORRECTIONS).json()
    confirmed = api(chair).post(f"{CORRECTIONS}1/confirm/")

    [correction] = proposed.json()
    assert (proposed.status_code, correction["before"], correction["after"]) == (
        201,
        "We suggest doing it.",
        "We suggest to do it.",
    )
    assert (
        correction["blockers"][0]["detail"] == "You proposed it; somebody else has to confirm it."
    )
    assert (own.status_code, twice.status_code, seen[0]["blockers"]) == (409, 409, [])
    assert confirmed.json()[0]["confirmed_by"]["place"] == "chair"
    decided.recommendation.refresh_from_db()
    assert decided.recommendation.statement == "We suggest to do it."
    assert api(member).post(CORRECTIONS, SLIP).status_code == 403


def test_correction_is_withdrawn_with_a_reason_and_refused_where_nothing_is_to_correct(
    decided, chair, methodologist, api
):
    api(methodologist).post(CORRECTIONS, SLIP)

    bare = api(chair).post(f"{CORRECTIONS}1/withdraw/", {})
    withdrawn = api(chair).post(f"{CORRECTIONS}1/withdraw/", REASON)
    same = api(chair).post(CORRECTIONS, SLIP | {"statement": "We suggest doing it."})

    assert (bare.status_code, same.json()["detail"]) == (422, "This is how it reads already.")
    assert withdrawn.json()[0]["withdrawn_because"] == REASON["reason"]
    assert api(chair).post(f"{CORRECTIONS}9/confirm/").status_code == 404
