"""The open rounds of a guideline."""

from tests import factories
from voting.actions.ballots import cast_vote


def test_open_rounds_stand_with_their_turnout_for_officers(opened, chair, member, client_of):
    cast_vote(by=member, round=opened, choice="abstain")

    chairs = client_of(chair).get("/guidelines/livers/rounds/").content.decode()
    members = client_of(member).get("/guidelines/livers/rounds/").content.decode()

    assert "1 of 2 have voted" in chairs
    assert "have voted" not in members
    assert f"/rounds/{opened.pk}/" in members


def test_who_leaves_the_room_does_not_see_the_round(opened, question, member, client_of):
    factories.make_conflict(member=member.places.get(), question=question, action="leave-room")

    page = client_of(member).get("/guidelines/livers/rounds/").content.decode()

    assert "No round is open." in page
