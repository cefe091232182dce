"""The page of the panel."""

import pytest

from tests import factories

ADDRESS = "/guidelines/livers/panel/"


def test_page_says_who_has_declared_what(guideline, chair, client_of):
    silent = factories.make_member(guideline=guideline, name="Silent")
    factories.make_conflict(member=factories.make_member(guideline=guideline, name="Open"))

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "Open" in page
    assert "1 declared" in page
    assert f'id="place-{silent.ref}"' in page
    assert "not declared" in page


def test_accounts_are_shown_only_to_those_who_manage_the_panel(guideline, chair, member, client_of):
    factories.make_member(guideline=guideline, user=factories.make_user("secret-name"))

    assert "secret-name" in client_of(chair).get(ADDRESS).content.decode()
    assert "secret-name" not in client_of(member).get(ADDRESS).content.decode()


def test_page_costs_the_same_for_one_place_and_for_three(guideline, chair, client_of, query_counts):
    def more():
        place = factories.make_member(guideline=guideline, user=factories.make_user())
        factories.make_conflict(member=place)

    assert query_counts(lambda: client_of(chair).get(ADDRESS), more) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("member", 200),
        ("commentator", 200),
        ("observer", 200),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
