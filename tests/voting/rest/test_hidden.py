"""What a round keeps from somebody is at none of its REST addresses: each test has something to hide."""

import pytest

from tests import factories
from tests.permission_table import doors
from voting import guards
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.polls import answer_poll, close_poll, open_poll
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_way_out
from voting.models import Ballot, Dissent, Round, SecretBallot

HIDDEN = "Xyzzy"


def addresses(round: Round) -> list[str]:
    """Every REST address that is read about a round, its recommendation or its question's polls."""
    slug, ref = round.guideline.slug, round.recommendation.ref
    places = {
        "<int:pk>": str(round.pk),
        "<str:address>": f"{slug}:{ref}",
        "<slug:slug>": slug,
        "<slug:ref>": round.question.ref,
        "<int:proxy>": "1",
        "<int:number>": "1",
        "<slug:place>": "member",
    }
    found = []
    for (_name, method), address in doors().items():
        about = ("rounds/", "recommendations/", "/polls/")
        if (
            address.rest is None
            or method != "GET"
            or not any(each in address.route for each in about)
        ):
            continue
        path = address.route
        for place, value in places.items():
            path = path.replace(place, value)
        found.append(path)
    return found


def read(client, round: Round) -> dict[str, bytes]:
    return {path: client.get(path).content for path in addresses(round)}


@pytest.fixture
def told(recommendation, question, chair, member, methodologist) -> Round:
    """A round that is over, with the hidden word in all that people write around one."""
    edit_draft(by=methodologist, recommendation=recommendation, statement=HIDDEN, reason=HIDDEN)
    poll = open_poll(by=chair, question=question)
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", HIDDEN)})
    close_poll(by=chair, poll=poll)
    round = open_round(by=chair, recommendation=recommendation, rule={"rounds": 1})
    cast_vote(by=chair, round=round, choice="strong-for", comment=HIDDEN)
    cast_vote(by=member, round=round, choice="strong-against", comment=HIDDEN)
    close_round(by=chair, round=round)
    take_way_out(by=chair, round=round, choice="no-recommendation", reason=HIDDEN)
    Dissent.objects.create(round=round, member=member.places.get(), text=HIDDEN)
    return round


def test_who_leaves_the_room_reads_nothing_of_all_that_was_said(
    told, conflicted_member, observer, stranger, member, api
):
    hiding = [path for path, answer in read(api(member), told).items() if b"Xyzzy" in answer]

    for person in (conflicted_member, observer, stranger):
        found = read(api(person), told)
        assert [path for path, answer in found.items() if b"Xyzzy" in answer] == []
        assert [path for path, answer in found.items() if b"strong-against" in answer] == []
    # There is something to hide at most addresses.
    assert len(hiding) >= 6


def test_open_secret_round_answers_the_same_whatever_is_in_its_box(
    secret, guideline, chair, member, methodologist, api
):
    cast_vote(by=member, round=secret, choice="strong-for")
    cast_vote(by=chair, round=secret, choice="strong-for")
    people = (chair, member, methodologist)
    before = {person: read(api(person), secret) for person in people}

    SecretBallot.objects.filter(round=secret).update(choice="strong-against", comment=HIDDEN)

    assert {person: read(api(person), secret) for person in people} == before
    assert len(before[chair]) >= 10


def test_ballots_exchanged_between_two_peers_change_no_answer_to_a_third(
    recommendation, guideline, chair, api
):
    """Of a confidential round peers know the tally. The record alone tells ballots apart: by receipts."""
    peers = [factories.make_user() for _ in range(3)]
    for user in peers:
        factories.make_member(guideline=guideline, user=user)
    round = open_round(by=chair, recommendation=recommendation)
    for user, choice in zip(peers, ("weak-for", "strong-against", "weak-for"), strict=True):
        cast_vote(by=user, round=round, choice=choice, comment=choice.upper())
    close_round(by=chair, round=round)
    before, seen = read(api(peers[2]), round), read(api(chair), round)

    _exchange(*Ballot.objects.filter(voter__member__user__in=peers[:2]).order_by("pk"))

    after = read(api(peers[2]), round)
    record = f"/api/v1/rounds/{round.pk}/export/"
    assert [path for path in before if before[path] != after[path]] == [record]
    assert read(api(chair), round)[record] != seen[record]


def _exchange(one: Ballot, other: Ballot) -> None:
    """As if each had cast what the other did; the database refuses it, so its guards are taken down."""
    said = ("choice", "comment")
    first, second = ({name: getattr(each, name) for name in said} for each in (one, other))
    guards.drop()
    try:
        Ballot.objects.filter(pk=one.pk).update(**second)
        Ballot.objects.filter(pk=other.pk).update(**first)
    finally:
        guards.set_up()
