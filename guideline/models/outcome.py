"""An outcome of a question, with its importance to those who decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import BASES, OUTCOME_TYPES
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.importance import ITEMS, Class, Rated, entered, of_parts
from guideline.text import localized


class Outcome(models.Model):
    """What a question asks about: its importance (1-9), its kind of data, and which way is better."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="outcomes")
    ref = models.SlugField(_("id"), max_length=100)
    name = LocalizedTextField(_("name"))
    description = LocalizedTextField(_("description"))
    population = LocalizedTextField(
        _("population"), help_text=_("Where it is narrower than the question's.")
    )
    comparison = LocalizedTextField(
        _("comparison"),
        help_text=_("What is compared with what, where it is not what the question asks about."),
    )
    importance = models.PositiveSmallIntegerField(
        _("importance"),
        null=True,
        blank=True,
        help_text=_("1 to 9: 7-9 critical, 4-6 important, 1-3 of limited importance."),
    )
    importance_of = models.JSONField(
        _("importance of its parts"),
        default=dict,
        blank=True,
        help_text=_("Of true and false positives and negatives: tp, fn, fp, tn, each 1 to 9."),
    )
    importance_basis = CodeField(_("basis of the importance"), blank=True)
    type = CodeField(_("type"), default="narrative")
    favours = CodeField(_("better when"), blank=True)
    unit = CodeField(
        _("unit"), blank=True, help_text=_("What is counted: patient, lesion, segment.")
    )
    test = CodeField(
        _("test"), blank=True, help_text=_("Which of the two tests: index, comparator.")
    )
    prevalence = models.JSONField(_("prevalences"), default=list, blank=True)
    baseline_risks = models.JSONField(_("baseline risks"), default=list, blank=True)
    thresholds = models.JSONField(_("decision thresholds"), default=dict, blank=True)
    information_size = models.JSONField(
        _("inputs of the optimal information size"),
        default=dict,
        blank=True,
        help_text=_("Only what the committee set; the rest follows the evidence."),
    )
    notes = models.JSONField(_("notes"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "ref"], name="guideline_outcome_unique"),
            models.CheckConstraint(
                condition=models.Q(importance=None) | models.Q(importance__range=(1, 9)),
                name="guideline_importance_1_to_9",
            ),
            one_of("type", OUTCOME_TYPES, name="guideline_known_outcome_type"),
            one_of("favours", ("lower", "higher"), name="guideline_known_favours", blank=True),
            one_of("test", ("index", "comparator"), name="guideline_known_test", blank=True),
            one_of("importance_basis", BASES, name="guideline_importance_basis", blank=True),
        ]

    def __str__(self) -> str:
        return localized(self.name) or self.ref

    @property
    def guideline(self):
        return self.question.guideline

    @property
    def importance_items(self) -> tuple[str, ...]:
        """What is scored of it: the four results of a test, else the outcome as a whole ('')."""
        return ITEMS if self.type == "diagnostic" else ("",)

    @property
    def importance_survey(self):
        """The last closed survey in which somebody scored it; None where its importance was entered."""
        surveys = list(self.question.importance_surveys.all())[::-1]
        return next((each for each in surveys if each.rated(self)), None)

    @property
    def importance_parts(self) -> dict[str, Rated]:
        """The importance of each of its four parts, surveyed or else entered; empty without parts."""
        survey = self.importance_survey
        if survey:
            return {item: rated for item, rated in survey.rated(self).items() if item}
        said = self.importance_of
        return {item: rated for item in ITEMS if item in said and (rated := entered(said[item]))}

    @property
    def importance_rating(self) -> Rated | None:
        """Its importance and class: of the last survey that scored it, else as entered, else None."""
        survey = self.importance_survey
        if survey:
            parts = survey.rated(self)
            return parts.get("") or of_parts(parts.values())
        return entered(self.importance, self.importance_of)

    @property
    def rated_importance(self) -> float | None:
        """The importance that counts, 1 to 9 (a median may end in a half); None while not rated."""
        rating = self.importance_rating
        if rating is None:
            return None
        return int(rating.value) if rating.value == int(rating.value) else rating.value

    @property
    def importance_class(self) -> Class | None:
        """Critical, important or limited; None while not rated, or not decided between two."""
        rating = self.importance_rating
        return rating.importance_class if rating else None

    @property
    def rated_basis(self) -> str:
        """Where the importance that counts comes from, when it was not rated here."""
        survey = self.importance_survey
        return survey.basis if survey else self.importance_basis

    @property
    def is_critical(self) -> bool:
        """Whether its importance alone makes it critical to a decision."""
        return self.importance_class == "critical"
