"""A personal link from a mail: what is kept of it, and never the link itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SignInLink(models.Model):
    """A way in that was mailed to an account: used once, by the browser that pressed it first.

    Of the token only a hash is kept. `about` says what it invites to, so that all links to one thing
    can be taken back at once. `browser_hash` is set by the first press and changes no more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    about = models.CharField(_("invites to"), max_length=120, blank=True)
    leads_to = models.CharField(_("leads to"), max_length=300)
    sent_at = models.DateTimeField(_("sent"))
    ends_at = models.DateTimeField(_("ends"))
    browser_hash = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["user", "about"], name="accounts_links_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("sent_at")), name="accounts_link_has_a_life"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | ~Q(browser_hash=""),
                name="accounts_link_used_in_a_browser",
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.user_id} to {self.leads_to}"


class KnownBrowser(models.Model):
    """A browser in which an account has signed in and not signed out: it needs no second mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_browsers"
    )
    browser_hash = models.CharField(max_length=64)
    known_until = models.DateTimeField(_("known until"))

    class Meta:
        ordering = ["user", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "browser_hash"], name="accounts_browser_known_once"
            )
        ]

    def __str__(self) -> str:
        return f"browser of {self.user_id}"


class Allowance(models.Model):
    """How often something was done in the current window, by whom or from where (a keyed hash)."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(_("since"))
    taken = models.PositiveIntegerField(_("taken"), default=0)

    class Meta:
        ordering = ["since", "key"]

    def __str__(self) -> str:
        return f"{self.taken} since {self.since}"
