"""Forms of what happens in the room and after the close: they gather input and know no rule."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.words import words
from voting.actions.dissents import LENGTH
from voting.forms import CHOICES, SECRECY_WORDS
from voting.models import Round, Voter
from voting.rules.rule import OPTIONS, rule_from
from voting.rules.ways_out import CHOICES as WAYS_OUT

MINUTES = 5
MODES = {
    "live": _("On everyone's phone, with a countdown on the wall"),
    "hands": _("By a show of hands, counted by one person and confirmed by another"),
    "online": _("Each in their own time, as usual (for practice)"),
}


class RoomForm(forms.Form):
    """How a round is held in the room."""

    mode = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, choices=list(MODES.items()), initial="live"
    )
    minutes = forms.IntegerField(
        label=_("Minutes to vote"),
        min_value=1,
        max_value=120,
        initial=MINUTES,
        help_text=_("For a vote on phones. Hands are counted when they are counted."),
    )
    secrecy = forms.ChoiceField(label=_("Who may know who voted how"), initial="confidential")
    practice = forms.BooleanField(
        label=_("Practice: everything works as in a real round, and nothing counts"),
        required=False,
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["secrecy"].choices = list(SECRECY_WORDS.items())

    def clean(self) -> dict[str, Any]:
        """A real round in the members' own time is opened where its terms are."""
        cleaned = super().clean() or {}
        if cleaned.get("mode") == "online" and not cleaned.get("practice"):
            self.add_error("mode", _("In the room a real round is held on phones or by hands."))
        return cleaned


class HandsForm(forms.Form):
    """Hands by option, and who of the roll was present."""

    present = forms.ModelMultipleChoiceField(
        label=_("Present and entitled to vote"),
        queryset=Voter.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, round: Round, data: Any = None) -> None:
        super().__init__(data)
        roll = round.voters.filter(revoked_at=None).select_related("member")
        self.fields["present"].queryset = roll
        self.fields["present"].label_from_instance = lambda voter: str(voter.member)
        self.options = [each for each in OPTIONS if each in rule_from(round.rule).options]
        for option in self.options:
            self.fields[option] = forms.IntegerField(
                label=CHOICES[option], min_value=0, required=False, initial=0
            )

    def counted(self) -> dict[str, int]:
        """Hands by option; an empty field is none."""
        return {option: self.cleaned_data[option] or 0 for option in self.options}

    def hands(self) -> list[forms.BoundField]:
        """The fields of the options, in the ballot's order."""
        return [self[option] for option in self.options]


class WayOutForm(forms.Form):
    """What the chair decides, and why; a choice that the votes do not bear is left out."""

    choice = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 4}), max_length=LENGTH
    )

    def __init__(self, without: Sequence[str] = (), data: Any = None) -> None:
        super().__init__(data)
        self.fields["choice"].choices = [
            (each, WAY_OUT_WORDS[each]) for each in WAYS_OUT if each not in without
        ]


WAY_OUT_WORDS = {
    "no-recommendation": _("No recommendation"),
    "weak": _("A weak recommendation for the side that has the majority"),
    "postpone": _("Postpone the decision"),
}


class DissentForm(forms.Form):
    """What a member does not agree with."""

    text = forms.CharField(
        label=_("Your dissent"), widget=forms.Textarea({"rows": 6}), max_length=LENGTH
    )


class DissentNamesForm(forms.Form):
    """Whether dissents bear names."""

    names = forms.ChoiceField(
        label=_("A dissent stands beside the recommendation"),
        widget=forms.RadioSelect,
        choices=[
            ("named", _("with the name of the member who wrote it")),
            ("withheld", _("as that of a member of the panel, the name withheld")),
        ],
    )


def option_words(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Hands by option in the ballot's order, in words."""
    return [(words(option), counts[option]) for option in OPTIONS if option in counts]
