"""A voter and the holder of their proxy at once, on the real database."""

from functools import partial

import pytest

from tests import factories
from tests.voting.test_race import at_once
from voting.actions.ballots import cast_vote
from voting.actions.proxies import accept_proxy, name_proxy
from voting.actions.rounds import open_round
from voting.ballots.casts import NotOnTheRoll

pytestmark = pytest.mark.django_db(transaction=True)


def test_vote_of_one_s_own_beats_the_proxy_whoever_comes_first():
    """When all is still, the voter's own vote counts and the proxy has ended."""
    draft = factories.make_recommendation()
    giver, holder, chair = (factories.make_user() for _ in range(3))
    for user, role in ((chair, "chair"), (giver, "member"), (holder, "member")):
        factories.make_member(guideline=draft.guideline, user=user, role=role)
    round = open_round(by=chair, recommendation=draft, rule={"proxy": "written"})
    lines = {each.member.user_id: each for each in round.voters.select_related("member")}
    line = lines[giver.pk]
    proxy = name_proxy(by=giver, round=round, holder=lines[holder.pk])
    accept_proxy(by=holder, proxy=proxy)

    def by_proxy():
        try:
            return cast_vote(by=holder, round=round, choice="weak-against", of=line)
        except NotOnTheRoll as refusal:
            return refusal

    at_once([by_proxy] * 3 + [partial(cast_vote, by=giver, round=round, choice="weak-for")])

    assert line.ballots.order_by("version").last().choice == "weak-for"
    proxy.refresh_from_db()
    assert proxy.ended_because == "voted"
