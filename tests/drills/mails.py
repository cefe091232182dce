"""Drill 4: a worker dies in the middle of a mail."""

import re
import socketserver
import threading

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site, kill, until


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it takes, and can be told to dawdle before it answers."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[str] = []
        self.dawdle_at = ""
        self.dawdling = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def meet(self, moment: str) -> None:
        if self.dawdle_at == moment:
            self.dawdling.set()
            until(lambda: self.dawdle_at != moment)


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


@drill(4, "kill -9 of the worker in mid-mail")
def worker(site: Site) -> Outcome:
    from outbox.models import Delivery

    Delivery.objects.all().delete()
    server = MailServer()
    before, before_arrived = _killed_at("greeting", site, server)
    after, after_arrived = _killed_at("taken", site, server)
    server.shutdown()
    return Outcome(
        f"killed before the hand-over: {before_arrived} mail; killed after it, before the answer: "
        f"{after_arrived} under {len(after)} Message-ID; the lease was cut short by hand",
        unless(before_arrived == 1, f"{before_arrived} mails")
        + unless(len(before) == len(after) == 1, f"{len(after)} Message-IDs for one mail")
        + unless(after_arrived <= 2, f"{after_arrived} mails for one piece of work"),
    )


def _killed_at(moment: str, site: Site, server: MailServer) -> tuple[set[str], int]:
    """The Message-IDs and the number of mails that came of one row of the outbox."""

    from outbox.actions import enqueue
    from outbox.models import Delivery

    server.taken.clear()
    server.dawdling.clear()
    server.dawdle_at = moment
    key = f"drill-{moment}"
    enqueue("mail", key=key, to="member@example.org", subject="Round 1", body="Please vote.")
    worker = site.start_worker(server.url)
    site.manage("relay", "--once")
    if not server.dawdling.wait(300):
        raise RuntimeError("the worker did not come to the mail")
    kill(worker)
    server.dawdle_at = ""
    # An installation waits for the lease to run out: five minutes.
    Delivery.objects.filter(key=key).update(locked_until=None)
    worker = site.start_worker(server.url)
    site.manage("relay", "--once")
    until(lambda: Delivery.objects.get(key=key).done_at is not None)
    kill(worker)
    found = {re.search(r"(?im)^message-id: *(\S+)", each)[1] for each in server.taken}
    return found, len(server.taken)
