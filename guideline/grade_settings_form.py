"""The form of a guideline's GRADE settings. Another setting: a field here, a name in `SETTINGS`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from guideline.codes import GRADE_EDITIONS, RATERS
from guideline.forms import RowForm, choices
from guideline.text import localized, reworded

# The codes that a guideline may call by words of its own: `labels` -> kind -> code.
LABELLED = (
    ("strength", "strong", gettext_lazy("A strong recommendation is called")),
    ("strength", "weak", gettext_lazy("A weak recommendation is called")),
    ("certainty", "high", gettext_lazy("High certainty is called")),
    ("certainty", "moderate", gettext_lazy("Moderate certainty is called")),
    ("certainty", "low", gettext_lazy("Low certainty is called")),
    ("certainty", "very-low", gettext_lazy("Very low certainty is called")),
)


class GradeSettingsForm(RowForm):
    """Edition, limit for I², and the guideline's own words for strength and certainty."""

    grade_rules = forms.ChoiceField(
        label=gettext_lazy("GRADE rules"),
        choices=choices(GRADE_EDITIONS),
        help_text=gettext_lazy(
            "Where non-randomised evidence starts. It holds for ratings made from now on; those made "
            "before keep the edition that they followed."
        ),
    )
    inconsistency_above = forms.FloatField(
        label=gettext_lazy("I² limit (%)"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=gettext_lazy(
            "I² above which this guideline calls heterogeneity substantial. Pages point at what lies "
            "above it; no rating changes."
        ),
    )
    raters = forms.ChoiceField(
        label=gettext_lazy("Who rates the certainty"),
        choices=choices(RATERS),
        help_text=gettext_lazy(
            "Two: neither sees the other's rating before both are in; what counts is what they reconcile."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"), required=False, max_length=500
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for kind, code, label in LABELLED:
            stored = (row.labels.get(kind) or {}).get(code)
            self.fields[f"{kind}_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=100,
                initial=localized(stored, self.language),
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def words(self) -> list[Any]:
        """The fields of the guideline's own words."""
        return [self[f"{kind}_{code}"] for kind, code, _label in LABELLED]

    @property
    def rules(self) -> list[Any]:
        """Every other field, the reason last."""
        own = {f"{kind}_{code}" for kind, code, _label in LABELLED}
        return [field for field in self if field.name not in own]

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        labels = {kind: dict(said) for kind, said in self.row.labels.items()}
        for kind, code, _label in LABELLED:
            typed = values.pop(f"{kind}_{code}")
            stored = labels.setdefault(kind, {})
            worded = reworded(stored.get(code), typed, self.language)
            if worded is None:
                stored.pop(code, None)
            else:
                stored[code] = worded
        return values | {"labels": {kind: said for kind, said in labels.items() if said}}
