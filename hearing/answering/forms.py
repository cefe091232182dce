"""Forms of answering: they gather input and know no rule of their own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm


class AnswerForm(VerbForm):
    """The committee's answer to a comment, or to many at once."""

    changed = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[("yes", _("The text was changed")), ("no", _("Not changed, because"))],
    )
    text = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("As the author and the public will read it."),
    )
    changes = forms.MultipleChoiceField(
        label=_("Where the change can be seen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Since the hearing opened. Draft the change first; then it stands here."),
    )
    elsewhere = forms.CharField(
        label=_("Changed elsewhere"),
        required=False,
        max_length=300,
        help_text=_(
            "Where no version shows it: the chapter, the summary for patients. The public reads it with the answer."
        ),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, steps: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["changes"].choices = steps
        if not steps:
            del self.fields["changes"]
            self.fields["elsewhere"].help_text = _(
                "No draft has changed since the hearing opened. Change the draft first, and the change can be chosen here; or say where else it was made: the chapter, the summary for patients."
            )

    def values(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        said = self.cleaned_data
        return {
            "changed": said["changed"] == "yes",
            "text": said["text"],
            "changes": said.get("changes") or [],
            "elsewhere": said["elsewhere"],
            "seen": said["seen"],
        }


class ReturnForm(VerbForm):
    """Why an answer goes back to its author."""

    because = forms.CharField(
        label=_("What the author should change"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
