"""Proxies: named in writing, accepted, used once, ended; never of somebody recused."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from guideline.models import Conflict
from publication.minutes.rounds import minutes_of
from publication.my_work import my_work
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.proxies import accept_proxy, end_proxy, name_proxy
from voting.actions.rounds import close_round, open_round
from voting.ballots.casts import NotOnTheRoll
from voting.models import Ballot
from voting.queries import counts_of, result_of
from voting.results.attendance import attendance_of

WRITTEN = {"proxy": "written"}


@pytest.fixture
def third(guideline):
    """One more member."""
    user = factories.make_user("third")
    factories.make_member(guideline=guideline, ref="third", user=user)
    return user


@pytest.fixture
def round(recommendation, chair, member, third):
    """A round whose rule has proxies."""
    return open_round(by=chair, recommendation=recommendation, rule=WRITTEN)


@pytest.fixture
def line(round):
    """Somebody's line of the roll: `line(member)`."""
    return lambda user: round.voters.select_related("member").get(member__user=user)


@pytest.fixture
def accepted(round, member, third, line):
    """The third member votes for the member."""
    proxy = name_proxy(by=member, round=round, holder=line(third))
    return accept_proxy(by=third, proxy=proxy)


def test_holder_casts_one_vote_for_each_and_the_ballot_says_so(
    accepted, round, chair, member, third, line
):
    cast_vote(by=third, round=round, choice="weak-for")
    cast_vote(by=third, round=round, choice="strong-against", comment="As told.", of=line(member))
    cast_vote(by=third, round=round, choice="abstain", of=line(member))

    ballots = Ballot.objects.order_by("pk")
    assert [(str(b.voter), b.version, b.choice, str(b.proxy or "")) for b in ballots] == [
        ("third", 1, "weak-for", ""),
        ("member", 1, "strong-against", "third"),
        ("member", 2, "abstain", "third"),
    ]
    said = [sentence(event) for event in Event.objects.order_by("sequence")][-2:]
    assert said == [
        "third voted for member in round 1 on q1r1, by proxy.",
        "third changed the vote of member in round 1 on q1r1, by proxy.",
    ]
    close_round(by=chair, round=round)
    round.refresh_from_db()
    assert counts_of(round) == {"weak-for": 1, "abstain": 1}


def test_same_key_sent_for_oneself_and_for_another_is_two_votes(
    accepted, round, member, third, line
):
    cast_vote(by=third, round=round, choice="weak-for", key="k")
    cast_vote(by=third, round=round, choice="weak-for", key="k", of=line(member))
    again = cast_vote(by=third, round=round, choice="weak-for", key="k", of=line(member))

    assert again.repeated
    assert Ballot.objects.count() == 2


def test_proxy_that_is_only_asked_for_casts_nothing(round, member, third, line):
    name_proxy(by=member, round=round, holder=line(third))

    with pytest.raises(NotOnTheRoll):
        cast_vote(by=third, round=round, choice="weak-for", of=line(member))
    assert Ballot.objects.count() == 0


def test_nobody_else_uses_a_proxy(accepted, round, chair, member, line):
    with pytest.raises(NotOnTheRoll):
        cast_vote(by=chair, round=round, choice="weak-for", of=line(member))


def test_own_vote_ends_the_proxy_and_counts(accepted, round, member, third, line):
    cast_vote(by=third, round=round, choice="strong-against", of=line(member))
    cast_vote(by=member, round=round, choice="weak-for")

    with pytest.raises(NotOnTheRoll):
        cast_vote(by=third, round=round, choice="strong-against", of=line(member))
    accepted.refresh_from_db()
    assert accepted.ended_because == "voted"
    assert counts_of(round) == {"weak-for": 1}


@pytest.mark.parametrize(("who", "because"), [("member", "withdrawn"), ("third", "declined")])
def test_either_ends_it(accepted, round, member, third, line, who, because):
    end_proxy(by={"member": member, "third": third}[who], proxy=accepted)

    accepted.refresh_from_db()
    assert accepted.ended_because == because
    with pytest.raises(NotOnTheRoll):
        cast_vote(by=third, round=round, choice="weak-for", of=line(member))


def test_one_proxy_each_and_none_handed_on(accepted, round, chair, member, third, line):
    with pytest.raises(Blocked, match="third cannot vote for you"):
        name_proxy(by=chair, round=round, holder=line(third))
    with pytest.raises(Blocked, match="a proxy cannot be handed on"):
        name_proxy(by=third, round=round, holder=line(chair))
    with pytest.raises(Blocked, match="You have named somebody"):
        name_proxy(by=member, round=round, holder=line(chair))


def test_recused_neither_gives_nor_holds(round, question, member, third, line):
    factories.make_conflict(member=member.places.get(), question=question, action="discuss-only")

    with pytest.raises(Blocked, match="You have no vote in this round"):
        name_proxy(by=member, round=round, holder=line(third))
    with pytest.raises(Blocked, match="member cannot vote for you"):
        name_proxy(by=third, round=round, holder=line(member))


@pytest.mark.parametrize("recused", ["member", "third"])
def test_proxy_is_worth_nothing_once_either_is_recused(
    accepted, round, question, member, third, line, recused
):
    place = {"member": member, "third": third}[recused].places.get()
    Conflict.objects.create(member=place, question=question, interest="Shares", action="leave-room")

    with pytest.raises(NotOnTheRoll):
        cast_vote(by=third, round=round, choice="weak-for", of=line(member))


def test_who_has_voted_names_nobody(round, member, third, line):
    cast_vote(by=member, round=round, choice="weak-for")

    with pytest.raises(Blocked, match="You have voted"):
        name_proxy(by=member, round=round, holder=line(third))


def test_rule_may_know_no_proxies(opened, chair, member):
    with pytest.raises(Blocked, match="knows no proxies"):
        name_proxy(by=member, round=opened, holder=opened.voters.get(member__user=chair))


def test_secret_vote_by_proxy_ticks_the_giver_off(recommendation, chair, member, third):
    held = open_round(by=chair, recommendation=recommendation, rule=WRITTEN, secrecy="secret")
    giver, holder = (held.voters.get(member__user=each) for each in (member, third))
    accept_proxy(by=third, proxy=name_proxy(by=member, round=held, holder=holder))

    cast = cast_vote(by=third, round=held, choice="abstain", of=giver)

    giver.refresh_from_db()
    holder.refresh_from_db()
    assert (giver.has_voted, holder.has_voted, held.secret_ballots.count()) == (True, False, 1)
    assert cast.receipt


def test_proxy_waits_in_the_holder_s_work(round, member, third, line):
    proxy = name_proxy(by=member, round=round, holder=line(third))
    assert "member asks you for a proxy" in [task.about for task in my_work(third)]

    accept_proxy(by=third, proxy=proxy)
    assert "The vote of member, by proxy" in [task.about for task in my_work(third)]

    cast_vote(by=third, round=round, choice="abstain", of=line(member))
    assert "The vote of member, by proxy" not in [task.about for task in my_work(third)]


def test_minutes_name_who_voted_for_whom(accepted, round, chair, member, third, line):
    cast_vote(by=third, round=round, choice="weak-for", of=line(member))
    closed = close_round(by=chair, round=round)

    attendance = attendance_of(closed, result_of(closed))

    assert [(str(giver), str(holder)) for giver, holder in attendance.proxies] == [
        ("member", "third")
    ]
    assert "member (cast by third)" in str(minutes_of(chair, closed.guideline, [closed]))
