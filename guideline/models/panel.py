"""A place on the panel, and the person who holds it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import ROLES
from guideline.fields import CodeField, LocalizedTextField, one_of


class PanelMember(models.Model):
    """A place on a guideline's panel; the role says what its holder may do."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="panel")
    ref = models.SlugField(_("id"), max_length=100)
    role = CodeField(_("role"))
    perspective = LocalizedTextField(
        _("perspective"), help_text=_("What this place brings: surgeon, nurse, patient, ...")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    affiliation = LocalizedTextField(_("affiliation"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="places"
    )
    declared_at = models.DateTimeField(
        _("interests declared"),
        null=True,
        blank=True,
        help_text=_("When the holder last declared, be it that there is nothing to declare."),
    )
    judges_interests = models.BooleanField(
        _("decides on interests"),
        default=False,
        help_text=_(
            "Those named decide on declared interests; where nobody is named, the chairs do."
        ),
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="guideline_place_unique"),
            models.UniqueConstraint(
                fields=["guideline", "user"],
                condition=models.Q(user__isnull=False),
                name="guideline_one_place_a_person",
            ),
            one_of("role", ROLES, name="guideline_known_role"),
        ]

    def __str__(self) -> str:
        return self.name or self.ref

    @property
    def address(self) -> str:
        """Where mail reaches whoever holds the place; empty without an account, an address, or once closed."""
        return self.user.email if self.user and self.user.is_active else ""
