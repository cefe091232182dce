"""Invited people get an account, once."""

import pytest

from accounts.actions import account_for
from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_account_for_a_new_address_cannot_sign_in_by_password():
    user = account_for(" Nurse@Example.ORG ", name="A nurse")

    assert (user.email, user.first_name, user.has_usable_password()) == (
        "Nurse@example.org",
        "A nurse",
        False,
    )


def test_account_for_a_known_address_is_that_account_whatever_its_letters():
    known = make_user("nurse", email="nurse@example.org")

    assert account_for("NURSE@example.org", name="Somebody else") == known
    assert User.objects.get().first_name == ""


def test_account_for_the_same_address_twice_is_one_account():
    assert account_for("nurse@example.org") == account_for("nurse@example.org")
