"""The certainty of a body of evidence: the judgements from which it is derived."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.codes import BODY_DESIGNS, DOMAINS, DOMAINS_DOWN, RATING_PARTS
from guideline.codes import GRADE_EDITIONS
from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of


class CountingRatings(models.Manager):
    """The ratings that count: nothing derives from another, and none leaks where nobody asked for it."""

    def get_queryset(self) -> models.QuerySet["Rating"]:
        return super().get_queryset().filter(rater=None).select_related("reconciled_by")


class IndividualRatings(models.Manager):
    """What each of two raters judged; `evidence/raters/visibility.py` says who may see whose."""

    def get_queryset(self) -> models.QuerySet["Rating"]:
        return super().get_queryset().filter(rater__isnull=False).select_related("rater")


class Rating(models.Model):
    """One rating of a body of evidence; the level itself is derived and stands nowhere.

    With `rater` it is that place's own, and counts for nothing; without, it is the one that counts.
    `objects`, and therefore `body.ratings`, holds only those that count.

    Diagnostic outcomes may be rated in two parts. `edition` keeps the rules that the judgements
    followed when they were made.
    """

    body = models.ForeignKey("evidence.Body", models.CASCADE, related_name="ratings")
    part = CodeField(_("part"), blank=True)
    design = CodeField(_("design of the body"))
    edition = CodeField(_("edition"))
    basis = BasisField()
    rater = models.ForeignKey(
        "guideline.PanelMember",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose own rating it is, where two rate; empty for the rating that counts."),
    )
    settled = models.BooleanField(
        _("settled"),
        default=False,
        help_text=_("Whether a reconciliation took this individual rating up."),
    )
    reconciled_by = models.ForeignKey(
        "guideline.PanelMember", models.RESTRICT, null=True, blank=True, related_name="+"
    )
    reconciled_because = LocalizedTextField(_("reason of the reconciliation"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    objects = CountingRatings()
    individual = IndividualRatings()

    class Meta:
        ordering = ["body_id", "part", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "part"],
                condition=models.Q(rater=None),
                name="evidence_one_rating_a_part",
            ),
            models.UniqueConstraint(
                fields=["body", "part", "rater"],
                condition=models.Q(rater__isnull=False),
                name="evidence_one_rating_a_rater",
            ),
            models.CheckConstraint(
                condition=models.Q(rater=None, settled=False)
                | models.Q(rater__isnull=False, reconciled_by=None),
                name="evidence_individual_or_reconciled",
            ),
            models.CheckConstraint(
                condition=models.Q(reconciled_by=None, reconciled_because=None)
                | models.Q(reconciled_by__isnull=False, reconciled_because__isnull=False),
                name="evidence_reconciled_with_reason",
            ),
            one_of("part", RATING_PARTS, name="evidence_known_part", blank=True),
            one_of("design", BODY_DESIGNS, name="evidence_known_body_design"),
            one_of("edition", GRADE_EDITIONS, name="evidence_known_edition"),
            known_basis("evidence_rating_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.part}".strip()


class Judgement(models.Model):
    """One domain judged: how many levels down (or up), and why."""

    rating = models.ForeignKey("evidence.Rating", models.CASCADE, related_name="judgements")
    domain = CodeField(_("domain"))
    levels = models.PositiveSmallIntegerField(
        _("levels"), default=0, help_text=_("Down for the five domains, up for the three.")
    )
    because = LocalizedTextField(_("reason"))
    proposed = models.JSONField(
        _("what was proposed"),
        default=dict,
        blank=True,
        help_text=_("When it was judged: the rule and its levels; the edition is the rating's."),
    )
    basis = BasisField()

    class Meta:
        ordering = ["rating_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "domain"], name="evidence_domain_once"),
            one_of("domain", DOMAINS, name="evidence_known_domain"),
            known_basis("evidence_judgement_basis"),
            models.CheckConstraint(
                condition=models.Q(domain__in=DOMAINS_DOWN, levels__lte=3)
                | models.Q(domain="large_effect", levels__lte=2)
                | models.Q(domain__in=["dose_response", "plausible_confounding"], levels__lte=1),
                name="evidence_levels_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(levels=0) | models.Q(because__isnull=False),
                name="evidence_step_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.levels}"
