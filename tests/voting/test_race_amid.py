"""A vote that comes while its right is being taken away: it waits for the deed, and is refused after it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from audit.queries import verify
from guideline.actions.conflicts import decide_conflict
from tests import factories
from tests.voting.test_race import in_a_thread
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.proxies import accept_proxy, end_proxy, name_proxy
from voting.actions.rounds import open_round
from voting.ballots.casts import Cast, NotOnTheRoll

pytestmark = pytest.mark.django_db(transaction=True)

DEEDS = ("revoked", "recused", "proxy ended")


@pytest.fixture
def scene(recommendation, guideline, chair, member):
    """The deed that takes a right away, and the vote that relies on it: `scene("revoked")`."""
    other = factories.make_user("other")
    factories.make_member(guideline=guideline, ref="other", user=other)

    def set_up(deed: str, secrecy: str = "confidential") -> tuple[Callable, Callable]:
        round = open_round(
            by=chair, recommendation=recommendation, secrecy=secrecy, rule={"proxy": "written"}
        )
        lines = {each.member.ref: each for each in round.voters.select_related("member")}
        if deed == "proxy ended":
            proxy = name_proxy(by=member, round=round, holder=lines["other"])
            accept_proxy(by=other, proxy=proxy)
            vote = partial(cast_vote, by=other, round=round, choice="weak-for", of=lines["member"])
            return partial(end_proxy, by=member, proxy=proxy), vote
        vote = partial(cast_vote, by=member, round=round, choice="weak-for")
        if deed == "revoked":
            return partial(revoke_voter, by=chair, voter=lines["member"], reason="Shares."), vote
        conflict = factories.make_conflict(
            member=member.places.get(), interest="Shares", action="not-reported"
        )
        because = {"action": "discuss-only", "because": "Shares."}
        return partial(decide_conflict, by=chair, conflict=conflict, **because), vote

    return set_up


def amid(deed: Callable, vote: Callable) -> tuple[bool, Any]:
    """Vote while the deed is done and not committed yet: whether the vote waited, and its answer."""

    def refused_or_cast():
        try:
            return in_a_thread(vote)
        except NotOnTheRoll as refusal:
            return refusal

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            deed()
            voting = pool.submit(refused_or_cast)
            waited = not wait([voting], timeout=0.5).done
        return waited, voting.result()


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
@pytest.mark.parametrize("deed", DEEDS)
def test_vote_waits_for_the_deed_that_takes_it_away_and_is_refused(scene, deed, secrecy):
    waited, answer = amid(*scene(deed, secrecy))

    assert (waited, type(answer)) == (True, NotOnTheRoll)
    assert verify() is None


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time without any lock"
)
@pytest.mark.parametrize("deed", DEEDS)
def test_without_the_lock_a_vote_is_taken_that_has_no_right_any_more(scene, deed, unlocked):
    """The database's guards know only what is committed: it gets a receipt that nobody will count."""
    _waited, answer = amid(*scene(deed))

    assert type(answer) is Cast
