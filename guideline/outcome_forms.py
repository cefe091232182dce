"""Forms of an outcome's sizes, and of taking outcomes over from another question."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.forms import RowForm, VerbForm, choices, text_lines
from guideline.importance import ITEMS
from guideline.models import Outcome, Question
from guideline.outcome_sizes import SIZES, TARGETS
from guideline.text import localized, reworded
from guideline.words import words

# Rows for baseline risks that a page offers beyond those that are stored.
SPARE_ROWS = 2
RISK_TEXTS = ("label", "horizon", "source")
LABELS = {
    "label": gettext_lazy("For whom"),
    "risk": gettext_lazy("Risk (0 to 1)"),
    "horizon": gettext_lazy("Within"),
    "source": gettext_lazy("Source"),
}


@dataclass(frozen=True)
class RiskRow:
    """One baseline risk on the page: its number from 1 and its fields."""

    number: int
    fields: list[Any]


class SizesForm(RowForm):
    """Decision thresholds, baseline risks or prevalences, and the importance of a test's results."""

    target = forms.ChoiceField(
        label=gettext_lazy("Target of the rating"),
        required=False,
        choices=choices(TARGETS, empty=gettext_lazy("Not said")),
        help_text=gettext_lazy("The certainty that there is an effect, or one of this size."),
    )
    small = forms.FloatField(label=gettext_lazy("Small from"), required=False)
    moderate = forms.FloatField(label=gettext_lazy("Moderate from"), required=False)
    large = forms.FloatField(label=gettext_lazy("Large from"), required=False)
    prevalence = forms.CharField(
        label=gettext_lazy("Prevalences"),
        required=False,
        widget=text_lines(3),
        help_text=gettext_lazy("Shares from 0 to 1, one on each line, such as 0.1."),
    )

    def __init__(self, *args: Any, row: Outcome, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        # Absolute figures of a test rest on prevalences; risks that are stored stay in sight.
        spare = SPARE_ROWS if row.type != "diagnostic" else 0
        self.rows = len(row.baseline_risks) + spare
        for at in range(self.rows):
            for name in ("label", "risk", "horizon", "source"):
                self.fields[f"{name}_{at}"] = _risk_field(name, self._stored_risk(at).get(name))
        if row.type == "diagnostic":
            for item in ITEMS:
                self.fields[f"importance_{item}"] = forms.IntegerField(
                    label=words(item).capitalize(),
                    required=False,
                    min_value=1,
                    max_value=9,
                    initial=row.importance_of.get(item),
                )
        else:
            del self.fields["prevalence"]
        self.fields["reason"] = forms.CharField(
            label=_("Reason for the change"), required=False, max_length=500
        )

    @property
    def sizes(self) -> list[Any]:
        """The fields of the thresholds."""
        return [self[name] for name in ("target", *SIZES)]

    @property
    def parts(self) -> list[Any]:
        """The fields of the four results of a test; empty for another outcome."""
        return [self[f"importance_{item}"] for item in ITEMS if f"importance_{item}" in self.fields]

    @property
    def risks(self) -> list[RiskRow]:
        """The rows of the baseline risks."""
        names = ("label", "risk", "horizon", "source")
        return [
            RiskRow(at + 1, [self[f"{name}_{at}"] for name in names]) for at in range(self.rows)
        ]

    def clean_prevalence(self) -> list[float]:
        """Every line that is no number is named."""
        found, wrong = [], []
        for line in self.cleaned_data["prevalence"].replace(";", "\n").splitlines():
            try:
                if line.strip():
                    found.append(float(line))
            except ValueError:
                wrong.append(_("“{line}” is no number.").format(line=line.strip()))
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        thresholds = {name: said[name] for name in SIZES if said[name] is not None}
        if said["target"]:
            thresholds = {"target": said["target"]} | thresholds
        parts = {item: said.get(f"importance_{item}") for item in ITEMS}
        return {
            "thresholds": thresholds,
            "baseline_risks": [row for at in range(self.rows) if (row := self._risk(at))],
            "prevalence": said.get("prevalence", self.row.prevalence),
            "importance_of": {item: score for item, score in parts.items() if score is not None},
            "reason": said["reason"],
        }

    def _risk(self, at: int) -> dict[str, Any]:
        """One row as it is stored; empty where nothing was typed."""
        stored, said = self._stored_risk(at), self.cleaned_data
        row: dict[str, Any] = {}
        for name in ("label", "risk", "horizon", "source"):
            typed = said[f"{name}_{at}"]
            value = typed if name == "risk" else reworded(stored.get(name), typed, self.language)
            if value is not None:
                row[name] = value
        return row

    def _stored_risk(self, at: int) -> dict[str, Any]:
        rows = self.row.baseline_risks
        return rows[at] if at < len(rows) else {}

    def _shown(self) -> dict[str, Any]:
        row = self.row
        shown = {name: row.thresholds.get(name) for name in ("target", *SIZES)}
        shown["prevalence"] = "\n".join(str(share) for share in row.prevalence)
        for at, risk in enumerate(row.baseline_risks):
            shown[f"risk_{at}"] = risk.get("risk")
            shown |= {
                f"{name}_{at}": localized(risk.get(name), self.language) for name in RISK_TEXTS
            }
        return shown


def _risk_field(name: str, stored: Any) -> forms.Field:
    if name == "risk":
        return forms.FloatField(label=LABELS[name], required=False)
    longest = 200 if not stored else None
    return forms.CharField(label=LABELS[name], required=False, max_length=longest)


class CopyForm(VerbForm):
    """Which outcomes of another question are taken over."""

    refs = forms.MultipleChoiceField(
        label=gettext_lazy("Outcomes to take over"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one outcome.")},
    )

    def __init__(self, *args: Any, source: Question, question: Question, **kwargs: Any) -> None:
        taken = set(question.outcomes.values_list("ref", flat=True))
        self.source_outcomes = list(source.outcomes.all())
        free = [outcome.ref for outcome in self.source_outcomes if outcome.ref not in taken]
        super().__init__(*args, initial={"refs": free}, **kwargs)
        self.taken = [outcome for outcome in self.source_outcomes if outcome.ref in taken]
        self.fields["refs"].choices = [
            (outcome.ref, str(outcome)) for outcome in self.source_outcomes
        ]

    @property
    def rows(self) -> list[tuple[Any, Outcome, bool]]:
        """Each outcome with its checkbox, and whether it is here already."""
        here = {outcome.ref for outcome in self.taken}
        boxes = zip(self["refs"], self.source_outcomes, strict=True)
        return [(box, outcome, outcome.ref in here) for box, outcome in boxes]
