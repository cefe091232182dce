"""Forms of publication."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """A new version."""

    what_changed = forms.CharField(
        label=_("What changed"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Shown beside the version; empty for the first one."),
    )


class SwitchOffForm(forms.Form):
    """Why a guideline does without a rule of the checks."""

    because = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stands beside the rule for everybody who reads the checks."),
    )
