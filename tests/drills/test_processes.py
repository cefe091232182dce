"""The drills leave no process behind, however they are told to stop."""

import signal
import subprocess
import sys
import time

import psutil
import pytest
from django.conf import settings

# A run that starts a server with a child, and then does what takes long.
RUN = """
import time
from contextlib import ExitStack
from tests.drills.processes import start, stopping

stopping.listen()
with ExitStack() as ends:
    process = start(ends, "sh", "-c", "sleep 600 & sleep 600")
    {while_it_runs}
    print(process.pid, flush=True)
    time.sleep(600)
"""
IN_A_STEP = """
    with stopping.after_this():
        print(process.pid, flush=True)
        end = time.monotonic() + 30
        while not stopping._told and time.monotonic() < end:
            time.sleep(0.02)
        print("the step is over", flush=True)
"""


def stopped(run: subprocess.Popen, by: signal.Signals, *, again: bool = False) -> list[int]:
    """Tell a run to stop once its server has both its children; which of the three are left."""
    server = psutil.Process(int(run.stdout.readline()))
    limit = time.monotonic() + 30
    while len(server.children()) < 2 and time.monotonic() < limit:
        time.sleep(0.02)
    all_three = [server, *server.children()]
    run.send_signal(by)
    if again:
        run.send_signal(by)
    run.wait(30)
    _gone, left = psutil.wait_procs(all_three, timeout=5)
    assert len(all_three) == 3
    return [each.pid for each in left]


def running(while_it_runs: str = "") -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", RUN.format(while_it_runs=while_it_runs)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_that_is_told_to_stop_ends_what_it_started(told):
    with running() as run:
        assert stopped(run, told, again=True) == []

    assert run.returncode == 128 + told


def test_run_that_is_told_to_stop_in_a_step_finishes_the_step_first():
    with running(IN_A_STEP) as run:
        assert stopped(run, signal.SIGTERM) == []
        assert run.stdout.read() == "the step is over\n"
