"""What was searched, what came back, and what was kept (PRISMA 2020)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.codes import SCREENING_DECISIONS, STUDY_DESIGNS
from guideline.fields import BasisField, CodeField, known_basis, one_of


class Search(models.Model):
    """One search of one source for one question."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="searches")
    source = models.CharField(_("source"), max_length=200, blank=True)
    run_on = models.DateField(_("run on"), null=True, blank=True)
    covers_from = models.DateField(_("from"), null=True, blank=True)
    covers_to = models.DateField(_("to"), null=True, blank=True)
    strategy = models.TextField(_("strategy"), blank=True)
    records = models.PositiveIntegerField(_("records found"), null=True, blank=True)
    basis = BasisField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [known_basis("evidence_search_basis")]

    def __str__(self) -> str:
        return f"{self.source} {self.run_on or ''}".strip()

    @property
    def guideline(self):
        return self.question.guideline


class Flow(models.Model):
    """Counts of a screening that was done elsewhere; counts of our own come from the records."""

    question = models.OneToOneField("guideline.Question", models.CASCADE, related_name="flow")
    duplicates = models.PositiveIntegerField(_("duplicates"), null=True, blank=True)
    excluded_on_title = models.PositiveIntegerField(_("excluded on title"), null=True, blank=True)
    not_retrieved = models.PositiveIntegerField(_("not retrieved"), null=True, blank=True)
    excluded_on_full_text = models.JSONField(_("excluded on full text"), default=list, blank=True)
    basis = BasisField()

    class Meta:
        constraints = [known_basis("evidence_flow_basis")]

    def __str__(self) -> str:
        return f"flow of {self.question_id}"


class FoundCount(models.Model):
    """How many studies of a design a source says it found, when not all of them are listed."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="found")
    design = CodeField(_("design"))
    studies = models.PositiveIntegerField(_("studies"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [one_of("design", STUDY_DESIGNS, name="evidence_found_design")]

    def __str__(self) -> str:
        return f"{self.studies} {self.design}"


class Record(models.Model):
    """A citation that a search returned, with what screening decided about it."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="records")
    ref = models.SlugField(_("id"), max_length=100)
    title = models.TextField(_("title"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    pmid = models.CharField(max_length=20, blank=True)
    title_abstract = CodeField(_("on title and abstract"), blank=True)
    full_text = CodeField(_("on full text"), blank=True)
    reason = models.CharField(_("reason for exclusion"), max_length=300, blank=True)
    study = models.ForeignKey(
        "evidence.Study", models.SET_NULL, null=True, blank=True, related_name="records"
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "ref"], name="evidence_record_unique"),
            one_of(
                "title_abstract", SCREENING_DECISIONS, name="evidence_title_decision", blank=True
            ),
            one_of(
                "full_text", SCREENING_DECISIONS, name="evidence_full_text_decision", blank=True
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.ref

    @property
    def guideline(self):
        return self.question.guideline
