"""What a refused verb says on the page that follows it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.blockers import Blocked


@contextmanager
def refusals_told(request: HttpRequest, typed: str = "") -> Iterator[None]:
    """Do what is in the block as far as it may be done; each thing in the way becomes a message.

    `typed` is what the person wrote for it. The page that follows has no field for it, so a last message gives
    it back.
    """
    try:
        yield
    except Blocked as refusal:
        for blocker in refusal.blockers:
            messages.error(request, str(blocker))
        if typed.strip():
            messages.info(request, _("You had written: {text}").format(text=typed.strip()))
