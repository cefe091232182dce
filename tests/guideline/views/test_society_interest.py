"""One interest of the society: corrected, or taken out."""

import pytest

from guideline.actions.society_interests import add_society_interest


@pytest.fixture
def address(guideline, secretariat):
    row = add_society_interest(by=secretariat, guideline=guideline, kind="fees", party="Maker")
    return f"/guidelines/livers/society/{row.pk}/"


def test_interest_is_corrected_then_taken_out(guideline, address, secretariat, client_of):
    browser = client_of(secretariat)

    browser.post(address, {"kind": "shares", "party": "Maker"})
    assert guideline.society_interests.get().kind == "shares"
    refused = browser.post(f"{address}remove/", {"remove-reason": ""})
    browser.post(f"{address}remove/", {"remove-reason": "By mistake."})

    assert refused.status_code == 422
    assert guideline.society_interests.count() == 0


@pytest.mark.parametrize(("role", "status"), [("secretariat", 200), ("member", 403)])
def test_who_opens_the_page(request, address, role, status, status_of):
    assert status_of(request.getfixturevalue(role), address) == status
