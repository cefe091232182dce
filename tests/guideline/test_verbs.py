"""Permissions as verbs."""

from guideline.roles import BY_NAME, ROLES
from guideline.verbs import VERBS, verbs_of


def test_every_permission_of_a_role_has_a_verb():
    granted = {permission for role in ROLES for permission in role.permissions}

    assert granted - set(VERBS) == set()


def test_no_verb_is_left_that_no_role_may():
    granted = {permission for role in ROLES for permission in role.permissions}

    assert set(VERBS) - granted == set()


def test_observer_only_reads():
    assert verbs_of(BY_NAME["observer"]) == [
        "read the guideline",
        "read its questions",
        "read what surveys of importance came to",
        "read the evidence",
    ]
