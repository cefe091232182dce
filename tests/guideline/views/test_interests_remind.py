"""The button that asks for interests by mail."""

import pytest

from outbox.models import Delivery
from tests import factories

ADDRESS = "/guidelines/livers/conflicts/remind/"


def test_one_or_all_who_owe_a_declaration_are_asked(guideline, chair, member, client_of):
    factories.make_member(guideline=guideline, ref="third", user=factories.make_user("third"))

    client_of(chair).post(ADDRESS, {"place": "third"})
    assert [each.payload["to"] for each in Delivery.objects.all()] == ["third@example.org"]
    page = client_of(chair).post(ADDRESS, follow=True).content.decode()

    assert "3 people are asked by mail" in page
    assert Delivery.objects.count() == 3


def test_nobody_owes_anything_is_said(guideline, chair, client_of):
    factories.make_conflict(member=chair.places.get())

    page = client_of(chair).post(ADDRESS, follow=True).content.decode()

    assert "Nobody who owes a declaration can be reached by mail." in page


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 302), ("secretariat", 302), ("member", 403), ("stranger", 404)]
)
def test_who_reminds(request, guideline, role, status, client_of):
    assert client_of(request.getfixturevalue(role)).post(ADDRESS).status_code == status
