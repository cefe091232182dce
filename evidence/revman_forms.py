"""The two forms of a review from RevMan: its file, then what is taken over.

Between the two steps the browser holds what was read, signed for this question and this person and for
an hour; nothing that it could change is believed, and nothing is stored before.
"""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evidence.codes import STUDY_DESIGNS
from evidence.imports.revman.plan import Plan, PlannedOutcome, plan_from, plan_of
from evidence.imports.revman.problems import Problem
from evidence.imports.revman.review import Review
from evidence.revman_words import of_problem
from guideline.forms import VerbForm, choices
from guideline.models import Question
from guideline.words import words

LARGEST = 20 * 1024 * 1024
# A form's body may have five megabytes, and some of it is not the plan.
LONGEST_PLAN = 4 * 1024 * 1024
SECONDS = 60 * 60


class RevmanFileForm(VerbForm):
    """A file from RevMan; what is no review is refused with the reason, told by its content."""

    file = forms.FileField(
        label=_("File from RevMan"),
        help_text=_(
            "An .rm5 file, or the data package of RevMan Web (.zip, or its CSV); up to 20 MB."
        ),
        allow_empty_file=True,
    )
    review: Review
    problems: tuple[Problem, ...] = ()

    def clean_file(self) -> Plan:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(translate("The file is larger than 20 MB."))
        # slow import: lxml and scipy, only when somebody sends a file
        from evidence.imports.revman.opening import read_review

        content = upload.read(LARGEST + 1)
        review, self.problems = read_review(content, upload.name)
        if review is None:
            raise forms.ValidationError([of_problem(problem) for problem in self.problems])
        self.review = review
        plan = plan_of(review, file=upload.name[:200], content=content)
        if not any(outcome.rows for outcome in plan.outcomes):
            raise forms.ValidationError(translate("The file has no results that can be kept."))
        return plan


class RevmanTakeOverForm(VerbForm):
    """Which outcomes of the file are taken over."""

    plan = forms.CharField(widget=forms.HiddenInput, strip=False)
    chosen = forms.MultipleChoiceField(
        label=_("Outcomes"),
        error_messages={"required": _("Choose at least one outcome.")},
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An outcome of the same name takes the results in; the others are added."),
    )
    design = forms.ChoiceField(
        label=_("Design of the studies that are added"),
        error_messages={"required": _("Choose the design of the studies.")},
        choices=choices(STUDY_DESIGNS, empty=_("Choose")),
    )

    def __init__(self, *args: Any, question: Question, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.salt = f"evidence.revman:{question.pk}:{user.pk}"
        self.read_plan = self._unsigned(self.data.get("plan", "")) if self.is_bound else None
        self._offer(self.read_plan)

    @classmethod
    def of(cls, plan: Plan, *, question: Question, user: Any) -> "RevmanTakeOverForm | None":
        """The form that offers everything in a plan; None where the plan is too long for a form."""
        form = cls(question=question, user=user)
        form.read_plan = plan
        signed = signing.dumps(plan.as_data(), salt=form.salt, compress=True)
        if len(signed) > LONGEST_PLAN:
            return None
        form.initial = {
            "plan": signed,
            "chosen": [outcome.id for outcome in plan.outcomes if outcome.rows],
        }
        form._offer(plan)
        return form

    def clean_plan(self) -> Plan:
        if self.read_plan is None:
            raise forms.ValidationError(translate("Choose the file again."))
        return self.read_plan

    def _unsigned(self, signed: str) -> Plan | None:
        try:
            return plan_from(signing.loads(signed, salt=self.salt, max_age=SECONDS))
        except signing.BadSignature:
            return None

    def _offer(self, plan: Plan | None) -> None:
        offered = [outcome for outcome in plan.outcomes if outcome.rows] if plan else []
        self.fields["chosen"].choices = [(each.id, _label(each)) for each in offered]


def _label(outcome: PlannedOutcome) -> str:
    """An outcome to choose: its comparison, name, kind of data and how much there is of it."""
    name = ": ".join(part for part in (outcome.comparison, outcome.name) if part)
    rows = len(outcome.rows)
    said = ngettext("{id} {name} ({kind}, {n} row)", "{id} {name} ({kind}, {n} rows)", rows)
    return said.format(id=outcome.id, name=name, kind=words(outcome.kind), n=rows)
