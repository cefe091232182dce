"""Forms of evidence that is not pooled here: in words, and as a source reports it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evidence.actions.describing import DIRECTIONS
from evidence.figures import COMPARISONS
from evidence.models import Body
from evidence.result_forms import body_field
from guideline.forms import VerbForm, text_lines
from guideline.models import Outcome
from guideline.text import localized, reworded
from guideline.words import words

_MEASURES = ("RR", "OR", "HR", "RD", "MD", "SMD")


class BodyTextForm(VerbForm):
    """Starts from what a body of evidence says; wordings in other languages are kept."""

    column = ""
    wordings: tuple[str, ...] = ()
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)

    def __init__(self, *args: Any, outcome: Outcome, body: Body | None, **kwargs: Any) -> None:
        self.said: dict[str, Any] = dict(getattr(body, self.column, None) or {})
        self.language = get_language() or "en"
        kwargs["initial"] = {"body": body} | self.shown()
        super().__init__(*args, **kwargs)
        self.fields = body_field(outcome) | self.fields
        self.order_fields([name for name in self.fields if name != "reason"])

    def shown(self) -> dict[str, Any]:
        """What the fields begin with."""
        texts = {name: localized(self.said.get(name), self.language) for name in self.wordings}
        return self.said | texts

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in self.wordings:
            values[name] = reworded(self.said.get(name), values[name], self.language)
        return values


class NarrativeForm(BodyTextForm):
    """What is known where nothing can be pooled."""

    column = "narrative"
    wordings = ("text",)
    direction = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[("", _("Not known")), *((code, words(code)) for code in DIRECTIONS)],
        help_text=_("Whom the evidence favours; it decides nothing about its size."),
    )
    studies = forms.IntegerField(label=_("Studies"), required=False, min_value=0)
    participants = forms.IntegerField(label=_("Participants"), required=False, min_value=0)
    text = forms.CharField(
        label=_("In words"), required=False, max_length=5000, widget=text_lines(4)
    )


class ReportedForm(BodyTextForm):
    """A synthesis as its source reports it."""

    column = "reported"
    wordings = ("source", "printed", "event", "correction")
    source = forms.CharField(label=_("Source"), max_length=1000)
    printed = forms.CharField(
        label=_("As printed"),
        required=False,
        max_length=1000,
        help_text=_("The result word for word, such as “RR 1.2 (1.0-1.4)”."),
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        choices=[("", _("Not said")), *((code, code) for code in _MEASURES)],
    )
    event = forms.CharField(label=_("Event that is counted"), required=False, max_length=500)
    estimate = forms.FloatField(label=_("Estimate"), required=False)
    ci_lower = forms.FloatField(label=_("95 % CI, lower limit"), required=False)
    ci_upper = forms.FloatField(label=_("95 % CI, upper limit"), required=False)
    p_comparison = forms.ChoiceField(
        label=_("P is"),
        required=False,
        choices=[("", _("Not said")), *((sign, sign) for sign in COMPARISONS)],
    )
    p = forms.FloatField(label=_("P"), required=False, min_value=0, max_value=1)
    studies = forms.IntegerField(label=_("Studies"), required=False, min_value=0)
    participants = forms.IntegerField(label=_("Participants"), required=False, min_value=0)
    risk_1 = forms.FloatField(
        label=_("Risk with the intervention (0 to 1)"), required=False, min_value=0, max_value=1
    )
    risk_2 = forms.FloatField(
        label=_("Risk with the comparator (0 to 1)"), required=False, min_value=0, max_value=1
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=100)
    correction = forms.CharField(
        label=_("Read otherwise here, because"),
        required=False,
        max_length=1000,
        widget=text_lines(2),
        help_text=_("Where the source contradicts itself and the figures above are a correction."),
    )

    def shown(self) -> dict[str, Any]:
        shown = super().shown()
        lower, upper = self.said.get("ci") or (None, None)
        return shown | {"ci_lower": lower, "ci_upper": upper}

    def values(self) -> dict[str, Any]:
        values = super().values()
        limits = [values.pop("ci_lower"), values.pop("ci_upper")]
        # What the page has no field for stays as it was taken over.
        kept = {"range": self.said["range"]} if "range" in self.said else {}
        return kept | values | {"ci": limits if limits != [None, None] else None}
