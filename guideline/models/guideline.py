"""A guideline: its scope, and the rules it works by."""

from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guideline.codes import DISSENT_NAMES, GRADE_EDITIONS, RATERS
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.stages import FIRST_STAGE, STAGES
from guideline.text import localized


class Guideline(models.Model):
    """A guideline from its scope to its publication; everything else hangs from one of these."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    title = LocalizedTextField(_("title"), null=False, blank=False)
    organisation = LocalizedTextField(_("organisation"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    languages = models.JSONField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("In which recommendations are worded, by code; the first one governs."),
    )
    source = LocalizedTextField(
        _("source"), help_text=_("Where the content comes from, when it was published elsewhere.")
    )
    scope = models.JSONField(_("scope"), default=dict, blank=True)
    grade_rules = CodeField(
        _("GRADE rules"),
        default="classic",
        help_text=_("Where non-randomised evidence starts, and which edition a judgement follows."),
    )
    raters = CodeField(
        _("raters"),
        default="single",
        help_text=_("Whether one rates each body of evidence, or two blind to each other."),
    )
    dissent_names = CodeField(
        _("names beside dissents"),
        default="named",
        help_text=_("Whether a dissent stands beside the recommendation with its writer's name."),
    )
    decision_rule = models.JSONField(
        _("decision rule"),
        default=str,
        help_text=_("A preset's name, or a rule of the guideline's own; copied into each round."),
    )
    inconsistency_above = models.FloatField(
        _("I² limit (%)"),
        null=True,
        blank=True,
        help_text=_("I² above which this guideline calls heterogeneity substantial."),
    )
    proposal_settings = models.JSONField(
        _("settings of the proposals"),
        default=dict,
        blank=True,
        help_text=_("Only what differs from the defaults of the rules."),
    )
    interest_deciders = models.PositiveSmallIntegerField(
        _("persons who decide on an interest"),
        default=1,
        help_text=_("One decides, or a second one has to confirm what the first decided."),
    )
    labels = models.JSONField(_("labels"), default=dict, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    corrections = models.JSONField(_("corrections"), default=list, blank=True)
    stage = CodeField(_("stage"), default=FIRST_STAGE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            one_of("grade_rules", GRADE_EDITIONS, name="guideline_known_grade_rules"),
            one_of("raters", RATERS, name="guideline_known_raters"),
            one_of("dissent_names", DISSENT_NAMES, name="guideline_known_dissent_names"),
            models.CheckConstraint(
                condition=models.Q(interest_deciders__in=[1, 2]),
                name="guideline_one_or_two_deciders",
            ),
            one_of("stage", tuple(stage.name for stage in STAGES), name="guideline_known_stage"),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    def get_absolute_url(self) -> str:
        return reverse("overview", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this guideline's times are shown."""
        return ZoneInfo(self.time_zone)

    @property
    def guideline(self) -> "Guideline":
        """Itself, so that a permission can ask any object for its guideline."""
        return self
