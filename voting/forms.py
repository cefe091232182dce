"""Forms of voting: they gather input and know no rule of their own."""

from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm
from guideline.models import Guideline, Outcome, PanelMember
from guideline.words import words
from voting.casts import COMMENT_LENGTH
from voting.codes import RECOMMENDATION_KINDS, SECRECY
from voting.models import Recommendation
from voting.rules import PRESETS, Rule


def _area(label: Any, *, required: bool = False, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), **options
    )


class RecommendationForm(forms.Form):
    """A new recommendation."""

    statement = _area(_("Statement"), required=True, rows=4)
    population = _area(_("Population, where it is narrower than the question's"), rows=2)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, kind) for kind in RECOMMENDATION_KINDS],
        help_text=_("Only graded recommendations get a strength and a certainty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, words(kind)) for kind in RECOMMENDATION_KINDS]


class OpeningForm(forms.Form):
    """How a round is held."""

    rule = forms.ChoiceField(label=_("Decision rule"), required=False)
    secrecy = forms.ChoiceField(label=_("Who may know who voted how"), initial="confidential")
    closes_at = forms.DateTimeField(
        label=_("Closes"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: when the chair closes the round."),
    )

    def __init__(self, guideline: Guideline, data: Any = None) -> None:
        super().__init__(data)
        self.guideline = guideline
        self.fields["rule"].choices = [
            ("", _("the guideline's own")),
            *[(preset, words(preset)) for preset in PRESETS],
        ]
        self.fields["secrecy"].choices = [(mode, SECRECY_WORDS[mode]) for mode in SECRECY]
        self.fields["closes_at"].label = _("Closes (time in {zone})").format(
            zone=guideline.time_zone
        )

    def clean_closes_at(self) -> Any:
        """The typed time is meant in the guideline's zone, wherever the browser is."""
        typed = self.cleaned_data["closes_at"]
        return make_aware(typed.replace(tzinfo=None), self.guideline.zone) if typed else None


SECRECY_WORDS = {
    "named": _("named: the panel sees who voted how"),
    "confidential": _("confidential: the panel sees the tally, chair and methodologist the names"),
    "secret": _("secret: nobody sees who voted how; shown from three ballots on"),
}


class BallotForm(forms.Form):
    """A ballot. `key` makes a ballot that is sent twice one ballot."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)
    comment = _area(_("Comment"), max_length=COMMENT_LENGTH)
    receipt = forms.CharField(
        label=_("Receipt of your secret ballot"), required=False, max_length=100
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, rule: Rule, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["choice"].choices = [(each, CHOICES[each]) for each in rule.options]


# A ballot asks what one does; `guideline/words.py` tells what was done.
CHOICES = {
    "strong-for": _("Strong for"),
    "weak-for": _("Weak for"),
    "neither": _("Neither for nor against"),
    "either": _("For either option"),
    "weak-against": _("Weak against"),
    "strong-against": _("Strong against"),
    "abstain": _("Abstain"),
}


class ReasonForm(forms.Form):
    """A deed that has to be explained."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))


class RevocationForm(VerbForm):
    """Taking somebody off a roll, or letting a ballot stand: each with a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The panel reads it beside the result."),
    )


class ExceptionForm(VerbForm):
    """An outcome that would carry the recommendation by itself, and who answers for that."""

    outcome = forms.ModelChoiceField(
        label=_("Outcome that carries the recommendation by itself"),
        queryset=Outcome.objects.none(),
        empty_label=_("Choose"),
    )
    named = forms.ModelChoiceField(
        label=_("Who answers for it"),
        queryset=PanelMember.objects.none(),
        empty_label=_("Choose"),
        help_text=_("Somebody from the panel, by name."),
    )
    because = _area(_("Reason"), required=True, max_length=5000)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = recommendation.question.outcomes.order_by("position", "id")
        panel = recommendation.guideline.panel.order_by("position", "id")
        self.fields["outcome"].queryset = outcomes
        self.fields["named"].queryset = panel


class CriticalForm(VerbForm):
    """Which outcomes are critical to this recommendation; none: those of importance 7 to 9."""

    outcomes = forms.ModelMultipleChoiceField(
        label=_("Critical outcomes"),
        queryset=Outcome.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: those of importance 7 to 9."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        kwargs["initial"] = {"outcomes": recommendation.critical_outcomes.all()}
        super().__init__(*args, **kwargs)
        outcomes = recommendation.question.outcomes.order_by("position", "id")
        self.fields["outcomes"].queryset = outcomes
