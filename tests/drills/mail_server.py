"""A mail server that keeps what it takes, and can be told to dawdle at the worst moment."""

import re
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_string
from email.policy import default

from tests.drills.processes import until


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs; `taken` holds the mails."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[str] = []
        self.dawdle_at = ""
        self.dawdling = threading.Event()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def message_ids(self) -> list[str]:
        """Of each mail that was taken, in order."""
        return [re.search(r"(?im)^message-id: *(\S+)", each)[1] for each in self.taken]

    @property
    def bodies(self) -> list[str]:
        """The text of each mail that was taken, in order."""
        mails = [message_from_string(each, policy=default) for each in self.taken]
        return [mail.get_body(("plain",)).get_content() for mail in mails]

    def meet(self, moment: str) -> None:
        """A talk has come to this moment: wait here where it is the one to dawdle at."""
        if self.dawdle_at == moment:
            self.dawdling.set()
            until(lambda: self.dawdle_at != moment)


@contextmanager
def mail_server():
    """A mail server for as long as it is needed."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.dawdle_at = ""
            server.shutdown()


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.meet("greeting")
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                self._take()
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines = []
        for line in self.rfile:
            if line.strip() == b".":
                break
            lines.append(line)
        # Taken, and the sender does not know it yet: the worst moment.
        self.server.taken.append(b"".join(lines).decode())
        self.server.meet("taken")
        self._say("250 ok")

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            return
