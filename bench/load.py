"""Clients that keep their connection and ask one request after the other, in a process of their own.

`run(port, lanes, seconds)` starts the process; a lane is one client's requests, as bytes. What it
answers is one `Answer` a request.
"""

import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status (0 for a broken connection), and when it was asked and answered."""

    status: int
    asked: float
    took: float
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Lane:
    """One client. Each stage's requests are sent once, or `until` a status comes, over and over."""

    stages: list[list[bytes]]
    until: int | None = None


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """A request as bytes; an underscore in a header's name stands for a hyphen."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(port: int, lanes: list[Lane], seconds: float, *, bodies: bool = False) -> list[Answer]:
    """Let every lane ask for some seconds, in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=pickle.dumps((port, lanes, seconds, bodies)),
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        check=True,
    )
    return pickle.loads(done.stdout)  # noqa: S301 - from our own process


class Connection:
    """A connection that is kept, and opened again after it broke."""

    def __init__(self, port: int, *, bodies: bool = True) -> None:
        self._port, self._bodies = port, bodies
        self._socket: socket.socket | None = None

    def ask(self, message: bytes) -> Answer:
        asked = time.time()
        start = time.perf_counter()
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(message)
            status, body = self._answer(self._socket)
        except (OSError, ValueError):
            self.close()
            status, body = 0, b""
        took = time.perf_counter() - start
        return Answer(status, asked, took, body if self._bodies else b"")

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _answer(self, connection: socket.socket) -> tuple[int, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _more(connection)
        head, _blank, body = received.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"content-length:" in lower:
            length = int(lower.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            while len(body) < length:
                body += _more(connection)
        if b"connection: close" in lower:
            self.close()
        return int(head.split(b" ", 2)[1]), body


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionError("the server went away")
    return received


def _lane(port: int, lane: Lane, end: float, bodies: bool, answers: list[Answer]) -> None:
    connection = Connection(port, bodies=bodies)
    for message in _messages(lane, answers):
        if time.perf_counter() > end:
            break
        answers.append(connection.ask(message))
    connection.close()


def _messages(lane: Lane, answers: list[Answer]) -> Iterator[bytes]:
    for stage in lane.stages:
        if lane.until is None:
            yield from stage
            continue
        number = 0
        while not answers or number == 0 or answers[-1].status != lane.until:
            yield stage[number % len(stage)]
            number += 1


def main() -> None:
    """Read the plan from standard input, write the answers to standard output."""
    port, lanes, seconds, bodies = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    end = time.perf_counter() + seconds
    collected: list[list[Answer]] = [[] for _ in lanes]
    threads = [
        threading.Thread(target=_lane, args=(port, lane, end, bodies, answers))
        for lane, answers in zip(lanes, collected, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pickle.dump([each for answers in collected for each in answers], sys.stdout.buffer)


if __name__ == "__main__":
    # Under its importable name, so that what is pickled here can be read elsewhere.
    from bench.load import main as importable

    importable()
