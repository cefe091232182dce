"""Processes that end with the drills, however the drills end: Ctrl-C, SIGTERM, a failure.

Each runs in a session of its own: a Ctrl-C at the terminal reaches the drills alone, which then end
what they started. Against kill -9 of the drills themselves nothing helps.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopping:
    """What a signal to stop does: it ends the run at once, or as soon as a step is over."""

    def __init__(self) -> None:
        self._steps = self._told = 0

    def listen(self) -> None:
        """From now on the signals to stop end the run by SystemExit, so that all is tidied up."""
        for each in _SIGNALS:
            signal.signal(each, self._stop)

    @contextmanager
    def after_this(self) -> Iterator[None]:
        """A step that must not be left half done, for then nobody would know what to end."""
        self._steps += 1
        try:
            yield
        finally:
            self._steps -= 1
        if self._told and not self._steps:
            raise SystemExit(self._told)

    def _stop(self, number: int, _frame: Any) -> None:
        # Once is enough: a second Ctrl-C must not break off the tidying up.
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        self._told = 128 + number
        if not self._steps:
            raise SystemExit(self._told)


stopping = Stopping()


def start(
    ends: ExitStack, *command: Any, environment: dict[str, str] | None = None
) -> subprocess.Popen:
    """A process in a session of its own, which `ends` will end."""
    with stopping.after_this():
        process = subprocess.Popen(
            [str(each) for each in command],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        ends.callback(end, process)
    return process


def run(*command: Any, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    """What a command says, once it is done."""
    return subprocess.run(
        [str(each) for each in command],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def python(*arguments: Any) -> list[Any]:
    """A command of this Python."""
    return [sys.executable, *arguments]


def kill(process: subprocess.Popen) -> None:
    """kill -9 a process with all that it started."""
    _kill_session(process)
    process.wait(PATIENCE)


def end(process: subprocess.Popen) -> None:
    """Ask a process to stop, kill it when it does not, and kill what it left behind."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            kill(process)
    _kill_session(process)


def _kill_session(process: subprocess.Popen) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def kill_a_child(process: subprocess.Popen) -> None:
    """kill -9 one of the processes that a process started, once it has any."""
    children: list[psutil.Process] = []

    def there_are() -> bool:
        children[:] = psutil.Process(process.pid).children()
        return bool(children)

    wait_for(there_are, "a worker")
    children[0].kill()


def until(reached: Callable[[], Any], patience: float = PATIENCE) -> bool:
    """Wait for something to become true; False when it did not in time."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if reached():
            return True
        time.sleep(0.1)
    return False


def wait_for(reached: Callable[[], Any], what: str) -> None:
    """The same for what must come: RuntimeError when it does not."""
    if not until(reached):
        raise RuntimeError(f"{what} did not come")
