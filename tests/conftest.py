"""What holds for every test: where it keeps its data, what it may reach, and how it is marked."""

import ipaddress
import os
import shutil
import socket
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

pytest_plugins = ["tests.cast", "tests.chromium", "tests.migrated"]

_SCRATCH = Path(tempfile.mkdtemp(prefix="plenary-tests-"))

# What differs from an installation, and why. There is no second settings file.
_FOR_TESTS = {
    # The strong hasher is slow on purpose.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # The test client and the test browser speak plain HTTP.
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    # In this process the relay does the work itself; tests/outbox/test_relay.py starts a worker.
    "CELERY_BROKER_URL": None,
    # Whatever the shell of the person who runs the tests says.
    "DEBUG": False,
    "DEMO": False,
}


# The same examples at every run, as far as the same modules are imported: a test that fails for one
# person fails for all. To look for new ones: HYPOTHESIS_PROFILE=explore make test.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config) -> None:
    for name, value in _FOR_TESTS.items():
        setattr(settings, name, value)
    _keep_database_apart(settings.DATABASES["default"])
    _keep_cache_apart(settings.CACHES["default"])
    _empty_what_is_guarded()
    _forbid_the_network()


def pytest_unconfigure(config) -> None:
    shutil.rmtree(_SCRATCH, ignore_errors=True)


def _keep_cache_apart(cache) -> None:
    cache["KEY_PREFIX"] = _SCRATCH.name


def _keep_database_apart(database) -> None:
    """A file of this run's own: in memory, SQLite has neither WAL nor a second connection."""
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = database.get("TEST", {}) | {"NAME": str(_SCRATCH / "tests.sqlite3")}
        # Nothing is lost if a power cut takes the last rows of a test database.
        database["OPTIONS"] = database["OPTIONS"] | {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        }


def _empty_what_is_guarded() -> None:
    """Between two tests that commit, every table is emptied; the guards of votes would refuse it.

    On PostgreSQL TRUNCATE does that, which asks no trigger. The guards come back with the signal
    that follows.
    """
    from django.db import connection  # needs settings
    from django.test import TransactionTestCase

    from voting import guards

    empty = TransactionTestCase._fixture_teardown

    def let_go_and_empty(self) -> None:
        if connection.vendor == "sqlite":
            guards.drop()
        empty(self)

    TransactionTestCase._fixture_teardown = let_go_and_empty


def _forbid_the_network() -> None:
    """Leave Unix sockets and the loopback; anything else fails the test that tried it."""
    connect = socket.socket.connect

    def connect_nearby(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    socket.socket.connect = connect_nearby


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


_DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
_BROWSER_FIXTURES = {"chromium", "visit"}


def pytest_collection_modifyitems(items) -> None:
    """Mark what uses the database and what drives a browser, so that nobody has to remember."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & _DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)
        if fixtures & _BROWSER_FIXTURES:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def _redis():
    """A client of the Redis that REDIS_URL names, None without one."""
    if not settings.REDIS_URL:
        yield None
        return
    import redis  # slow import: only with REDIS_URL

    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def _empty_cache(_redis) -> None:
    """Throttles and the like of one test must not reach the next.

    On a Redis of somebody's own only this run's keys go; `clear` would empty the whole database.
    """
    from django.core.cache import cache  # needs settings

    if _redis is None:
        cache.clear()
        return
    for key in _redis.scan_iter(f"{settings.CACHES['default']['KEY_PREFIX']}:*"):
        _redis.delete(key)
