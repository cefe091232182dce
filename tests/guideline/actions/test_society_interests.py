"""The society's own interests: entered, corrected, taken out with a reason."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.society_interests import (
    add_society_interest,
    edit_society_interest,
    remove_society_interest,
)
from tests import factories

FUNDED = {"kind": "research-funding", "party": "A ministry"}


def test_interest_of_the_society_is_entered_changed_and_taken_out(guideline, secretariat, told):
    row = add_society_interest(by=secretariat, guideline=guideline, year_from=2020, **FUNDED)
    edit_society_interest(
        by=secretariat, row=row, year_from=2020, handled="No say in it.", **FUNDED
    )
    with pytest.raises(Blocked):
        remove_society_interest(by=secretariat, row=row, reason=" ")
    remove_society_interest(by=secretariat, row=row, reason="It was another society.")

    assert guideline.society_interests.count() == 0
    assert told() == [
        (
            "society-interest-added",
            "secretariat entered an interest of the society: research funding, A ministry.",
        ),
        (
            "society-interest-changed",
            "secretariat changed an interest of the society: handled.",
        ),
        (
            "society-interest-removed",
            "secretariat took out an interest of the society (research funding, A ministry). "
            "Reason: It was another society.",
        ),
    ]


@pytest.mark.parametrize(
    ("role", "allowed"), [("chair", True), ("secretariat", True), ("member", False)]
)
def test_who_speaks_for_the_society(request, guideline, role, allowed, permitted):
    user = request.getfixturevalue(role)

    assert (
        permitted(lambda: add_society_interest(by=user, guideline=guideline, **FUNDED)) is allowed
    )


def test_interest_of_the_society_without_party_is_refused(guideline, secretariat):
    with pytest.raises(Blocked):
        add_society_interest(by=secretariat, guideline=guideline, kind="fees", party="")
    assert factories.make_guideline().society_interests.count() == 0
