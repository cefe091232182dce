"""An ordinary comment of a program is taken at the door, as the site takes it; all else is led inside."""

import gzip
import json
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings

from accounts.models import User
from hearing.models import Comment
from hearing.rest.door import Door
from tests.hearing.rest_site import Site
from tests.hearing.served import Served
from tests.test_postgresql_backend import as_another, own_pid

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite reads what it needs first"
    ),
]
OTHER = {
    "by another host": ({"HTTP_HOST": "elsewhere.example"}, 400),
    "without a host": ({"HTTP_HOST": None, "SERVER_NAME": "elsewhere.example"}, 400),
    "with a cookie": ({"HTTP_COOKIE": "seen=1"}, 201),
    "in a language": ({"HTTP_ACCEPT_LANGUAGE": "ja"}, 201),
    "as another program": ({"HTTP_USER_AGENT": "another/1"}, 201),
    "to nowhere": ({"PATH_INFO": "/api/v1/hearings/987654/comments/"}, 404),
    "with a query": ({"QUERY_STRING": "format=json"}, 201),
    "as a form": ({"CONTENT_TYPE": "text/plain"}, 415),
    "without a token": ({"HTTP_AUTHORIZATION": None}, 403),
    "with a wrong token": ({"HTTP_AUTHORIZATION": f"Token {'0' * 40}"}, 401),
    "with a long key": ({"HTTP_IDEMPOTENCY_KEY": "k" * 201}, 422),
    "of a length that is none": ({"CONTENT_LENGTH": "many"}, 422),
    "of a length left out": ({"CONTENT_LENGTH": None}, 422),
    "read": ({"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "0"}, 200),
}


class Answer(NamedTuple):
    """What the door said, and whether somebody inside was asked."""

    status: int
    headers: dict[str, str]
    body: bytes
    inside: bool

    def json(self) -> dict:
        return json.loads(self.body)


class Asked:
    """The site behind its door, asked as a server asks it."""

    def __init__(self, site: Site) -> None:
        self.hearing = site.hearing
        self.token = site.clients["m1"]._credentials["HTTP_AUTHORIZATION"]
        self._inside = 0
        self._whole = get_wsgi_application()
        self.door = Door(self._led_inside)

    def comment(self, body: str = "For whom?", **other) -> Answer:
        return self.post(json.dumps({"part": "document", "body": body}).encode(), **other)

    def post(self, body: bytes, **other) -> Answer:
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/api/v1/hearings/{self.hearing}/comments/",
            "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_AUTHORIZATION": self.token,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
        } | other
        return self._answer({name: value for name, value in environ.items() if value is not None})

    def _answer(self, environ: dict) -> Answer:
        before = self._inside
        told = Served(self.door)(environ)
        return Answer(told.status_code, dict(told.items()), told.content, self._inside > before)

    def _led_inside(self, environ: dict, start_response: Callable):
        self._inside += 1
        return self._whole(environ, start_response)


@pytest.fixture
def asked(site) -> Asked:
    """A site that took a comment of this program inside."""
    assert site.open().status_code == 201
    new = Asked(site)
    assert new.comment("The first").inside
    return new


def test_way_that_was_not_gone_yet_leads_inside(site):
    assert site.open().status_code == 201
    assert site.comment("Known by now").status_code == 201
    asked = Asked(site)

    assert [asked.comment().inside for _ in range(3)] == [True, False, False]


def test_comment_at_the_door_is_the_comment_inside(asked):
    inside = asked.comment("One more", HTTP_ACCEPT="application/json; q=1")
    at_door = asked.comment("One more")

    assert (inside.inside, at_door.inside) == (True, False)
    assert (inside.status, at_door.status) == (201, 201)
    assert inside.headers == at_door.headers
    assert "Content-Security-Policy" in at_door.headers
    assert at_door.headers["Content-Length"] == str(len(at_door.body))
    assert list(inside.json()) == list(at_door.json())
    one, other = Comment.objects.filter(body="One more").order_by("number")
    assert other.number == one.number + 1 == at_door.json()["number"]
    assert at_door.json()["page"] == f"/comments/{at_door.json()['receipt']}/"


def test_comment_below_a_prefix_is_told_the_page_below_it(asked):
    for name, led in (("/plenary", True), ("/plenary", False), ("", False)):
        told = asked.comment(SCRIPT_NAME=name)

        assert told.inside == led
        assert told.json()["page"] == f"{name}/comments/{told.json()['receipt']}/"


def test_program_that_reads_packed_answers_gets_the_door_s_as_it_is(site):
    assert site.open().status_code == 201
    assert site.comment("Known by now").status_code == 201
    asked = Asked(site)

    # What is short is not packed: the page's address is told below a long prefix.
    packed = {"HTTP_ACCEPT_ENCODING": "gzip", "SCRIPT_NAME": f"/{'guidelines' * 9}"}
    inside, at_door = (asked.comment(**packed) for _ in range(2))

    assert (inside.inside, at_door.inside) == (True, False)
    assert inside.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(inside.body)).keys() == at_door.json().keys()
    assert "Content-Encoding" not in at_door.headers


