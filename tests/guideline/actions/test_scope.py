"""The scope: edited, with what it was before."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.scope import edit_scope
from tests import factories

GIVEN = {
    "title": "Livers",
    "organisation": None,
    "time_zone": "UTC",
    "scope": {},
}


def test_edited_scope_keeps_what_was_not_given_and_drops_what_was_emptied(guideline, chair, told):
    guideline.scope = {"specialists": 43, "summary": "Old."}
    guideline.save()

    scope = {"summary": "", "sources": ["PubMed"]}
    edit_scope(by=chair, guideline=guideline, **GIVEN | {"scope": scope, "time_zone": "Asia/Tokyo"})

    guideline.refresh_from_db()
    assert guideline.scope == {"specialists": 43, "sources": ["PubMed"]}
    assert guideline.time_zone == "Asia/Tokyo"
    assert told() == [("scope-edited", "chair changed the scope: time zone, scope.")]
    assert Event.objects.get().facts["changes"]["time_zone"] == ["UTC", "Asia/Tokyo"]


def test_scope_saved_as_it_was_tells_nothing(guideline, chair, told):
    edit_scope(by=chair, guideline=guideline, **GIVEN)

    assert told() == []


def test_everything_wrong_with_a_scope_is_told_at_once(guideline, chair):
    wrong = {
        "title": "",
        "time_zone": "Mars/Olympus",
    }

    with pytest.raises(Blocked) as refusal:
        edit_scope(by=chair, guideline=guideline, **GIVEN | wrong)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "A guideline has a title.",
        "There is no time zone “Mars/Olympus”.",
    ]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("secretariat", True),
        ("member", False),
        ("methodologist", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_edits_the_scope(request, permitted, guideline, role, allowed):
    user = request.getfixturevalue(role)

    def act():
        edit_scope(by=user, guideline=guideline, **GIVEN)

    assert permitted(act) is allowed


@pytest.mark.parametrize("wrong", [{"grade_rules": "own"}, {"stage": "lunch"}, {"raters": "three"}])
@pytest.mark.django_db
def test_database_knows_only_the_codes_of_guidelines(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_guideline(**wrong)
