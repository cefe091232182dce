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
