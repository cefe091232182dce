"""The cast: everybody can sign in and holds the place that the name says."""

import pytest

from guideline.roles import ROLES


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_cast_has_somebody_for_every_role(role, guideline, request):
    user = request.getfixturevalue(role)

    assert [place.role for place in user.places.filter(guideline=guideline)] == [role]
    assert user.check_password("correct horse battery")


def test_cast_has_a_member_who_must_leave_the_room(conflicted_member, question):
    place = conflicted_member.places.get()

    assert [(c.question, c.action) for c in place.conflicts.all()] == [(question, "leave-room")]


def test_cast_has_a_stranger_without_a_place(stranger):
    assert stranger.places.count() == 0
