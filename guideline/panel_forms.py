"""Forms of the list of people: the file, and what is taken over of it."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.forms import SizedFileField, VerbForm
from guideline.panel_sheet import LARGEST_FILE, Entry, Unreadable, entries_from


class ListForm(VerbForm):
    """The file with the list."""

    file = SizedFileField(
        largest=LARGEST_FILE,
        label=_("Spreadsheet"),
        help_text=_("XLSX, or CSV in UTF-8; at most 1,000 people and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class TakeOverForm(VerbForm):
    """The entries as they were looked at, and whether their people are told at once."""

    rows = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)
    invite = forms.BooleanField(
        label=_("Invite everybody who has an address by mail now"), required=False
    )
    entries: tuple[Entry, ...] = ()

    def clean_rows(self) -> str:
        """What came back is read anew: a page may send anything."""
        rows = self.cleaned_data["rows"]
        try:
            self.entries = entries_from(json.loads(rows))
        except (Unreadable, ValueError, RecursionError) as error:
            sentence = _now("The list did not come back whole; choose the file again.")
            raise forms.ValidationError(sentence) from error
        return rows

    def values(self) -> dict[str, Any]:
        return {"entries": self.entries, "invite": self.cleaned_data["invite"]}
