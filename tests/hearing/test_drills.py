"""Drills 10, 18 and 24 to 27 for comments, by number; docs/drills.md says where the others stand."""

import json
import re
import unicodedata
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts.blockers import Blocked
from accounts.guesses import GUESSES
from accounts.models import Allowance
from audit.models import Event
from hearing.actions.answering import propose_answer
from hearing.actions.commenting import comment_on_draft
from hearing.actions.redactions import propose_redaction
from hearing.answering.blockers import blockers_of_hearings
from hearing.models import Comment, Guest, Hearing, SavedComment
from hearing.receipts import hashed
from outbox.actions import relay
from tests import factories

MEGABYTE = 1_000_000
# What is sent as the body of a request, byte for byte, and has to be refused as it is.
HOSTILE = {
    "cut off": b'{"body": "a',
    "no JSON": b"<comment/>",
    "not UTF-8": b'{"body": "\xff\xfe"}',
    "a list": b'["body"]',
    "nothing": b"",
    "deep lists": b"[" * 100_000,
    "deep lists inside": b'{"body": "a", "name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"body":' * 50_000 + b'"a"' + b"}" * 50_000,
    "a number without end": b'{"body": ' + b"9" * 100_000 + b"}",
    "NUL": b'{"body": "a\\u0000b"}',
    "half a surrogate": b'{"body": "a\\ud800b"}',
    "NUL in the name": b'{"body": "a", "kind": "individual", "name": "a\\u0000b"}',
    "a name of a megabyte": json.dumps({"body": "a", "name": "n" * MEGABYTE}).encode(),
    "a body of four megabytes": json.dumps({"body": "b" * 4 * MEGABYTE}).encode(),
    "an unknown part of a megabyte": json.dumps({"body": "a", "part": "../" * 300_000}).encode(),
}


@pytest.fixture
def sender(member):
    """A client over REST with an account's token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.create(user=member).key}")
    return client


def everything() -> tuple:
    """What a request must not change: comments, kept drafts, guests, the log."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Comment, SavedComment, Guest)]
    return *rows, Event.objects.count()


# --- 18: malformed, huge, deep ------------------------------------------------------------------


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
def test_drill_18_hostile_json_is_refused_and_changes_nothing(opened, received, sender, sent):
    before = everything()
    kind = {"content_type": "application/json"}

    made = sender.post(f"/api/v1/hearings/{opened.pk}/comments/", sent, **kind)
    by_anybody = APIClient().post(f"/api/v1/hearings/{opened.pk}/comments/", sent, **kind)
    own = APIClient().patch(f"/api/v1/comments/{received.receipt}/", sent, **kind)

    assert {made.status_code, by_anybody.status_code} <= {400, 403, 413, 422}
    assert made.status_code != 403
    # Rewording takes the body alone: what is wrong with other fields is not its business.
    reworded = own.status_code == 200
    assert reworded or own.status_code in {400, 413, 422}
    assert Comment.objects.get().body == ("a" if reworded else "For whom?")
    assert reworded or everything() == before


def test_drill_18_text_is_kept_composed_and_marks_of_direction_as_they_are(opened, sender):
    typed = "e\u0301 \u202eesrever\u202c \u2066a\u2069"

    answer = sender.post(f"/api/v1/hearings/{opened.pk}/comments/", {"body": typed}, format="json")

    assert answer.status_code == 201
    assert Comment.objects.get().body == unicodedata.normalize("NFC", typed)


# --- 24: forms of other sites, frames, links, methods ---------------------------------------------


def own_addresses(receipt: str) -> list[str]:
    """Every page that a receipt opens."""
    names = ("comment", "comment_edit", "comment_withdraw", "comment_data", "comment_receipt")
    return [reverse(name, args=[receipt]) for name in names]


