"""The page on which a member changes, ends or takes up again an interest of their own."""

import pytest

from guideline.actions.interests import declare_conflict
from guideline.models import Conflict

GIVEN = {"kind": "fees", "party": "Maker", "whose": "own"}


@pytest.fixture
def conflict(guideline, member):
    return declare_conflict(by=member, guideline=guideline, **GIVEN)


@pytest.fixture
def address(conflict):
    return f"/guidelines/livers/conflicts/{conflict.pk}/"


def test_interest_is_changed_ended_and_taken_up_again_with_its_history(address, member, client_of):
    browser = client_of(member)

    browser.post(f"{address}edit/", GIVEN | {"party": "Another maker"})
    browser.post(f"{address}end/", {"end-year_to": "2025", "end-reason": "Contract over."})
    page = browser.get(f"{address}edit/").content.decode()
    browser.post(f"{address}take-up/")

    assert Conflict.objects.get().party == "Another maker"
    assert Conflict.objects.get().ended_at is None
    assert [
        text in page for text in ("Another maker", "Contract over.", "It goes on after all")
    ] == [True] * 3


def test_refused_change_keeps_what_was_typed(address, member, client_of):
    answer = client_of(member).post(
        f"{address}edit/", GIVEN | {"interest": "Long talk", "party": ""}
    )

    assert answer.status_code == 422
    assert "Long talk" in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("member", 200), ("chair", 403), ("stranger", 404)])
def test_who_opens_the_page(request, address, role, status, status_of):
    assert status_of(request.getfixturevalue(role), f"{address}edit/") == status
