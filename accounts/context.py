"""What every template may ask of the installation."""

from django.conf import settings


def demo(request) -> dict[str, bool]:
    """Whether this is a demo site, where signing in as a role is one click."""
    return {"is_demo": settings.DEMO}