def test_drill_24_nothing_is_done_by_reading_or_by_another_method_s_name(opened, received):
    before = everything()
    address, *_others = own_addresses(received.receipt)
    rest = f"/api/v1/comments/{received.receipt}/"
    pretended = {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST", "HTTP_X_METHOD_OVERRIDE": "PATCH"}

    for each in (*own_addresses(received.receipt), rest, f"{rest}withdraw/"):
        read = Client().get(f"{each}?_method=POST&body=b", **pretended).status_code
        looked_at = Client().head(each, **pretended).status_code
        assert {read, looked_at} <= {200, 403, 405}
    for method in ("put", "patch", "delete", "trace"):
        assert getattr(Client(), method)(address).status_code == 405
    # DELETE by another name is no DELETE, and a form of a browser cannot reword over REST.
    said = {"_method": "PATCH", "body": "b", "_content": '{"body": "b"}'}
    refused = Client().post(rest, said, HTTP_X_HTTP_METHOD_OVERRIDE="PATCH").status_code
    assert refused in {403, 405}
    assert everything() == before


def test_drill_24_form_of_another_site_and_frames_are_refused(opened, received):
    strict = Client(enforce_csrf_checks=True)
    before = everything()

    for name in ("comment_edit", "comment_withdraw"):
        address = reverse(name, args=[received.receipt])
        assert strict.post(address, {"body": "b"}).status_code == 403
    make = reverse("comment_make", args=[opened.guideline.slug, opened.ref])
    assert strict.post(make, {"part": "document", "body": "b"}).status_code == 403

    assert everything() == before
    for address in (opened.get_absolute_url(), *own_addresses(received.receipt)[:1]):
        headers = Client().get(address).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


# --- 25: telling receipts apart -------------------------------------------------------------------


def test_drill_25_unknown_and_foreign_receipts_get_the_same_answer_by_the_same_work(
    opened, received, client
):
    kept, guest = "a-receipt-of-a-kept-draft", "a-link-of-a-guest"
    factories.make_saved_comment(hearing=opened, receipt_hash=hashed(kept))
    factories.make_guest(hearing=opened, token=guest)
    foreign = (kept, guest, received.receipt.swapcase(), received.receipt[:-1], "x" * 36)

    for pattern in ("/comments/{}/", "/comments/{}/receipt.txt", "/api/v1/comments/{}/"):
        # The first failed look-up of a network tidies up after others.
        client.get(pattern.format("the-first"))
        told = [_told_of(client, pattern, each) for each in ("never-given", *foreign)]
        assert told == [told[0]] * len(told)
        assert told[0][0] == 404


def _told_of(client, pattern: str, receipt: str) -> tuple[int, str, list[str]]:
    """Status, text and statements of a look-up, what was asked for left out of them."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(pattern.format(receipt))
    statements = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in asked]
    text = re.sub(r"nonce-[^'\" ]*", "", answer.content.decode().replace(receipt, ""))
    return answer.status_code, text, statements


# --- 26: guessing receipts ------------------------------------------------------------------------


def test_drill_26_guessing_is_counted_in_the_database_while_redis_is_down(
    opened, received, settings
):
    settings.CACHES = {
        "default": {
            "BACKEND": "config.cache.RedisOrMemoryCache",
            "LOCATION": "redis://127.0.0.1:9/0",  # the discard port: nothing listens there
        }
    }
    here, elsewhere = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.7"}
    client = APIClient()

    told = [client.get(f"/api/v1/comments/{n}/", **here).status_code for n in range(GUESSES + 2)]

    assert told == [404] * GUESSES + [429] * 2
    assert max(Allowance.objects.values_list("taken", flat=True)) == GUESSES + 2
    # Neither the rightful holder behind the same address nor anybody elsewhere is locked out.
    own = f"/api/v1/comments/{received.receipt}/"
    assert client.get(own, **here).status_code == 200
    assert client.get("/api/v1/comments/1/", **elsewhere).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/comments/{n}/",
        "/comments/{n}/data.json",
        "/comments/{n}/receipt.txt",
        "/comments/{n}/files/1/",
        "/saved-comments/{n}/",
        "/comments/confirm/{n}/",
        "/comments/not-mine/{n}/",
        "{hearing}invited/{n}/",
    ],
)
def test_drill_26_guessing_at_pages_ends_for_a_network_and_for_nobody_else(
    address, opened, received, client
):
    here, elsewhere = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.7"}
    at = opened.get_absolute_url()

    answers = [client.get(address.format(n=n, hearing=at), **here) for n in range(GUESSES + 1)]

    assert [each.status_code for each in answers] == [404] * GUESSES + [429]
    assert "Wait a few minutes" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "900"
    own = f"/comments/{received.receipt}/"
    assert client.get(own, **here).status_code == 200
    # What is not there beneath a right receipt is no guess.
    assert client.get(f"{own}files/9/", **here).status_code == 404
    assert client.get(address.format(n=1, hearing=at), **elsewhere).status_code == 404


# --- 27: planted sessions, and programs that follow the links of a mail ---------------------------


def test_drill_27_session_that_was_planted_gains_nothing_by_a_guest_s_link(opened, client):
    guest = factories.make_guest(hearing=opened, token="welcome")
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.cookies["sessionid"].value

    client.get(reverse("guest_enter", args=[opened.guideline.slug, opened.ref, "welcome"]))

    assert client.session["hearing-guests"] == {str(opened.pk): guest.pk}
    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert "hearing-guests" not in attacker.session


def test_drill_27_program_that_follows_every_link_of_a_mail_changes_nothing(opened):
    comment_on_draft(
        hearing=opened,
        part="document",
        body="Mine.",
        email="somebody@example.org",
        held_because="unconfirmed",
    )
    relay()
    links = re.findall(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)
    before = everything()

    for link in links * 2:
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200

    assert len(links) == 3
    assert everything() == before
    # The press of the page's button counts, and a second one changes nothing.
    confirm = next(each for each in links if "/confirm/" in each)
    assert [Client().post(confirm).status_code for _ in range(2)] == [200, 200]
    assert Event.objects.filter(verb="comment-confirmed").count() == 1


# --- 10: a host whose clock is wrong --------------------------------------------------------------


def _host_clock(monkeypatch, minutes: int) -> None:
    wrong = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr("hearing.models.hearing.timezone.now", lambda: wrong)


def test_drill_10_slow_host_refuses_no_comment_of_a_hearing_that_runs(opened, monkeypatch):
    Hearing.objects.update(opens_at=Now())
    _host_clock(monkeypatch, -10)

    received = comment_on_draft(hearing=Hearing.objects.get(), part="document", body="For whom?")

    assert (received.comment.number, received.comment.late) == (1, False)


def test_drill_10_fast_host_that_takes_a_comment_too_early_is_told_why_it_waits(
    opened, monkeypatch
):
    Hearing.objects.update(opens_at=Now() + timedelta(minutes=5))
    _host_clock(monkeypatch, 10)

    with pytest.raises(Blocked, match="has not opened yet"):
        comment_on_draft(hearing=Hearing.objects.get(), part="document", body="For whom?")


def test_drill_10_fast_host_lets_nobody_answer_what_may_still_be_edited(
    opened, received, member, secretariat, monkeypatch
):
    Hearing.objects.update(closes_at=Now() + timedelta(minutes=5))
    _host_clock(monkeypatch, 10)
    hearing = Hearing.objects.get()
    assert hearing.is_over

    with pytest.raises(Blocked, match="still open"):
        propose_answer(by=member, hearing=hearing, numbers=[1], changed=False, text="No.")
    with pytest.raises(Blocked, match="still open"):
        propose_redaction(
            by=secretariat, comment=hearing.comments.get(), passage="For", reason="A name."
        )
    assert "is still open" in str(next(blockers_of_hearings(hearing.guideline)))
