"""A show of hands over REST."""

import pytest

from tests import factories
from voting.actions.rounds import open_round
from voting.models import Round


@pytest.fixture
def second(guideline):
    """Who may confirm what the chair counted."""
    user = factories.make_user("second")
    factories.make_member(guideline=guideline, ref="second", role="chair", user=user)
    return user


@pytest.fixture
def raised(recommendation, chair, member, second) -> Round:
    return open_round(by=chair, recommendation=recommendation, mode="hands")


def at(round: Round, path: str = "") -> str:
    return f"/api/v1/rounds/{round.pk}/hands/{path}"


COUNT = {"counts": {"weak-for": 2}, "present": ["chair", "member"]}


def test_count_is_entered_by_one_and_confirmed_by_another(raised, chair, second, member, api):
    entered = api(chair).post(at(raised), COUNT, format="json")
    waiting = api(chair).post(at(raised), COUNT, format="json")
    own = api(chair).post(at(raised, "confirm/"), {"number": 1})
    hidden = api(member).get(f"/api/v1/rounds/{raised.pk}/").json()
    confirmed = api(second).post(at(raised, "confirm/"), {"number": 1})
    twice = api(second).post(at(raised, "confirm/"), {"number": 1})

    [count] = entered.json()
    assert (entered.status_code, count["counts"], count["answer"]) == (201, {"weak-for": 2}, "")
    assert [each["place"] for each in count["present"]] == ["chair", "member"]
    assert (waiting.status_code, hidden["result"]) == (409, None)
    assert "somebody else has to confirm" in own.json()["detail"]
    result = confirmed.json()["result"]
    assert (confirmed.status_code, result["votes"], result["eligible"]) == (200, {"weak-for": 2}, 3)
    assert twice.status_code == 409


def test_wrong_count_is_set_aside_with_the_reason_and_kept(raised, chair, second, api):
    api(chair).post(at(raised), COUNT, format="json")

    bare = api(second).post(at(raised, "again/"), {"number": 1})
    again = api(second).post(at(raised, "again/"), {"number": 1, "reason": "One hand too many."})
    other = api(chair).post(at(raised), COUNT, format="json")
    old = api(second).post(at(raised, "confirm/"), {"number": 1})

    assert (bare.status_code, again.status_code, old.status_code) == (422, 200, 409)
    assert [(each["number"], each["answer"], each["because"]) for each in other.json()] == [
        (2, "", ""),
        (1, "counted-again", "One hand too many."),
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        (COUNT | {"counts": {"weak-for": -1}}, 422),
        (COUNT | {"counts": {"weak-for": "two"}}, 422),
        (COUNT | {"present": ["chair", "nobody"]}, 422),
        (COUNT | {"counts": {"maybe": 2}}, 409),
        (COUNT | {"counts": {"weak-for": 3}}, 409),
        (COUNT | {"present": ["chair", "chair", "chair"]}, 409),
        ({"counts": {}, "present": []}, 409),
    ],
)
def test_count_that_cannot_be_is_refused(raised, chair, api, body, status):
    answer = api(chair).post(at(raised), body, format="json")

    assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)
    assert raised.shows_of_hands.count() == 0


def test_count_is_no_member_s_business_and_unknown_ones_are_404(raised, chair, member, api):
    api(chair).post(at(raised), COUNT, format="json")

    assert api(member).get(at(raised)).status_code == 403
    assert api(member).post(at(raised, "confirm/"), {"number": 1}).status_code == 403
    assert api(chair).post(at(raised, "confirm/"), {"number": 9}).status_code == 404


def test_round_online_takes_no_hands(opened, chair, api):
    answer = api(chair).post(at(opened), COUNT, format="json")

    assert "not held by a show of hands" in answer.json()["detail"]
