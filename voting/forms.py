"""Forms of voting: they gather input and know no rule of their own."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm
from guideline.models import Guideline, Outcome, PanelMember
from guideline.time_forms import ClosesInZone, closing_time
from guideline.words import words
from voting.ballots.casts import COMMENT_LENGTH
from voting.codes import RECOMMENDATION_KINDS, SECRECY
from voting.models import Recommendation, Voter
from voting.queries import rule_of
from voting.results.words import rule_in_words
from voting.rules.rule import PRESETS, Rule


def _area(label: Any, *, required: bool = False, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), **options
    )


class RecommendationForm(forms.Form):
    """A new recommendation."""

    statement = _area(_("Statement"), required=True, rows=4)
    population = _area(_("Population, where it is narrower than the question's"), rows=2)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, kind) for kind in RECOMMENDATION_KINDS],
        help_text=_("Only graded recommendations get a strength and a certainty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, words(kind)) for kind in RECOMMENDATION_KINDS]


class OpeningForm(ClosesInZone, forms.Form):
    """How a round is held."""

    rule = forms.ChoiceField(
        label=_("Decision rule"), required=False, initial="", widget=forms.RadioSelect
    )
    secrecy = forms.ChoiceField(
        label=_("Who may know who voted how"), initial="confidential", widget=forms.RadioSelect
    )

    def __init__(self, guideline: Guideline, data: Any = None) -> None:
        super().__init__(data)
        self.guideline = guideline
        own = _("the guideline's own")
        # What is chosen is what will be fixed, so each choice says all of it.
        self.fields["rule"].choices = [
            ("", f"{own}: {rule_in_words(rule_of(guideline))}"),
            *[(name, f"{words(name)}: {rule_in_words(rule)}") for name, rule in PRESETS.items()],
        ]
        self.fields["secrecy"].choices = [(mode, SECRECY_WORDS[mode]) for mode in SECRECY]
        empty = _("Empty: when the chair closes the round.")
        self.fields["closes_at"] = closing_time(guideline, empty=empty)

    def terms(self) -> dict[str, Any]:
        """How the rounds are held, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("rule", "secrecy", "closes_at")}

    def secrecy_words(self) -> Any:
        """What was chosen about names, in full."""
        return SECRECY_WORDS[self.cleaned_data["secrecy"]]


class OpeningsForm(OpeningForm):
    """Which drafts are put to the vote, all on the same terms."""

    drafts = forms.MultipleChoiceField(
        label=_("Drafts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one draft.")},
    )

    def __init__(
        self, guideline: Guideline, free: Sequence[Recommendation], data: Any = None
    ) -> None:
        super().__init__(guideline, data)
        self.free = {draft.ref: draft for draft in free}
        self.fields["drafts"].choices = [(ref, ref) for ref in self.free]
        self.order_fields(["drafts", "rule", "secrecy", "closes_at"])

    def chosen(self) -> list[Recommendation]:
        """The drafts that were ticked, in the guideline's order."""
        return [self.free[ref] for ref in self.free if ref in self.cleaned_data["drafts"]]


SECRECY_WORDS = {
    "named": _("named: the panel sees who voted how"),
    "confidential": _("confidential: the panel sees the tally, chair and methodologist the names"),
    "secret": _("secret: nobody sees who voted how; shown from three ballots on"),
}


class BallotForm(forms.Form):
    """A ballot. `key` makes a ballot that is sent twice one ballot."""

    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)
    comment = _area(_("Comment"), max_length=COMMENT_LENGTH)
    receipt = forms.CharField(
        label=_("Receipt of your secret ballot"), required=False, max_length=100
    )
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    of = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(
        self,
        rule: Rule,
        data: Any = None,
        *,
        asked: Callable[[str], str] = lambda choice: "",
        **options: Any,
    ) -> None:
        """`asked(choice)` says why a choice needs a comment; an empty string where it needs none."""
        super().__init__(data, **options)
        self.asked = asked
        self.fields["choice"].choices = [(each, CHOICES[each]) for each in rule.options]
        if reason := asked(""):
            self.fields["comment"].required = True
            self.fields["comment"].help_text = reason

    def clean(self) -> dict[str, Any]:
        """A comment where the rule asks for one."""
        said = super().clean()
        choice, comment = said.get("choice", ""), said.get("comment", "")
        if choice and not comment.strip() and (reason := self.asked(choice)):
            self.add_error("comment", reason)
        return said

    def vote(self) -> dict[str, Any]:
        """What the action takes; whose vote it is the view has found out."""
        return {name: said for name, said in self.cleaned_data.items() if name != "of"}

    @property
    def chosen(self) -> str:
        """The choice in the words of the ballot."""
        return str(CHOICES[self.cleaned_data["choice"]])


# A ballot asks what one does; `guideline/words.py` tells what was done.
CHOICES = {
    "strong-for": _("Strong for"),
    "weak-for": _("Weak for"),
    "neither": _("Neither for nor against"),
    "either": _("For either option"),
    "weak-against": _("Weak against"),
    "strong-against": _("Strong against"),
    "abstain": _("Abstain"),
}


class ProxyForm(VerbForm):
    """Who is to cast one's vote in this round."""

    holder = forms.ModelChoiceField(
        label=_("Who votes for you"), queryset=Voter.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, lines: Sequence[Voter], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Voter.objects.filter(pk__in=[line.pk for line in lines]).select_related("member")
        self.fields["holder"].queryset = rows


class ReasonForm(forms.Form):
    """A deed that has to be explained."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}))


class RevocationForm(VerbForm):
    """Taking somebody off a roll, or letting a ballot stand: each with a reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The panel reads it beside the result."),
    )


class ExceptionForm(VerbForm):
    """An outcome that would carry the recommendation by itself, and who answers for that."""

    outcome = forms.ModelChoiceField(
        label=_("Outcome that carries the recommendation by itself"),
        queryset=Outcome.objects.none(),
        empty_label=_("Choose"),
    )
    named = forms.ModelChoiceField(
        label=_("Who answers for it"),
        queryset=PanelMember.objects.none(),
        empty_label=_("Choose"),
        help_text=_("Somebody from the panel, by name."),
    )
    because = _area(_("Reason"), required=True, max_length=5000)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = recommendation.question.outcomes.order_by("position", "id")
        panel = recommendation.guideline.panel.order_by("position", "id")
        self.fields["outcome"].queryset = outcomes
        self.fields["named"].queryset = panel


class CriticalForm(VerbForm):
    """Which outcomes are critical to this recommendation; none: those of importance 7 to 9."""

    outcomes = forms.ModelMultipleChoiceField(
        label=_("Critical outcomes"),
        queryset=Outcome.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: those of importance 7 to 9."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any) -> None:
        kwargs["initial"] = {"outcomes": recommendation.critical_outcomes.all()}
        super().__init__(*args, **kwargs)
        outcomes = recommendation.question.outcomes.order_by("position", "id")
        self.fields["outcomes"].queryset = outcomes
