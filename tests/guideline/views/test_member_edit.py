"""The page of one place: saved, invited, given to somebody else."""

import pytest

from guideline.models import PanelMember
from outbox.models import Delivery
from tests import factories

ADDRESS = "/guidelines/livers/panel/p7/"


@pytest.fixture
def place(guideline):
    return factories.make_member(guideline=guideline, ref="p7", name="A nurse")


def test_saved_place_goes_back_to_the_panel(place, chair, client_of):
    answer = client_of(chair).post(ADDRESS, {"role": "observer", "name": "A nurse"})

    assert answer.headers["Location"] == "/guidelines/livers/panel/"
    assert PanelMember.objects.get(ref="p7").role == "observer"


def test_invitation_is_queued_with_the_account(place, chair, client_of):
    answer = client_of(chair).post(f"{ADDRESS}invite/", {"invite-email": "nurse@example.org"})

    assert answer.headers["Location"] == "/guidelines/livers/panel/"
    assert Delivery.objects.get().payload["to"] == "nurse@example.org"
    assert PanelMember.objects.get(ref="p7").user.email == "nurse@example.org"


def test_wrong_address_is_shown_again_with_its_error(place, chair, client_of):
    answer = client_of(chair).post(f"{ADDRESS}invite/", {"invite-email": "nurse at home"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "nurse at home" in page
    assert 'href="#id_invite-email"' in page
    assert Delivery.objects.count() == 0


def test_invitation_of_somebody_with_another_place_is_explained(place, chair, member, client_of):
    answer = client_of(chair).post(f"{ADDRESS}invite/", {"invite-email": member.email})

    assert answer.status_code == 422
    assert "already holds the place member" in answer.content.decode()


def test_replaced_holder_is_gone(place, chair, client_of):
    client_of(chair).post(
        f"{ADDRESS}replace/", {"replace-name": "A surgeon", "replace-reason": "Retired."}
    )

    assert PanelMember.objects.get(ref="p7").name == "A surgeon"


def test_replacing_without_a_reason_keeps_the_name_typed(place, chair, client_of):
    answer = client_of(chair).post(f"{ADDRESS}replace/", {"replace-name": "A surgeon"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A surgeon" in page
    assert 'href="#id_replace-reason"' in page
    assert PanelMember.objects.get(ref="p7").name == "A nurse"


@pytest.mark.parametrize("verb", ["invite/", "replace/"])
def test_looking_at_a_verb_changes_nothing(place, chair, status_of, verb):
    assert status_of(chair, f"{ADDRESS}{verb}") == 405


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
def test_who_opens_the_page(request, place, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
