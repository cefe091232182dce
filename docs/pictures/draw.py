"""Draws the README's pictures anew: `make pictures`, with the system's Chromium.

The demo is filled in a database of its own and served for a moment, so the pictures always show
what the code does now.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import DESK, FLAGS, executable

HERE = Path(__file__).parent
GUIDELINE = "/guidelines/liver-metastases-2021/"
# Each picture: its file, the page, and how much of it (pixels from the top).
PICTURES = (
    ("overview.png", GUIDELINE, 900),
    ("profile.png", f"{GUIDELINE}questions/q13/profile/", 900),
    ("why.png", f"{GUIDELINE}recommendations/q12r1/why/", 900),
)


def main() -> None:
    """Fill, serve, draw, stop."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _site(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": DESK, "height": 900}, base_url=address, color_scheme="light"
        )
        _sign_in(page)
        for name, path, height in PICTURES:
            _draw(page, name, path, height)
        browser.close()


def _sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.locator("form[action='/demo/sign-in/chair/'] button").click()
    page.wait_for_load_state()


def _draw(page: Page, name: str, path: str, height: int) -> None:
    answer = page.goto(path)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{path} cannot be drawn")
    page.screenshot(path=HERE / name, clip={"x": 0, "y": 0, "width": DESK, "height": height})
    print(f"docs/pictures/{name}")  # noqa: T201 - a command's output


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """The demo, served on a free port until the pictures are drawn; yields its address."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "REDIS_URL": "",
        "DEMO": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
    }
    for command in (("migrate", "--verbosity", "0"), ("demo",)):
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    address = f"127.0.0.1:{_free_port()}"
    serve = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        "--threads=4",
        "--bind",
        address,
    ]
    with subprocess.Popen([*serve, "--log-level=warning"], env=environment) as server:  # noqa: S603 - our own command
        try:
            _wait_for(f"http://{address}/health/")
            yield f"http://{address}"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - our own address
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
