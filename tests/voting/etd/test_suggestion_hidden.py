"""A suggestion stays hidden from a voter until their own vote is cast: on every page, over REST, in exports."""

import itertools
import re

import pytest
from django.urls import reverse

from publication.bundle.exporting import data_of
from publication.my_work import my_work
from tests.test_every_url import OURS
from voting.actions.ballots import cast_vote
from voting.actions.etd import judge_criterion
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.eligibility import ROLES
from voting.etd.suggesting import suggestion_to
from voting.visibility import Viewer, VoteStanding, shows_suggestion

# What a page says of this suggestion and nothing else does.
TELLING = ("The judgements suggest", "slightly against", "It speaks the other way")
BEFORE = VoteStanding(may_vote=True)


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize("held", [None, "open", "closed"])
def test_role_and_round_decide_who_sees_it(role, held):
    seen = {
        (cast, decided)
        for cast, decided in itertools.product((False, True), repeat=2)
        if shows_suggestion(Viewer(role), VoteStanding(True, held, cast, decided))
    }

    everything = set(itertools.product((False, True), repeat=2))
    if role in ("methodologist", "secretariat"):
        assert seen == everything
    elif role in ("chair", "member") and held == "open":
        assert seen == {(True, False), (True, True)}
    elif role in ("chair", "member") and held == "closed":
        assert seen == {(True, False), (True, True), (False, True)}
    else:
        assert seen == set()


def test_who_leaves_the_room_or_may_only_discuss_sees_none_during_the_vote():
    cast = VoteStanding(True, "open", True)

    assert not shows_suggestion(Viewer("methodologist", may_see=False), cast)
    assert not shows_suggestion(Viewer("member"), VoteStanding(False, "open", True))


@pytest.fixture
def judged(recommendation, question, methodologist):
    """A draft with judgements that suggest something."""
    for criterion, answer in (
        ("balance", "probably-favours-intervention"),
        ("resources_required", "moderate-costs"),
    ):
        judge_criterion(by=methodologist, question=question, criterion=criterion, judgement=answer)
    return recommendation


def test_suggestion_follows_each_round(judged, question, chair, member, methodologist, discussant):
    def seeing() -> list[str]:
        people = (chair, member, discussant, methodologist)
        return [str(each) for each in people if suggestion_to(each, question, judged)]

    assert seeing() == ["methodologist"]
    first = open_round(by=chair, recommendation=judged)
    assert seeing() == ["methodologist"]
    cast_vote(by=member, round=first, choice="weak-for")
    assert seeing() == ["member", "methodologist"]
    close_round(by=chair, round=first)
    assert seeing() == ["chair", "member", "discussant", "methodologist"]
    second = open_round(by=chair, recommendation=judged)
    assert seeing() == ["methodologist"]
    withdraw_round(by=chair, round=second, reason="A slip.")
    assert seeing() == ["chair", "member", "discussant", "methodologist"]


def addresses(question, recommendation, round) -> list[str]:
    """Every page and answer that has to do with this question."""
    places = {
        "guidelines": question.guideline.slug,
        "questions": question.ref,
        "recommendations": recommendation.ref,
        "rounds": str(round.pk),
        "panel": "member",
        "checks": "search-is-old",
    }
    found = []
    for address in OURS:
        if address.rest is None and "GET" not in address.methods:
            continue
        # The floors below voting know of no suggestion.
        if address.view.__module__.partition(".")[0] in ("evidence", "guideline", "accounts"):
            continue
        path = re.sub(
            r"(\w+)/<[^>]+>", lambda at: f"{at[1]}/{places.get(at[1], '1')}", address.route
        )
        found.append(re.sub(r"\.<[^>]+>", ".json", path))
    return [*found, reverse("etd", args=["livers", "q1"]) + "?recommendation=q1r1"]


@pytest.mark.slow  # every address for two people
def test_no_page_and_no_answer_tells_a_voter_before_their_vote(
    judged, question, guideline, chair, member, methodologist, client_of
):
    round = open_round(by=chair, recommendation=judged)

    def telling(person) -> list[str]:
        client = client_of(person)
        return [
            address
            for address in addresses(question, judged, round)
            if any(each in client.get(address).content.decode(errors="replace") for each in TELLING)
        ]

    everywhere = telling(methodologist)
    assert reverse("etd", args=["livers", "q1"]) in everywhere
    assert reverse("round", args=[round.pk]) in everywhere
    assert telling(chair) == telling(member) == []
    assert not any(each in str(data_of(guideline)) for each in TELLING)
    assert not any(each in str(my_work(member)) for each in TELLING)
    cast_vote(by=member, round=round, choice="abstain")
    assert telling(member) == everywhere
