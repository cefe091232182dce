"""Forms of a hearing: they gather input and know no rule of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearing.comment_form import CommentForm
from hearing.models.comment import COMMENT_LENGTH

__all__ = ["AnswerForm", "CommentForm", "EditForm", "ReviewForm"]


class EditForm(forms.Form):
    """Another wording of one's own comment."""

    body = forms.CharField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )


class AnswerForm(forms.Form):
    """The committee's answer to a comment."""

    changed = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[("yes", _("The text was changed")), ("no", _("Not changed, because"))],
    )
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea({"rows": 3}))

    def answer(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return {"changed": self.cleaned_data["changed"] == "yes", "text": self.cleaned_data["text"]}


class ReviewForm(forms.Form):
    """Why a held comment is released or kept held."""

    reason = forms.CharField(label=_("Because"), max_length=2000)
