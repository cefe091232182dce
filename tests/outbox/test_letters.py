"""Every mail of the outbox bears its row's Message-ID, and says the same when it is repeated."""

import re
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.db.models.functions import Now
from django.utils import timezone

from outbox import letters
from outbox.actions import claim, enqueue, relay, run
from outbox.letters import message_id
from outbox.models import Delivery
from tests import factories, losing_mail


@pytest.fixture
def do(settings):
    """Does the one row of a kind, by way of a mail server whose first answer is lost: `do(kind)`."""
    settings.EMAIL_BACKEND = "tests.losing_mail.Backend"
    losing_mail.forget()

    def until_done(kind: str) -> None:
        row = Delivery.objects.get(kind=kind)
        while not row.done_at:
            Delivery.objects.update(due=Now(), locked_until=None)
            assert claim(row.pk)
            run(row.pk)
            row.refresh_from_db()

    return until_done


def letter() -> str:
    enqueue("mail", key="welcome", to="member@example.org", subject="Welcome", body="Come in.")
    return "mail"


def invitation() -> str:
    closes_at = timezone.now() + timedelta(days=1)
    round = factories.make_round(closes_at=closes_at)
    member = factories.make_member(guideline=round.guideline, user=factories.make_user())
    factories.make_voter(round=round, member=member)
    enqueue("ballot-mail", key="asked", member=member.pk, rounds=[round.pk], why="invitation")
    return "ballot-mail"


def fresh_link() -> str:
    enqueue("fresh-link", key="fresh", link=factories.make_sign_in_link().pk)
    return "fresh-link"


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [letter, invitation, fresh_link])
def test_mail_repeated_after_a_lost_answer_is_the_same_mail(asked, do):
    kind = asked()

    do(kind)

    key = Delivery.objects.get(kind=kind).key
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == message_id(key)
    assert [second.extra_headers, second.to, second.subject, second.body] == [
        *(first.extra_headers, first.to, first.subject, first.body)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [invitation, fresh_link])
def test_link_of_a_repeated_mail_works_in_the_one_that_came_first(asked, do, client):
    do(asked())

    address = re.search(r"https?://\S+/sign-in/\S+", mail.outbox[0].body).group()
    path = address.removeprefix(site_settings.SITE_URL)
    page = client.post(f"{path}press/")

    assert (page.status_code, "_auth_user_id" in client.session) == (302, True)


@pytest.mark.django_db
def test_mail_server_that_does_not_answer_puts_the_mail_off(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(letters, "PATIENCE", 0.2)
    letter()

    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        relay()

    row = Delivery.objects.get()
    lost = "SMTPServerDisconnected: Connection unexpectedly closed: timed out"
    assert (row.done_at, row.last_error) == (None, lost)


def test_message_ids_differ_by_row():
    assert len({message_id(key) for key in ("round-1-5", "round-15", "round-1-50")}) == 3


def test_no_package_sends_mail_past_the_outbox():
    root = Path(site_settings.BASE_DIR)
    packages = ("accounts", "audit", "evidence", "guideline", "hearing", "outbox", "publication")
    senders = [
        str(path.relative_to(root))
        for package in (*packages, "voting")
        for path in sorted((root / package).rglob("*.py"))
        if "django.core.mail" in path.read_text()
    ]

    assert senders == ["outbox/letters.py"]
