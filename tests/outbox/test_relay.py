"""The relay as a process of its own: alone, with a broker that is down, and with a Celery worker."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from outbox.models import Delivery
from tests.factories import make_delivery

LETTER = {"to": "member@example.org", "subject": "Round 1 is open", "body": "Please vote."}
NOBODY = "redis://127.0.0.1:9/0"  # the discard port: nothing listens there


def database_url() -> str:
    """The test database as another process finds it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = (
        quote(database["HOST"] or database["OPTIONS"].get("host", ""), safe=""),
        database["PORT"],
    )
    account = f"{database['USER']}:{quote(database['PASSWORD'] or '', safe='')}"
    return f"postgresql://{account}@/{database['NAME']}?host={host}" + (
        f"&port={port}" if port else ""
    )


def environment(redis_url: str = "") -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url(),
        "REDIS_URL": redis_url,
        "EMAIL_URL": "console://",
    }


def relay_once(redis_url: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "relay", "--once"],
        env=environment(redis_url),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.django_db(transaction=True)
def test_relay_without_broker_does_the_work_itself():
    row = make_delivery(payload=LETTER)

    result = relay_once()

    row.refresh_from_db()
    (said,) = result.stderr.splitlines()
    assert (result.returncode, "time of storage" in said) == (0, True)
    assert result.stdout.count("Subject: Round 1 is open") == 1
    assert row.done_at is not None


@pytest.mark.django_db(transaction=True)
def test_relay_with_a_broker_that_is_down_keeps_the_work_for_later():
    row = make_delivery(payload=LETTER)

    result = relay_once(redis_url=NOBODY)

    row.refresh_from_db()
    assert (result.returncode, result.stdout) == (0, "0 taken.\n")
    assert (row.done_at, row.locked_until, row.attempts) == (None, None, 0)


@pytest.fixture
def worker():
    """A real Celery worker on the broker that REDIS_URL names."""
    if not settings.REDIS_URL:
        pytest.skip("needs a Redis-protocol server (REDIS_URL)")
    options = ("--pool", "solo", "--loglevel", "WARNING", "--without-gossip", "--without-mingle")
    with subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "config.celery", "worker", *options],
        env=environment(settings.REDIS_URL),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        if process.poll() is None:
            said_by(process)


def said_by(worker: subprocess.Popen[str]) -> str:
    """Let the worker finish, and return what it wrote to the log."""
    worker.send_signal(signal.SIGTERM)
    return worker.communicate(timeout=30)[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow  # a worker takes seconds to start
def test_relay_with_a_broker_hands_the_work_to_a_worker(worker):
    row = make_delivery(payload=LETTER)

    result = relay_once(settings.REDIS_URL)

    # The letter, and the day's own work.
    assert (result.returncode, result.stdout) == (0, "2 taken.\n")
    deadline = time.monotonic() + 30
    while Delivery.objects.filter(done_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    done = Delivery.objects.exclude(done_at=None).order_by("pk").values_list("kind", flat=True)
    assert list(done) == ["mail", "purge-comments"]
    assert Delivery.objects.get(pk=row.pk).attempts == 1
    assert said_by(worker).count("over its time of storage") == 1
