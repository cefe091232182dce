"""Moving the guideline to another stage, by a button."""

import pytest

from guideline.models import Guideline

ADDRESS = "/guidelines/livers/stage/"


def test_stage_changes_and_the_overview_says_so(guideline, chair, client_of):
    answer = client_of(chair).post(ADDRESS, {"to": "evidence"}, follow=True)

    assert Guideline.objects.get().stage == "evidence"
    assert "The guideline is at “evidence”." in answer.content.decode()


def test_refused_stage_is_explained_on_the_overview(guideline, chair, client_of):
    answer = client_of(chair).post(ADDRESS, {"to": "hearing"}, follow=True)

    assert Guideline.objects.get().stage == "scope"
    assert "cannot go to “hearing”" in answer.content.decode()


def test_looking_changes_nothing(guideline, chair, client_of):
    assert client_of(chair).get(ADDRESS, {"to": "evidence"}).status_code == 405
    assert Guideline.objects.get().stage == "scope"


@pytest.mark.parametrize(
    ("role", "status", "stage"),
    [
        ("secretariat", 302, "evidence"),
        ("member", 403, "scope"),
        ("methodologist", 403, "scope"),
        ("stranger", 404, "scope"),
    ],
)
def test_who_moves_it(request, guideline, role, status, stage, client_of):
    user = request.getfixturevalue(role)

    assert client_of(user).post(ADDRESS, {"to": "evidence"}).status_code == status
    assert Guideline.objects.get().stage == stage
