"""What a person sees when something is not there, not theirs, or broken: our frame, and no secrets."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.views import defaults


def test_missing_page_says_so_in_the_sites_frame(db):
    answer = Client().get("/nowhere/")

    found = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>There is nothing here</h1>" in found
    assert 'href="/account/login/"' in found


def test_refused_page_leads_to_the_roles(commentator, client_of):
    answer = client_of(commentator).get("/guidelines/livers/log/")

    found = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>Not for your place on the panel</h1>" in found
    assert 'href="/roles/"' in found


def test_form_without_its_token_is_refused_and_says_what_is_kept(chair):
    client = Client(enforce_csrf_checks=True)
    client.force_login(chair)

    answer = client.post("/guidelines/livers/stage/", {"to": "evidence"})

    assert answer.status_code == 403
    assert "<h1>This form has expired</h1>" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "heading"),
    [
        (lambda request: defaults.server_error(request), "Something went wrong here"),
        (
            lambda request: defaults.bad_request(request, SuspiciousOperation("a secret")),
            "This request could not be read",
        ),
    ],
)
def test_broken_request_shows_our_words_and_nothing_of_the_error(view, heading):
    found = view(RequestFactory().get("/")).content.decode()

    assert f"<h1>{heading}</h1>" in found
    assert "a secret" not in found
