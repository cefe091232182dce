"""The page of the scope."""

import pytest

from guideline.models import Guideline

ADDRESS = "/guidelines/livers/scope/"
GIVEN = {"title": "Livers", "time_zone": "UTC"}


def test_saved_scope_goes_back_to_the_overview(guideline, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS, GIVEN | {"specialists": "43", "sources": "PubMed\n\nCochrane", "summary": "Why."}
    )

    assert answer.headers["Location"] == "/guidelines/livers/"
    assert Guideline.objects.get().scope == {
        "specialists": 43,
        "sources": ["PubMed", "Cochrane"],
        "summary": "Why.",
    }


def test_form_shows_what_is_stored_and_saving_it_changes_nothing(guideline, chair, client_of):
    scope = {
        "searched_from": "1996-01-01",
        "sources": [{"en": "PubMed", "ja": "パブメド"}],
        "summary": {"en": "Why.", "ja": "なぜ"},
    }
    Guideline.objects.update(scope=scope, title={"en": "Livers", "ja": "肝臓"})
    form = client_of(chair).get(ADDRESS).context["form"]

    shown = {name: value for name, value in form.initial.items() if value is not None}
    client_of(chair).post(ADDRESS, shown)

    stored = Guideline.objects.get()
    assert (stored.scope, stored.title) == (scope, {"en": "Livers", "ja": "肝臓"})


def test_refused_scope_keeps_what_was_typed_and_names_every_problem(guideline, chair, client_of):
    answer = client_of(chair).post(
        ADDRESS, GIVEN | {"time_zone": "Mars/Olympus", "summary": "A long thought."}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no time zone “Mars/Olympus”." in page
    assert "A long thought." in page
    assert Guideline.objects.get().time_zone == "UTC"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("member", 403),
        ("methodologist", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
