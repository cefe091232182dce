"""Proxies over REST: asked for, taken on, used, ended."""

import pytest

from tests import factories
from voting.actions.rounds import close_round, open_round
from voting.models import Ballot, Round


@pytest.fixture
def holder(guideline):
    user = factories.make_user("holder")
    factories.make_member(guideline=guideline, ref="holder", user=user)
    return user


@pytest.fixture
def proxied(recommendation, chair, member, holder) -> Round:
    return open_round(by=chair, recommendation=recommendation, rule={"proxy": "written"})


def at(round: Round, path: str = "") -> str:
    return f"/api/v1/rounds/{round.pk}/proxy/{path}"


def test_proxy_is_named_accepted_and_votes(proxied, member, holder, chair, api):
    before = api(member).get(at(proxied)).json()
    named = api(member).post(at(proxied), {"holder": "holder"})
    number = named.json()["given"]["number"]
    early = api(holder).put(at(proxied, f"{number}/ballot/"), {"choice": "weak-for"})
    accepted = [api(holder).post(at(proxied, f"{number}/accept/")) for _twice in range(2)]
    key = {"HTTP_IDEMPOTENCY_KEY": "k"}
    ballot = at(proxied, f"{number}/ballot/")
    cast = [api(holder).put(ballot, {"choice": "weak-for"}, **key) for _twice in range(2)]
    other = api(holder).put(ballot, {"choice": "abstain"}, **key)
    meddling = [
        api(chair).put(ballot, {"choice": "abstain"}),
        api(chair).post(at(proxied, f"{number}/end/")),
    ]
    giver = api(member).put(ballot, {"choice": "abstain"})

    assert [each["place"] for each in before["may_hold"]] == ["chair", "holder"]
    assert (named.status_code, named.json()["given"]["accepted_at"]) == (201, None)
    assert early.status_code == 403
    assert [each.status_code for each in accepted] == [200, 200]
    assert accepted[0].json()["held"]["giver"] == {
        "place": "member",
        "name": str(member.places.get()),
    }
    assert [each.status_code for each in cast] == [201, 200]
    assert cast[0].json()["receipt"] == cast[1].json()["receipt"]
    assert other.status_code == 422
    assert [each.status_code for each in meddling] == [404, 404]
    assert giver.status_code == 403
    line = Ballot.objects.get()
    assert (line.voter.member.ref, line.proxy.member.ref, line.choice) == (
        "member",
        "holder",
        "weak-for",
    )
    close_round(by=chair, round=proxied)
    assert api(holder).put(ballot, {"choice": "abstain"}).status_code == 409


def test_either_ends_it_and_a_round_without_proxies_says_so(proxied, member, holder, api):
    number = api(member).post(at(proxied), {"holder": "holder"}).json()["given"]["number"]

    declined = api(holder).post(at(proxied, f"{number}/end/"))
    again = api(holder).post(at(proxied, f"{number}/accept/"))

    assert (declined.status_code, declined.json()["held"]) == (200, None)
    assert (again.status_code, again.json()["detail"]) == (409, "This proxy has ended.")
    assert api(member).get(at(proxied)).json()["given"] is None


def test_nobody_is_named_who_is_not_on_the_roll_or_where_the_rule_has_none(
    opened, member, discussant, api
):
    refused = api(member).post(at(opened), {"holder": "chair"})

    assert (refused.status_code, refused.json()["blockers"][0]["detail"]) == (
        409,
        "The rule of this round knows no proxies.",
    )
    assert api(member).post(at(opened), {"holder": "discussant"}).status_code == 422
    assert api(member).post(at(opened), {}).status_code == 422
