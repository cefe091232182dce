"""What every declared interest says, whoever holds it; and the interests of the society itself."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guideline.codes import AMOUNT_BANDS, INTEREST_KINDS
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.text import localized
from guideline.words import words

_YEAR = [MinValueValidator(1900), MaxValueValidator(2999)]


class Interest(models.Model):
    """What an interest is, with whom, how much and when; the kind is empty where only words came."""

    kind = CodeField(_("kind of interest"), blank=True)
    interest = models.CharField(_("in words"), max_length=200, blank=True)
    party = LocalizedTextField(_("party"), help_text=_("The company, body or person concerned."))
    amount_band = CodeField(_("amount a year"), blank=True)
    year_from = models.PositiveSmallIntegerField(
        _("from the year"), null=True, blank=True, validators=_YEAR
    )
    year_to = models.PositiveSmallIntegerField(
        _("to the year"),
        null=True,
        blank=True,
        validators=_YEAR,
        help_text=_("Empty while it goes on."),
    )

    class Meta:
        abstract = True

    @property
    def what(self) -> str:
        """The kind, and the holder's own words where there are any."""
        return ": ".join(each for each in (words(self.kind), self.interest) if each)

    @property
    def period(self) -> str:
        """`2019-2021`, `since 2019`, `until 2021`; empty where no year is told."""
        if self.year_from and self.year_to:
            return (
                str(self.year_from)
                if self.year_from == self.year_to
                else f"{self.year_from}–{self.year_to}"
            )
        if self.year_from:
            return gettext("since {year}").format(year=self.year_from)
        return gettext("until {year}").format(year=self.year_to) if self.year_to else ""


def interest_constraints(name: str) -> list[models.BaseConstraint]:
    """What the database promises of each interest: known words, and years in their order."""
    in_order = models.Q(year_from__lte=models.F("year_to"))
    return [
        one_of("kind", INTEREST_KINDS, name=f"guideline_known_{name}_kind", blank=True),
        one_of("amount_band", AMOUNT_BANDS, name=f"guideline_known_{name}_band", blank=True),
        models.CheckConstraint(
            condition=models.Q(year_from=None) | models.Q(year_to=None) | in_order,
            name=f"guideline_{name}_years_in_order",
        ),
    ]


class SocietyInterest(Interest):
    """An interest of the body that issues the guideline: who pays for it, whose money it takes."""

    guideline = models.ForeignKey(
        "guideline.Guideline", models.CASCADE, related_name="society_interests"
    )
    handled = LocalizedTextField(
        _("what was done about it"),
        help_text=_("Such as: the sponsor has no say in the panel, the questions or the wording."),
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = interest_constraints("society_interest")

    def __str__(self) -> str:
        return ", ".join(each for each in (self.what, localized(self.party)) if each)
