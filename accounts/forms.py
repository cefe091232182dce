"""What an account may say about itself."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountSettingsForm(forms.Form):
    """The zone in which somebody wants to read times."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Deadlines are shown in this zone; empty means the guideline's own."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
        self.fields["time_zone"].choices = [("", _("the guideline's own"))] + [
            (zone, zone.replace("_", " ")) for zone in zones
        ]
