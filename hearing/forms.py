"""Forms of a hearing: they gather input and know no rule of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.models import Guideline
from guideline.time_forms import ClosesInZone, closing_time
from hearing.models.comment import COMMENT_LENGTH


class OpeningForm(ClosesInZone, forms.Form):
    """How long a hearing lasts."""

    title = forms.CharField(label=_("Title"), initial=_("Public hearing"), max_length=200)

    def __init__(self, guideline: Guideline, data: Any = None) -> None:
        super().__init__(data)
        self.guideline = guideline
        empty = _("Empty: when somebody closes it.")
        self.fields["closes_at"] = closing_time(guideline, empty=empty)


class CommentForm(forms.Form):
    """A comment on one part of the draft. `website` is bait: people do not see it, robots fill it."""

    part = forms.CharField(widget=forms.HiddenInput, max_length=200)
    body = forms.CharField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("At most 5,000 characters."),
    )
    kind = forms.ChoiceField(
        label=_("You comment"),
        choices=[
            ("anonymous", _("anonymously")),
            ("individual", _("as an individual")),
            ("organisation", _("for an organisation")),
        ],
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    consent = forms.BooleanField(
        label=_("The name may be published with the comment."), required=False
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        """Nothing is dropped unseen: a person whose browser filled the field can send again."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty: only programs fill it."))
        return ""

    def comment(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}


class EditForm(forms.Form):
    """Another wording of one's own comment."""

    body = forms.CharField(
        label=_("Your comment"), max_length=COMMENT_LENGTH, widget=forms.Textarea({"rows": 6})
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
