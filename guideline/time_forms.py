"""Moments in forms: picked by the browser where it can, meant in the guideline's zone."""

from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from guideline.models import Guideline


class MomentInput(forms.DateTimeInput):
    """A day and a time, picked by the browser where it can."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def closing_time(guideline: Guideline, *, empty: str) -> forms.DateTimeField:
    """When something closes by itself; `empty` says what no time means."""
    return forms.DateTimeField(
        label=_("Closes (time in {zone})").format(zone=guideline.time_zone),
        required=False,
        widget=MomentInput,
        help_text=empty,
    )


class ClosesInZone:
    """A form whose `closes_at` is meant in the guideline's zone, wherever the browser is."""

    guideline: Guideline
    cleaned_data: dict[str, Any]

    def clean_closes_at(self) -> Any:
        typed = self.cleaned_data["closes_at"]
        return make_aware(typed.replace(tzinfo=None), self.guideline.zone) if typed else None
