"""Entry point of a web process: `gunicorn config.wsgi:application`."""

import gc
import os
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Its models are known only now.
application = import_module("hearing.rest.door").Door(application)


def _refuse_unsafe_settings() -> None:
    """A site open to others must not run on a key of the moment or answer to any name."""
    from django.conf import settings

    if settings.DEBUG:
        return
    missing = [
        name
        for name, given in (
            ("SECRET_KEY", settings.SECRET_KEY_GIVEN),
            ("ALLOWED_HOSTS", settings.ALLOWED_HOSTS),
        )
        if not given
    ]
    if missing:
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} must be set for a web process with DEBUG=0 (see docs/settings.md)."
        )


def _settle() -> None:
    """Load what every request needs, and tell the collector that it stays.

    What is loaded is some two hundred thousand objects; to look through them again and again for
    cycles costs a tenth of a vote.
    """
    from django.conf import settings
    from django.urls import reverse

    import_module(settings.ROOT_URLCONF)
    # All addresses are listed by name for the first who asks for one: here, and not while somebody waits.
    reverse("health")
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


_refuse_unsafe_settings()
_settle()
