"""The page that adds a place."""

import pytest

from guideline.models import PanelMember

ADDRESS = "/guidelines/livers/panel/add/"


def test_added_place_goes_back_to_the_panel(guideline, secretariat, client_of):
    answer = client_of(secretariat).post(
        ADDRESS, {"role": "member", "name": "A nurse", "perspective": "nurse"}
    )

    added = PanelMember.objects.get(name="A nurse")
    assert answer.headers["Location"] == "/guidelines/livers/panel/"
    assert (added.ref, added.role, added.perspective) == ("p1", "member", "nurse")


def test_refused_place_keeps_what_was_typed(guideline, chair, client_of):
    answer = client_of(chair).post(ADDRESS, {"role": "king", "name": "A nurse"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_role"' in page
    assert "A nurse" in page
    assert PanelMember.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
