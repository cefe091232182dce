"""The embedded test database: migrated once for these migrations, and copied from there after that.

Migrating takes longer than most tests. What is copied is kept in `build/` under the hash of whatever
could make it different, and `migrate` runs over the copy all the same.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"


def _is_embedded() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Take the database as it was copied; its file goes with the run's other files."""
    return _is_embedded()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """Put the migrated database where this process looks for its own."""
    if _is_embedded():
        shutil.copyfile(_migrated(), settings.DATABASES["default"]["TEST"]["NAME"])


def _migrated() -> Path:
    """The file to copy; made by whoever comes first, while the others wait."""
    BUILD.mkdir(exist_ok=True)
    kept = BUILD / f"migrated-{_state()}.sqlite3"
    with (BUILD / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for outdated in BUILD.glob("migrated-*.sqlite3*"):
                outdated.unlink()
            half_done = kept.with_suffix(".sqlite3-half")
            environment = os.environ | {"DATABASE_URL": f"sqlite:///{half_done}"}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            half_done.rename(kept)
    return kept


def _state() -> str:
    """A hash over our migrations, what runs after them, and the versions of everybody else's."""
    files = [*ROOT.glob("*/migrations/*.py"), ROOT / "voting/guards.py", ROOT / "constraints.txt"]
    content = b"".join(path.name.encode() + path.read_bytes() for path in sorted(files))
    return hashlib.sha256(content).hexdigest()[:16]
