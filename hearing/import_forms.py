"""Forms of the import of comments: the table, and what is taken over of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import SizedFileField, VerbForm
from guideline.spreadsheet import Unreadable
from hearing.comment_sheet import LARGEST_FILE, Entry, unsealed
from hearing.models import Hearing


class TableForm(VerbForm):
    """The file, and who collected the comments."""

    collected_by = forms.CharField(
        label=_("Collected by"),
        max_length=200,
        help_text=_("The society; it stands beside each comment."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    file = SizedFileField(
        largest=LARGEST_FILE,
        label=_("Filled table"),
        help_text=_("XLSX, or CSV in UTF-8; at most 1,000 comments and 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class TakeOverForm(VerbForm):
    """The comments as they were looked at, sealed so that nothing else can come back."""

    rows = forms.CharField(widget=forms.HiddenInput)
    collected_by = forms.CharField(max_length=200, widget=forms.HiddenInput)
    entries: tuple[Entry, ...] = ()

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        self.hearing = hearing
        super().__init__(*args, **kwargs)

    def clean_rows(self) -> str:
        rows = self.cleaned_data["rows"]
        try:
            self.entries = unsealed(rows, self.hearing.pk)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return rows

    def values(self) -> dict[str, Any]:
        return {"entries": self.entries, "collected_by": self.cleaned_data["collected_by"]}
