"""The page that publishes a version."""

import pytest
from django.urls import reverse

from publication.models import Version
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round

ADDRESS = "/guidelines/livers/publish/"


@pytest.fixture
def decided(question, chair):
    """A recommendation that a round decided."""
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for")
    close_round(by=chair, round=round)
    return recommendation


def test_secretariat_sees_what_will_be_fixed(decided, secretariat, client_of):
    page = client_of(secretariat).get(ADDRESS).content.decode()

    assert "Publish version 1.0" in page
    assert "q1r1" in page
    assert "weak, for" in page
    assert "disabled" not in page


def test_secretariat_publishes(decided, secretariat, client_of):
    answer = client_of(secretariat).post(ADDRESS, {"what_changed": "First version."})

    version = Version.objects.get()
    assert (version.number, version.what_changed, version.by) == (
        "1.0",
        "First version.",
        secretariat,
    )
    assert answer.headers["Location"] == reverse("published", args=["livers", "1.0"])


def test_blockers_stand_beside_a_disabled_button(question, secretariat, client_of):
    factories.make_recommendation(question=question, ref="q1r1")

    page = client_of(secretariat).get(ADDRESS).content.decode()
    answer = client_of(secretariat).post(ADDRESS, {})

    assert "q1r1 is not decided: no round was closed." in page
    assert 'disabled aria-describedby="blockers"' in page
    assert answer.status_code == 409
    assert Version.objects.count() == 0


def test_who_left_the_room_does_not_see_the_result(decided, question, guideline, client_of):
    leaver = factories.make_user()
    place = factories.make_member(guideline=guideline, user=leaver, role="chair")
    factories.make_conflict(member=place, question=question, action="leave-room")

    page = client_of(leaver).get(ADDRESS).content.decode()

    assert "not for you to see" in page
    assert "weak, for" not in page


def test_who_may_not_publish_is_refused(decided, member, stranger, client_of):
    for person, status in ((member, 403), (stranger, 404)):
        assert client_of(person).post(ADDRESS, {}).status_code == status
    assert Version.objects.count() == 0
