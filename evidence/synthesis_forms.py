"""Forms of syntheses and bodies of evidence; only what fits the kind of outcome is offered."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.models import Body
from evidence.synthesis_choices import completed, misfits, offered, settled
from evidence.synthesis_words import NAMES, misfit, option
from guideline.forms import VerbForm
from guideline.models import Outcome

_HELP = {
    "tau2": _("Of random effects only."),
    "ci": _("Hartung-Knapp needs random effects."),
}


class SynthesisForm(VerbForm):
    """How a body is pooled: what stands in the address, else what was kept."""

    def __init__(self, asked: Mapping[str, str], *, body: Body, **kwargs: Any) -> None:
        self.kind = body.outcome.type
        said = {key: asked[key] for key in offered(self.kind) if key in asked}
        kept = completed(self.kind, body.synthesis)
        super().__init__({"tau2": "dl"} | kept | said, **kwargs)
        self.fields = {key: _choice(key, words) for key, words in offered(self.kind).items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.fields and not self.errors:
            for code in misfits(self.kind, cleaned):
                self.add_error(None, misfit(code))
        return cleaned

    def values(self) -> dict[str, Any]:
        return settled(self.cleaned_data)

    def offers_another_than(self, kept: Mapping[str, str]) -> bool:
        """Whether it says, in order, something else than was kept."""
        return bool(self.fields) and self.is_valid() and self.values() != kept


class KeepForm(VerbForm):
    """The synthesis that was shown, to be kept with its result."""

    reason = forms.CharField(
        label=_("Reason for the choice"),
        required=False,
        max_length=500,
        help_text=_("It stands in the record, with the choice before and after."),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in offered(body.outcome.type):
            self.fields[key] = forms.CharField(
                required=False, max_length=20, widget=forms.HiddenInput
            )

    def values(self) -> dict[str, Any]:
        return {key: value for key, value in super().values().items() if value}


class BodyForm(VerbForm):
    """A body of evidence that is new; where one stood alone without a name, it is named now."""

    present = forms.SlugField(
        label=_("Name of the evidence so far"),
        max_length=60,
        help_text=_("Such as “trials”."),
    )
    name = forms.SlugField(
        label=_("Name of the new body"), max_length=60, help_text=_("Such as “cohorts”.")
    )

    def __init__(self, *args: Any, outcome: Outcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(not body.ref for body in outcome.bodies.all()):
            del self.fields["present"]


class PrimaryForm(VerbForm):
    """Why another body of evidence is to count."""

    because = forms.CharField(label=_("Reason why it is to count"), max_length=500)


def _choice(key: str, words: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=NAMES[key],
        choices=[(word, option(key, word)) for word in words],
        help_text=_HELP.get(key, ""),
    )
