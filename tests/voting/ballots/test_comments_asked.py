"""When the rule asks a vote to say why."""

import pytest

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.ballots.comments_asked import why_comment_is_asked

CHOICES = ("weak-for", "weak-against", "abstain")
pytestmark = pytest.mark.django_db


def test_nothing_is_asked_by_default(opened):
    assert why_comment_is_asked(opened, "weak-for") == ""


def test_rule_asks_everybody(recommendation, chair, member, client_of):
    round = open_round(by=chair, recommendation=recommendation, rule={"comment": "all"})

    silent = client_of(member).post(f"/rounds/{round.pk}/review/", {"choice": "abstain"})

    assert silent.status_code == 422
    assert "asks every voter to say why" in silent.content.decode()


def test_rule_asks_whoever_votes_otherwise_than_most_did(recommendation, chair, member):
    rule = {"comment": "minority"}
    first = open_round(by=chair, recommendation=recommendation, rule=rule)
    assert why_comment_is_asked(first, "weak-against") == ""
    for person in (chair, member):
        cast_vote(by=person, round=first, choice="weak-for")
    close_round(by=chair, round=first)

    second = open_round(by=chair, recommendation=recommendation, rule=rule)

    asked = {each: bool(why_comment_is_asked(second, each)) for each in CHOICES}
    assert asked == {"weak-for": False, "weak-against": True, "abstain": False}


def test_secret_round_too_small_to_be_shown_gives_no_majority_away(recommendation, chair, member):
    rule = {"comment": "minority"}
    first = open_round(by=chair, recommendation=recommendation, rule=rule, secrecy="secret")
    for person in (chair, member):
        cast_vote(by=person, round=first, choice="weak-for")
    close_round(by=chair, round=first)

    second = open_round(by=chair, recommendation=recommendation, rule=rule)

    assert why_comment_is_asked(second, "weak-against") == ""
