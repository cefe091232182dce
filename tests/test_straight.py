"""A program's request goes straight to its view, and loses nothing that it needs by that."""

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from config.straight import StraightMiddleware

pytestmark = pytest.mark.django_db
OF_ALL = (
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Content-Length",
    "Content-Language",
)
ROUNDS = "/api/v1/rounds/1/tally/"


@pytest.fixture
def ways(monkeypatch) -> list[str]:
    """Which way each request went."""
    went: list[str] = []
    made = StraightMiddleware.__init__

    def watched(self, get_response):
        made(self, get_response)
        pages, straight = self.by_the_pages, self.straight
        self.by_the_pages = lambda request: went.append("by the pages") or pages(request)
        self.straight = lambda request: went.append("straight") or straight(request)

    monkeypatch.setattr(StraightMiddleware, "__init__", watched)
    return went


def test_a_program_goes_straight_and_whoever_may_have_a_session_does_not(ways):
    program, browser = APIClient(), APIClient()
    browser.cookies["sessionid"] = "a" * 32

    program.get("/api/v1/hearings/")
    browser.get("/api/v1/hearings/")
    program.get("/api/v1/hearings/", HTTP_ACCEPT_LANGUAGE="ja")
    program.get("/")

    assert ways == ["straight", "by the pages", "by the pages", "by the pages"]


def test_headers_are_the_same_on_both_ways():
    straight, pages = APIClient(), APIClient()
    pages.cookies["seen"] = "1"

    one, other = straight.get("/api/v1/hearings/"), pages.get("/api/v1/hearings/")

    assert {name: one[name] for name in OF_ALL} == {name: other[name] for name in OF_ALL}
    assert one["Content-Length"] == str(len(one.content))
    assert "Accept-Language" in one["Vary"]


def test_language_of_the_reader_before_is_not_the_programs():
    client = APIClient()

    japanese = client.get(ROUNDS, HTTP_ACCEPT_LANGUAGE="ja").json()
    nobodys = client.get(ROUNDS).json()

    assert japanese != nobodys
    assert nobodys["detail"].isascii()


@pytest.mark.parametrize("path", ["/api/v1/hearings/", "/api/v1/schema/"])
def test_host_that_is_not_ours_is_refused(path):
    assert APIClient().get(path, HTTP_HOST="elsewhere.example").status_code == 400


def test_nobody_is_signed_in_without_a_cookie_and_no_session_is_begun():
    answer = APIClient().get(ROUNDS)

    assert answer.status_code == 401
    assert "Set-Cookie" not in answer


def test_what_every_request_meets_stands_before_the_fork():
    at = settings.MIDDLEWARE.index("config.straight.StraightMiddleware")

    assert [each.rpartition(".")[2] for each in settings.MIDDLEWARE[:at]] == [
        "SecurityMiddleware",
        "GZipMiddleware",
        "SteadyPolicyMiddleware",
        "XFrameOptionsMiddleware",
        "CommonMiddleware",
    ]


def test_address_that_is_none_is_said_to_be_none():
    answer = APIClient().get("/api/v1/nothing/")

    assert answer.status_code == 404
    assert "Content-Security-Policy" in answer
