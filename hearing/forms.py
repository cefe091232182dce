"""Forms of a hearing: they gather input and know no rule of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import LinesField
from hearing.models.comment import COMMENT_LENGTH


class EditForm(forms.Form):
    """Another wording of one's own comment."""

    body = LinesField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )


class ReviewForm(forms.Form):
    """Why a held comment is released or kept held."""

    # Of several lines: Enter in a field of one would press the first button of the page's form.
    reason = forms.CharField(
        label=_("Because"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )
