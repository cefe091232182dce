"""What a person sees when something is not there, not theirs, or broken: our frame, and no secrets."""

import re

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


@pytest.mark.parametrize(
    ("deed", "page"),
    [
        ("/guidelines/livers/hearings/hearing-1/close/", "/guidelines/livers/"),
        ("/guidelines/livers/hearings/h/inbox/triage/", "/guidelines/livers/hearings/h/inbox/"),
        ("/comments/a-receipt/withdraw/", "/comments/a-receipt/"),
    ],
)
def test_deed_that_is_read_does_nothing_and_leads_to_the_page_above(chair, client_of, deed, page):
    answer = client_of(chair).get(deed)

    found = answer.content.decode()
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "<h1>Nothing is done by reading</h1>" in found
    assert f'<a href="{page}">Back to where the button is</a>' in found
    assert answer.headers["Cache-Control"] == "no-store"


TYPED = {
    "to": "evidence",
    "reason": "\n<i>Because</i>\r\nwe said so.",
    "password": "correct horse",
    "csrfmiddlewaretoken": "An Old One",
    "receipt": "Abc Def",
    "key": "A key, hidden",
}


def to_copy(answer) -> list[str]:
    """What stands on a page to be copied."""
    return re.findall(r"<textarea[^>]* readonly>(.*?)</textarea>", answer.content.decode(), re.S)


def test_form_without_its_token_is_refused_and_gives_back_what_was_typed(chair):
    client = Client(enforce_csrf_checks=True)
    client.force_login(chair)

    answer = client.post(
        "/guidelines/livers/stage/", TYPED, HTTP_REFERER="http://testserver/x/?y=1"
    )

    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert "<h1>This form has expired</h1>" in answer.content.decode()
    assert to_copy(answer) == ["\n\n&lt;i&gt;Because&lt;/i&gt;\r\nwe said so."]
    assert 'href="/x/?y=1">To the page' in answer.content.decode()


@pytest.mark.parametrize("origin", ["https://example.org", "null"])
def test_text_that_another_site_sends_is_not_shown_in_our_frame(db, origin):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/guidelines/livers/stage/", TYPED, HTTP_ORIGIN=origin)

    assert (answer.status_code, to_copy(answer)) == (403, [])
    assert "What you typed" not in answer.content.decode()


def test_way_back_leads_to_no_other_host(chair):
    client = Client(enforce_csrf_checks=True)
    client.force_login(chair)

    answer = client.post(
        "/guidelines/livers/stage/", TYPED, HTTP_REFERER="http://testserver//example.org/x"
    )

    assert 'href="/example.org/x">To the page' in answer.content.decode()


def test_text_sent_after_the_session_ended_is_given_back_with_the_way_to_sign_in(guideline):
    sent = TYPED | {"reason": "決まった。"}
    answer = Client().post(
        "/guidelines/livers/stage/", sent, HTTP_REFERER="http://testserver/guidelines/livers/"
    )

    assert (answer.status_code, to_copy(answer)) == (403, ["\n決まった。"])
    assert 'href="/account/login/?next=%2Fguidelines%2Flivers%2F"' in answer.content.decode()


def test_what_holds_no_text_leads_to_the_sign_in_page_at_once(guideline):
    answer = Client().post("/guidelines/livers/stage/", {"to": "evidence"})

    assert answer.headers["Location"].startswith("/account/login/")


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
