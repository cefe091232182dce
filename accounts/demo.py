"""The accounts of a demo site, where taking a role is one click. There are none on a real site."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User

DEMO_DOMAIN = "@demo.invalid"


def demo_accounts() -> QuerySet[User]:
    """Everybody a visitor of the demo may sign in as; nobody unless this is a demo site."""
    if not settings.DEMO:
        return User.objects.none()
    return User.objects.filter(is_active=True, email__endswith=DEMO_DOMAIN).order_by("username")


def demo_account(username: str) -> User:
    """One demo account; Http404 where there is none, and always on a real site."""
    if not settings.DEMO:
        raise Http404
    return get_object_or_404(demo_accounts(), username=username)
