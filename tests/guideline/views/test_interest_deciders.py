"""The page that names those who decide on interests."""

import pytest

from tests import factories

ADDRESS = "/guidelines/livers/conflicts/deciders/"


def test_named_places_and_the_number_are_kept_and_shown(guideline, chair, member, client_of):
    place = member.places.get()

    client_of(chair).post(ADDRESS, {"members": [place.pk], "number": "2"})

    guideline.refresh_from_db()
    assert guideline.interest_deciders == 2
    assert [each.ref for each in guideline.panel.filter(judges_interests=True)] == ["member"]
    assert "checked" in client_of(chair).get(ADDRESS).content.decode()


def test_place_of_another_panel_is_not_taken(guideline, chair, client_of):
    elsewhere = factories.make_member()

    answer = client_of(chair).post(ADDRESS, {"members": [elsewhere.pk], "number": "1"})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 200), ("secretariat", 200), ("member", 403), ("stranger", 404)]
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
