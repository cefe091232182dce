"""A guideline begins with its creator's place and its first chair."""

import pytest
from django.contrib.auth import get_user_model

from accounts.blockers import Blocked
from guideline.actions.creating import create_guideline
from guideline.models import Guideline
from outbox.models import Delivery
from tests import factories

GIVEN = {"slug": "kidneys", "title": "Kidneys", "chair_email": "head@example.org"}


@pytest.fixture
def keeper(db):
    return factories.make_user("keeper", is_staff=True)


def places(guideline) -> list[tuple]:
    return list(guideline.panel.order_by("position").values_list("role", "user__email"))


def test_secretariat_begins_a_guideline_and_its_chair_is_invited(keeper, told):
    guideline = create_guideline(by=keeper, chair_name="Head", time_zone="Asia/Tokyo", **GIVEN)

    assert places(guideline) == [
        ("secretariat", "keeper@example.org"),
        ("chair", "head@example.org"),
    ]
    assert (guideline.time_zone, guideline.decision_rule, guideline.stage) == (
        "Asia/Tokyo",
        "over-70",
        "scope",
    )
    assert Delivery.objects.get().payload["to"] == "head@example.org"
    assert told()[0] == (
        "guideline-created",
        "keeper began the guideline “Kidneys” and is its secretariat.",
    )


def test_chair_begins_a_guideline_of_their_own_without_inviting_anybody(keeper):
    guideline = create_guideline(by=keeper, slug="kidneys", title="Kidneys", own_role="chair")

    assert places(guideline) == [("chair", "keeper@example.org")]
    assert Delivery.objects.count() == 0


def test_everything_that_is_missing_is_named_and_nothing_begun(keeper, guideline):
    def begin(**values):
        with pytest.raises(Blocked) as refusal:
            create_guideline(by=keeper, **GIVEN | values)
        return [str(blocker) for blocker in refusal.value.blockers]

    assert begin(title=" ", time_zone="Mars/Base", slug="two words", chair_email="head@") == [
        "A guideline has a title.",
        "There is no time zone “Mars/Base”.",
        "Give the address of the first chair, who is invited.",
        "The address has letters, digits, hyphens and underscores, at most 100.",
    ]
    assert begin(slug="livers") == ["The address “livers” is taken."]
    assert begin(slug="add") == ["The address “add” is taken."]
    # The same person cannot hold both places; nothing of the guideline stays.
    assert begin(chair_email="keeper@example.org") == [
        "keeper already holds the place p1 on this panel."
    ]
    assert Guideline.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, False),
        ({"is_staff": True}, True),
        ({"is_superuser": True}, True),
        ({"is_staff": True, "is_active": False}, False),
    ],
)
def test_who_begins_guidelines(db, fields, allowed, permitted):
    user = factories.make_user("somebody", **fields)

    assert permitted(lambda: create_guideline(by=user, **GIVEN)) is allowed


def test_chair_of_one_guideline_begins_no_other(guideline, chair, permitted):
    assert permitted(lambda: create_guideline(by=chair, **GIVEN)) is False
    assert get_user_model().objects.count() == 1
