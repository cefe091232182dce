"""The system's Chromium, driven by playwright: fixtures, and what every visit must keep.

`visit` opens pages of the live server; when the test ends, the browser's console (where a breach of
the Content-Security-Policy shows as well) must have stayed silent.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing outside answers, as on a hospital's network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PHONE, DESK = 390, 1280


def executable() -> str | None:
    """Path of the system's Chromium; CHROMIUM in the environment names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """The browser, started once. Without one the test is skipped, in CI it fails."""
    path = executable()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "no Chromium on this machine (apt-get install chromium)"
        )
    from playwright.sync_api import (
        sync_playwright,
    )  # slow import: only tests of the browser need it

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop lives in this thread, and Django would take the test for async.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """A person at a browser: `visit("/path/", by=chair, width=PHONE)` returns playwright's page."""

    browser: object
    server: str
    complaints: list[str] = field(default_factory=list)
    contexts: list = field(default_factory=list)

    def __call__(self, path: str, *, by=None, width: int = DESK, **options):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self.server, **options
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if by is not None:
            context.add_cookies([self._session_of(by)])
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path)
        return page

    def _session_of(self, user) -> dict[str, str]:
        client = Client()
        client.force_login(user)
        return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.server}

    def _hear(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def visit(chromium, live_server) -> Iterator[Visit]:
    """See `Visit`. What the console said in spite of all is in `visit.complaints`."""
    visit = Visit(chromium, live_server.url)
    yield visit
    for context in visit.contexts:
        context.close()
    assert visit.complaints == []


def follow(target, *, key: str = "") -> None:
    """Click on the link or button `target`, or press `key` on it, and see the page it leads to.

    A bare click returns when the answer begins: who looks at once may see half a page.
    """
    with target.page.expect_navigation():
        target.press(key) if key else target.click()


def press(page, name: str) -> None:
    """Press the one button of this name, and see the page that comes of it."""
    follow(page.get_by_role("button", name=name, exact=True))


def unfold(within, summary: str) -> None:
    """Open what is folded under `summary`, on a page or within a part of it; the page stays."""
    within.locator("summary", has_text=summary).click()


def click_in_place(target) -> None:
    """Click on what does not leave the page: a choice, or what a script answers in its place."""
    target.click()


def axe_violations(page) -> list[str]:
    """What the axe engine finds wrong on the page: rule and place; empty when all is well."""
    from axe_playwright_python.sync_playwright import Axe  # slow import: reads the engine

    return [
        f"{violation['id']}: {' '.join(node['target'])}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


def overflow(page) -> int:
    """Pixels by which the page is wider than its window; 0 when nobody has to scroll sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
