"""Forms of the proposals' settings and of the information size: empty means what the rules say."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.proposing.information_size import inputs_for
from evidence.proposing.setting_words import NAMES, WORDS, value_in_words
from evidence.proposing.settings import INFORMATION_SIZE, SETTINGS, Allowed, defaults
from guideline.forms import VerbForm
from guideline.models import Guideline, Outcome


class _ValuesForm(VerbForm):
    """Fields for a table of settings, none required, and the reason for the change."""

    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)

    def __init__(
        self,
        *args: Any,
        names: Iterable[str],
        allowed: Mapping[str, Allowed],
        own: Mapping[str, Any],
        usual: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        self.names = tuple(names)
        super().__init__(*args, initial={name: own.get(name) for name in self.names}, **kwargs)
        fields = {name: _field(name, allowed[name], usual[name]) for name in self.names}
        self.fields = fields | self.fields

    def values(self) -> dict[str, Any]:
        values = super().values()
        set_ = {name: values[name] for name in self.names if values[name] not in (None, "")}
        return {"values": set_, "reason": values["reason"]}


class ProposalSettingsForm(_ValuesForm):
    """Every setting with its default and its source."""

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        usual = {key: value_in_words(value) for key, value in defaults().items()}
        super().__init__(
            *args,
            names=SETTINGS,
            allowed=SETTINGS,
            own=guideline.proposal_settings,
            usual=usual,
            **kwargs,
        )


class InformationSizeForm(_ValuesForm):
    """The inputs that a size for this type of outcome takes; `usual` is what holds without them."""

    def __init__(
        self, *args: Any, outcome: Outcome, usual: Mapping[str, str], **kwargs: Any
    ) -> None:
        # What was set for another type of outcome is kept until somebody sets these.
        self.kept = outcome.information_size
        super().__init__(
            *args,
            names=inputs_for(outcome.type),
            allowed=INFORMATION_SIZE,
            own=outcome.information_size,
            usual=usual,
            **kwargs,
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        kept = {key: value for key, value in self.kept.items() if key not in self.names}
        return values | {"values": kept | values["values"]}


def _field(name: str, allowed: Allowed, usual: str) -> forms.Field:
    label, help_text = NAMES[name]
    said = translate("{help} Default: {usual}. Source: {source}.").format(
        help=help_text, usual=usual, source=allowed.source
    )
    if allowed.convention:
        said = translate("{said} What the source leaves open is set by convention.").format(
            said=said
        )
    if allowed.words:
        choices = [("", translate("Default")), *((word, WORDS[word]) for word in allowed.words)]
        return forms.ChoiceField(label=label, required=False, choices=choices, help_text=said)
    kind = forms.IntegerField if allowed.whole else forms.FloatField
    limits = {"min_value": allowed.lowest, "max_value": allowed.highest}
    field = kind(label=label, required=False, help_text=said, **limits)
    if not allowed.whole:
        field.widget.attrs["step"] = "any"
    return field
