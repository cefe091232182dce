"""Putting many drafts to the vote at once."""

import re

import pytest
from django.urls import reverse

from tests import factories
from voting.models import Round

ADDRESS = "/guidelines/livers/rounds/open/"
TERMS = {"rule": "", "secrecy": "confidential", "closes_at": ""}


@pytest.fixture
def drafts(question):
    """Two drafts that may be voted on and one without a statement."""
    return [
        factories.make_recommendation(question=question, ref="d1", statement="We suggest one."),
        factories.make_recommendation(question=question, ref="d2", statement="We suggest two."),
        factories.make_recommendation(question=question, ref="d3", statement=None),
    ]


def seen_in(page: str) -> dict[str, str]:
    """The hidden fields that say what was shown."""
    return dict(re.findall(r'name="(seen-\w+)"\s+value="(\w+)"', page))


def look(client, chosen):
    return client.post(ADDRESS, TERMS | {"drafts": chosen, "step": "look"})


def test_drafts_stand_with_what_hinders_each(drafts, chair, member, client_of):
    page = client_of(chair).get(ADDRESS).content.decode()

    assert "We suggest one." in page
    assert 'id="blockers-d3"' in page
    assert "There is no statement to vote on." in page
    assert page.count("disabled") == 1


def test_chair_looks_and_opens_both(drafts, chair, member, discussant, client_of):
    client = client_of(chair)
    page = look(client, ["d1", "d2"]).content.decode()
    assert Round.objects.count() == 0
    assert "One option needs more than 70 % of the votes cast" in page
    assert "discussant: may discuss, does not vote" in page
    assert "Nobody has signed the evidence of this question." in page
    assert "[the personal link of chair]" in page

    answer = client.post(ADDRESS, TERMS | {"drafts": ["d1", "d2"], "step": "open"} | seen_in(page))

    assert answer.headers["Location"] == reverse("rounds", args=["livers"])
    assert sorted(each.recommendation.ref for each in Round.objects.all()) == ["d1", "d2"]
    assert "0 of 2 have voted" in client.get(answer.headers["Location"]).content.decode()


def test_nothing_opens_when_one_changed_since_the_look(drafts, chair, member, client_of):
    client = client_of(chair)
    page = look(client, ["d1", "d2"]).content.decode()
    drafts[1].statement = "We suggest three."
    drafts[1].save()

    answer = client.post(ADDRESS, TERMS | {"drafts": ["d1", "d2"], "step": "open"} | seen_in(page))

    assert answer.status_code == 409
    assert "d2: It changed since you looked at it." in answer.content.decode()
    assert "We suggest three." in answer.content.decode()
    assert Round.objects.count() == 0


def test_going_back_keeps_what_was_chosen(drafts, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS, TERMS | {"secrecy": "named", "drafts": ["d2"], "step": "choose"}
    )

    page = answer.content.decode()
    assert re.search(r'value="d2"\s+checked', page)
    assert not re.search(r'value="d1"\s+checked', page)
    assert re.search(r'value="named"[^>]*checked', page)


def test_choosing_nothing_or_a_past_time_is_told(drafts, chair, client_of):
    nothing = client_of(chair).post(ADDRESS, TERMS | {"step": "look"})
    past = client_of(chair).post(
        ADDRESS, TERMS | {"drafts": ["d1"], "closes_at": "2001-01-01T09:00", "step": "look"}
    )

    assert (nothing.status_code, past.status_code) == (422, 422)
    assert "Choose at least one draft." in nothing.content.decode()
    assert "The closing time lies in the past." in past.content.decode()


def test_draft_of_a_question_that_one_must_leave_is_not_listed(drafts, chair, question, client_of):
    factories.make_conflict(member=chair.places.get(), question=question, action="leave-room")

    other = factories.make_question(guideline=question.guideline)
    factories.make_recommendation(question=other, ref="d4", statement="We suggest four.")

    page = client_of(chair).get(ADDRESS).content.decode()

    assert ["We suggest one." in page, "We suggest four." in page] == [False, True]


def test_member_opens_nothing(drafts, member, client_of):
    assert client_of(member).get(ADDRESS).status_code == 403
