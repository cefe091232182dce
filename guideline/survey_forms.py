"""Forms of a survey of importance: opening it, the scores of one place, and a decision between classes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.codes import SURVEY_PHASES
from guideline.forms import VerbForm, choices, text_lines
from guideline.importance import CLASSES, ITEMS, SCORES, class_of
from guideline.models import Outcome
from guideline.words import words

# What each result of a test leads to, for whoever has to say how much it matters.
CONSEQUENCES = {
    "tp": gettext_lazy("The test finds what is there: people are treated who need it."),
    "fn": gettext_lazy("The test misses what is there: people who need treatment go without."),
    "fp": gettext_lazy("The test sees what is not there: people are treated or worried in vain."),
    "tn": gettext_lazy("The test rightly sees nothing: people are spared treatment."),
}


class OpenForm(VerbForm):
    """When the panel is asked."""

    phase = forms.ChoiceField(
        label=gettext_lazy("When"), choices=choices(SURVEY_PHASES), widget=forms.RadioSelect
    )


class DecideForm(VerbForm):
    """On which side a median between two classes belongs."""

    outcome = forms.CharField(widget=forms.HiddenInput)
    item = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[("", ""), *((i, i) for i in ITEMS)]
    )
    importance_class = forms.ChoiceField(
        label=gettext_lazy("The outcome is"), choices=choices(CLASSES, empty=gettext_lazy("Choose"))
    )
    because = forms.CharField(label=gettext_lazy("Reason"), widget=text_lines(2), max_length=2000)

    def __init__(self, *args: Any, between: tuple[str, ...] = CLASSES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["importance_class"].choices = choices(between, empty=_("Choose"))


@dataclass(frozen=True)
class Asked:
    """One thing that is scored, with its field on the page."""

    outcome: Outcome
    item: str
    field: Any

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The nine radio buttons by class, the least important first."""
        radios = list(self.field)
        return [
            (
                name,
                [
                    radio
                    for radio, score in zip(radios, SCORES, strict=True)
                    if class_of(score) == name
                ],
            )
            for name in reversed(CLASSES)
        ]

    @property
    def consequence(self) -> str:
        """What a result of a test leads to; empty for an outcome as a whole."""
        return str(CONSEQUENCES[self.item]) if self.item else ""


class ScoresForm(VerbForm):
    """All outcomes of a question on one page, nine radio buttons each."""

    def __init__(
        self,
        *args: Any,
        outcomes: list[Outcome],
        said: dict[tuple[str, str], int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        for outcome in outcomes:
            for item in outcome.importance_items:
                self.fields[_key(outcome, item)] = forms.TypedChoiceField(
                    label=_label(outcome, item),
                    choices=[(score, str(score)) for score in SCORES],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=said.get((outcome.ref, item)),
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": _("Choose a number from 1 to 9.")},
                )

    @property
    def asked(self) -> list[Asked]:
        """What is scored, in the order of the outcomes."""
        return [
            Asked(outcome, item, self[_key(outcome, item)])
            for outcome in self.outcomes
            for item in outcome.importance_items
        ]

    @property
    def missing(self) -> int:
        """How many scores are not given yet."""
        return sum(each.field.value() in (None, "") for each in self.asked)

    def values(self) -> dict[str, Any]:
        given = {
            (outcome.ref, item): self.cleaned_data[_key(outcome, item)]
            for outcome in self.outcomes
            for item in outcome.importance_items
        }
        return {"scores": {key: score for key, score in given.items() if score is not None}}


def _key(outcome: Outcome, item: str) -> str:
    return f"{outcome.ref}.{item}" if item else outcome.ref


def _label(outcome: Outcome, item: str) -> str:
    return f"{outcome}: {words(item)}" if item else str(outcome)
