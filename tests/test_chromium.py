"""What the tests of pages in a browser rely on."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.chromium import follow


class Halting(BaseHTTPRequestHandler):
    """A page whose end comes a while after its beginning, as on a busy machine."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>.</title><link rel=icon href=data:,><a href=/next/>Next</a>")
        if self.path == "/next/":
            self.wfile.flush()
            time.sleep(0.5)
            self.wfile.write(b"<p>The end</p>")

    def log_message(self, *_said):
        """Nothing: a test prints no log."""


@pytest.fixture
def halting() -> Iterator[str]:
    """The address of a server of such pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Halting)
    Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_follow_looks_at_a_page_when_it_is_whole(halting, visit):
    page = visit(halting)

    follow(page.get_by_role("link", name="Next"))

    assert page.get_by_text("The end").is_visible()
