"""The list of the society's interests, and the form for one more."""

import pytest

ADDRESS = "/guidelines/livers/society/"


def test_interest_is_entered_and_shown(guideline, secretariat, client_of):
    given = {"kind": "research-funding", "party": "A ministry", "handled": "No say in it."}
    page = client_of(secretariat).post(ADDRESS, given, follow=True).content.decode()

    assert guideline.society_interests.get().declared_by == secretariat
    assert "research funding, A ministry" in page
    assert "No say in it." in page


@pytest.mark.parametrize(
    ("role", "status"), [("chair", 200), ("secretariat", 200), ("member", 403), ("stranger", 404)]
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
