"""What a refused verb says on the page that follows it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from accounts.blockers import Blocked


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """Do what is in the block as far as it may be done; each thing in the way becomes a message."""
    try:
        yield
    except Blocked as refusal:
        for blocker in refusal.blockers:
            messages.error(request, str(blocker))
