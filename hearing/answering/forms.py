"""Forms of answering: they gather input and know no rule of their own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm
from hearing.answering.changes import key_of
from hearing.models import Answer, Proposal


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


def begun_from(written: Answer | Proposal | None, shown: Proposal | None) -> dict[str, Any]:
    """What the form of an answer begins with: what is written so far, and where its change is shown."""
    begun: dict[str, Any] = {}
    if written:
        begun |= {"changed": "yes" if written.changed else "no", "text": written.text}
    if shown:
        keys = [key_of(each) for each in shown.changes.all()]
        begun |= {"elsewhere": shown.elsewhere, "changes": keys}
    return begun


class ReturnForm(VerbForm):
    """Why an answer goes back to its author."""

    because = forms.CharField(
        label=_("What the author should change"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
