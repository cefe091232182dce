"""The site on a host whose clock is wrong by CLOCK_OFF seconds, as gunicorn or `manage.py` runs it."""

import os
import sys
import time
from datetime import timedelta

from django.utils import timezone

_OFF = float(os.environ.get("CLOCK_OFF", "0"))
_now, _time = timezone.now, time.time
timezone.now = lambda: _now() + timedelta(seconds=_OFF)
time.time = lambda: _time() + _OFF


def application(environ, start_response):
    """The site; loaded at the first request, after the clock was set wrong."""
    from config.wsgi import application as site

    return site(environ, start_response)


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *sys.argv[1:]])
