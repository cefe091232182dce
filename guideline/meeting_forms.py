"""Forms of meetings: when and where, and who was there."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guideline.codes import ATTENDANCES
from guideline.forms import RowForm, VerbForm, choices, text_lines
from guideline.models import Guideline, Meeting, PanelMember
from guideline.time_forms import MomentInput


class MeetingForm(RowForm):
    """When and where; times are those of the guideline's zone."""

    wordings = ("title",)

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Empty: “Meeting of” and the day."),
    )
    starts_at = forms.DateTimeField(label=_("Begins"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Ends"), widget=MomentInput, required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where the meeting is held online."),
    )
    tell = forms.BooleanField(label=_("Tell the panel by mail"), required=False)

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        self.zone = guideline.zone
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            self.fields[name].help_text = _("In the zone {zone}.").format(zone=guideline.time_zone)

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in ("starts_at", "ends_at"):
            if values[name]:
                values[name] = timezone.make_naive(values[name]).replace(tzinfo=self.zone)
        return values

    def _shown(self) -> dict[str, Any]:
        shown = super()._shown() | {"tell": False}
        for name in ("starts_at", "ends_at"):
            if shown[name]:
                shown[name] = timezone.make_naive(shown[name], self.zone)
        return shown


class CancelForm(VerbForm):
    """Why a meeting is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    tell = forms.BooleanField(label=_("Tell the panel by mail"), required=False, initial=True)


class ReopenForm(VerbForm):
    """Why closed minutes are opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class AttendanceForm(VerbForm):
    """A state for each place of the panel, and who else was there."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        known = dict(meeting.attendances.values_list("member__ref", "state"))
        self.places = list(meeting.guideline.panel.order_by("position", "id"))
        super().__init__(*args, **kwargs)
        for place in self.places:
            self.fields[f"place-{place.ref}"] = forms.ChoiceField(
                label=str(place),
                required=False,
                choices=choices(ATTENDANCES, empty=_("not said")),
                initial=known.get(place.ref, ""),
            )
        self.fields["guests"] = forms.CharField(
            label=_("Guests"),
            required=False,
            max_length=5000,
            widget=text_lines(2),
            initial=meeting.guests,
        )

    def rows(self) -> Iterator[tuple[PanelMember, Any]]:
        """Each place with its field."""
        for place in self.places:
            yield place, self[f"place-{place.ref}"]

    def values(self) -> dict[str, Any]:
        given = super().values()
        states = {place.ref: given[f"place-{place.ref}"] for place in self.places}
        return {"states": states, "guests": given["guests"]}