@pytest.mark.parametrize(("other", "status"), OTHER.values(), ids=OTHER)
def test_whatever_is_not_ordinary_is_answered_inside(asked, other, status):
    told = asked.comment("Not ordinary", **other)

    assert (told.status, told.inside) == (status, True)
    assert Comment.objects.filter(body="Not ordinary").count() == (status == 201)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"part": "document", "body": " "}', 422),
        (b'{"part": "nowhere", "body": "Where?"}', 422),
        (b'{"part": "document", "body": "Half', 400),
        (b'{"part": "document", "body": "' + b"a" * 100_000 + b'"}', 422),
        (b"", 422),
    ],
)
def test_what_is_refused_is_read_again_and_refused_inside(asked, body, status):
    told = asked.post(body)

    assert (told.status, told.inside) == (status, True)
    assert told.headers["Content-Type"] == "application/problem+json"
    assert Comment.objects.count() == 1


def test_longest_comment_is_taken_at_the_door_in_any_letters(asked):
    # Each of these letters is twelve bytes of JSON.
    told = asked.comment("\U0001f600" * 5000)

    assert (told.status, told.inside) == (201, False)


def test_account_that_was_closed_is_refused_inside(asked):
    User.objects.update(is_active=False)

    told = asked.comment()

    assert (told.status, told.inside, Comment.objects.count()) == (401, True, 1)


def test_comment_sent_twice_with_a_key_is_one_comment(asked):
    first, again = (asked.comment("Once", HTTP_IDEMPOTENCY_KEY="k") for _ in range(2))

    assert [(each.status, each.inside) for each in (first, again)] == [(201, False), (200, False)]
    assert Comment.objects.filter(body="Once").count() == 1
    assert first.json() == again.json()


def test_comment_that_came_by_https_leaves_the_door_shut_for_http(site):
    assert site.open().status_code == 201
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    with override_settings(
        SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
    ):
        asked = Asked(site)
        by_https = [asked.comment(**secure).inside for _ in range(3)]
        by_http = asked.comment()

    assert by_https == [True, False, False]
    assert (by_http.status, by_http.inside) == (301, True)


def test_connection_that_the_server_ended_is_replaced_at_the_door(asked):
    assert as_another("SELECT pg_terminate_backend(%s, 5000)", own_pid()) == (True,)

    told = asked.comment("After all")

    assert (told.status, told.inside) == (201, False)


def test_what_fails_at_the_door_is_told_as_inside(asked, caplog):
    renamed = "ALTER FUNCTION {} (bigint, jsonb) RENAME TO {}".format
    with connection.cursor() as cursor:
        cursor.execute(renamed("hearing_enter_comments", "hearing_elsewhere"))
        try:
            told = asked.comment()
        finally:
            cursor.execute(renamed("hearing_elsewhere", "hearing_enter_comments"))

    assert (told.status, told.inside) == (500, False)
    assert told.headers["Content-Type"] == "application/problem+json"
    assert "hearing_enter_comments" in caplog.text
    assert "hearing_enter_comments" not in told.body.decode()
