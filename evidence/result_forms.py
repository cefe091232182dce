"""The form of a result: its fields follow from the kind of the outcome."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evidence.figures import COMPARISONS, COUNTS, NEEDED, FigureProblem, columns_of, problems_with
from evidence.models import Body, Study, StudyResult
from evidence.problems import column_name, of_figure
from evidence.risk_of_bias import JUDGEMENTS
from guideline.forms import VerbForm, choices
from guideline.models import Outcome
from guideline.text import localized, reworded

_WORDINGS = ("population", "note")


class ResultForm(VerbForm):
    """What one study found on one outcome."""

    population = forms.CharField(
        label=_("Population"),
        max_length=300,
        required=False,
        help_text=_("Where a study gives several rows, this tells them apart."),
    )
    printed = forms.CharField(
        label=_("As printed"),
        max_length=500,
        required=False,
        help_text=_("The text of the source, where a figure alone would lose something."),
    )
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)
    risk_of_bias = forms.ChoiceField(
        label=_("Risk of bias of this result"),
        required=False,
        choices=choices(JUDGEMENTS, empty=_("As its study's")),
    )

    def __init__(
        self, *args: Any, outcome: Outcome, row: StudyResult | None = None, **kwargs: Any
    ) -> None:
        self.outcome, self.row = outcome, row
        self.language = get_language() or "en"
        if row is not None:
            kwargs.setdefault("initial", self._shown(row))
        super().__init__(*args, **kwargs)
        needed = NEEDED.get(outcome.type, ())
        figures = {
            name: _figure_field(name, required=name in needed) for name in columns_of(outcome.type)
        }
        self.fields = self._first_fields() | figures | self.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        study = self._study()
        figures = {name: cleaned.get(name) for name in columns_of(self.outcome.type)}
        in_words = bool(cleaned.get("printed") or cleaned.get("note"))
        for problem in problems_with(self.outcome.type, figures, in_words=in_words):
            if problem.column not in self.errors:
                sentence = of_figure(problem)
                self.add_error(problem.column, f"{study}: {sentence}" if study else sentence)
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in _WORDINGS:
            before = getattr(self.row, name) if self.row is not None else None
            values[name] = reworded(before, values[name], self.language)
        return values

    def _study(self) -> Study | None:
        return self.row.study if self.row is not None else self.cleaned_data.get("study")

    def _first_fields(self) -> dict[str, forms.Field]:
        return {}

    def _shown(self, row: StudyResult) -> dict[str, Any]:
        shown = {name: getattr(row, name) for name in columns_of(self.outcome.type)}
        shown |= {"printed": row.printed, "risk_of_bias": row.risk_of_bias}
        return shown | {name: localized(getattr(row, name), self.language) for name in _WORDINGS}


class ResultAddForm(ResultForm):
    """A result that is new: the study that gave it, and the body of evidence where there are several."""

    def _first_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "study": forms.ModelChoiceField(
                label=_("Study"),
                queryset=Study.objects.filter(question=self.outcome.question),
                empty_label=_("Choose"),
            )
        }
        return fields | body_field(self.outcome)


class ResultEditForm(ResultForm):
    """A result that is corrected, with the reason."""

    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)


class ExcludeForm(VerbForm):
    """Why a result is set aside."""

    reason = forms.CharField(label=_("Reason for excluding it"), max_length=500)


def body_field(outcome: Outcome) -> dict[str, forms.Field]:
    """The choice between several bodies of evidence; nothing to choose where there is one or none."""
    bodies = Body.objects.filter(outcome=outcome).select_related("outcome")
    if bodies.count() < 2:
        return {}
    return {
        "body": forms.ModelChoiceField(
            label=_("Body of evidence"), queryset=bodies, empty_label=_("Choose")
        )
    }


def _figure_field(name: str, *, required: bool) -> forms.Field:
    label = column_name(name)
    label = label[:1].upper() + label[1:]
    if name == "value_comparison":
        known = [("", _("Not said")), *((sign, sign) for sign in COMPARISONS)]
        return forms.ChoiceField(label=label, required=False, choices=known)
    if name == "unit":
        return forms.CharField(label=label, required=False, max_length=100)
    kind = forms.IntegerField if name in COUNTS else forms.FloatField
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"})
    missing = of_figure(FigureProblem("missing", name))
    return kind(label=label, required=required, widget=widget, error_messages={"required": missing})
