"""Entry point of a web process: `gunicorn config.wsgi:application`."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()


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


_refuse_unsafe_settings()
