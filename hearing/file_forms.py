"""The form that puts a file beside a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import SizedFileField
from hearing.models.comment_file import LARGEST_FILE


class FileForm(forms.Form):
    """One file at a time: what is wrong with it is said of it, and the comment is safe already.

    It belongs to the form of the wording: what stands in its box unsaved travels with the file.
    """

    file = SizedFileField(
        largest=LARGEST_FILE,
        label=_("File"),
        help_text=_(
            "PDF, PNG, JPEG or plain text, at most 10 MB. Notes on its author, place and device are"
            " removed, and the marks and links in a PDF with them."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.txt", "form": "wording"}),
    )
