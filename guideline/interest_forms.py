"""Forms of interests: as their holder declares them, as others decide on them, and the society's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.actions.interests import compared_in
from guideline.codes import (
    AMOUNT_BANDS,
    CONFLICT_DECISIONS,
    INTEREST_HOLDERS,
    INTEREST_KINDS,
)
from guideline.forms import RowForm, VerbForm, choices, text_lines
from guideline.models import Conflict, Guideline, PanelMember, Question
from guideline.roles import ROLES
from guideline.text import localized

ALL, SOME, INTERVENTION = "all", "questions", "intervention"
SCOPES = [
    (ALL, _("every question")),
    (SOME, _("the questions chosen below")),
    (INTERVENTION, _("every question about the intervention chosen below")),
]


class InterestFields(VerbForm):
    """What every interest says."""

    kind = forms.ChoiceField(
        label=_("Kind of interest"), choices=choices(INTEREST_KINDS, empty=_("Choose"))
    )
    party = forms.CharField(
        label=_("With whom"),
        max_length=300,
        help_text=_("The company, body or person concerned."),
    )
    interest = forms.CharField(
        label=_("In words"),
        max_length=200,
        required=False,
        help_text=_("Needed where the kind is “other”."),
    )
    amount_band = forms.ChoiceField(
        label=_("Amount a year"),
        required=False,
        choices=choices(AMOUNT_BANDS, empty=_("Not said")),
        help_text=_("In US dollars, or what is worth as much. Only the band is ever shown."),
    )
    year_from = forms.IntegerField(
        label=_("From the year"), required=False, min_value=1900, max_value=2999
    )
    year_to = forms.IntegerField(
        label=_("To the year"),
        required=False,
        min_value=1900,
        max_value=2999,
        help_text=_("Leave empty while it goes on."),
    )


class ConflictForm(InterestFields):
    """An interest as its holder declares it."""

    whose = forms.ChoiceField(
        label=_("Whose interest"), choices=choices(INTEREST_HOLDERS), initial="own"
    )
    concerns = forms.ChoiceField(
        label=_("Concerns"), choices=SCOPES, initial=ALL, widget=forms.RadioSelect
    )
    questions = forms.ModelMultipleChoiceField(
        label=_("Questions concerned"),
        queryset=Question.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    intervention = forms.ChoiceField(label=_("Intervention concerned"), required=False)

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = guideline.questions.order_by("position", "id")
        self.fields["questions"].queryset = questions
        named = dict.fromkeys(name for each in questions for name in compared_in(each) if name)
        self.fields["intervention"].choices = [("", _("Choose")), *((n, n) for n in named)]
        if not named:
            del self.fields["intervention"]
            self.fields["concerns"].choices = SCOPES[:2]

    def clean(self) -> dict[str, Any]:
        """What was chosen for another extent than the one marked is left out, not guessed at."""
        given = super().clean()
        concerns = given.pop("concerns", ALL)
        if concerns == SOME and not given.get("questions") and "questions" not in self.errors:
            self.add_error("questions", _now("Choose at least one question."))
        if concerns == INTERVENTION and not given.get("intervention"):
            self.add_error("intervention", _now("Choose the intervention."))
        if concerns != SOME:
            given["questions"] = ()
        if concerns != INTERVENTION:
            given["intervention"] = ""
        return given


class InterestEditForm(InterestFields):
    """A declared interest, said anew; it may concern more questions than before."""

    whose = ConflictForm.base_fields["whose"]
    questions = forms.ModelMultipleChoiceField(
        label=_("Concerns these questions as well"),
        queryset=Question.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, conflict: Conflict, **kwargs: Any) -> None:
        shown = {name: getattr(conflict, name) for name in self.base_fields if name != "questions"}
        super().__init__(*args, initial=shown | {"party": localized(conflict.party)}, **kwargs)
        covered = [conflict, *conflict.further.all()]
        rest = conflict.guideline.questions.exclude(pk__in=[row.question_id for row in covered])
        if any(row.question_id is None for row in covered) or not rest:
            del self.fields["questions"]
        else:
            self.fields["questions"].queryset = rest.order_by("position", "id")


class EndForm(VerbForm):
    """An interest that has ended."""

    year_to = forms.IntegerField(
        label=_("Last year"), required=False, min_value=1900, max_value=2999
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


class DecisionForm(VerbForm):
    """What follows from a declared interest."""

    action = forms.ChoiceField(
        label=_("What follows"), choices=choices(CONFLICT_DECISIONS, empty=_("Choose"))
    )
    because = forms.CharField(label=_("Reason"), widget=text_lines(2))


class DecidersForm(VerbForm):
    """Who decides on interests, and how many it takes."""

    members = forms.ModelMultipleChoiceField(
        label=_("Who decides"),
        queryset=PanelMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody marked: the chairs decide. On their own interest nobody does."),
    )
    number = forms.TypedChoiceField(
        label=_("How many it takes"),
        coerce=int,
        choices=[(1, _("one person")), (2, _("two persons: the second confirms"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        able = [role.name for role in ROLES if role.may("guideline.decide_conflict")]
        places = guideline.panel.filter(role__in=able).order_by("position", "id")
        named = [place.pk for place in places if place.judges_interests]
        initial = {"members": named, "number": guideline.interest_deciders}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["members"].queryset = places

    def values(self) -> dict[str, Any]:
        return super().values() | {"members": list(self.cleaned_data["members"])}


class SocietyInterestForm(RowForm, InterestFields):
    """An interest of the body that issues the guideline."""

    wordings = ("party", "handled")

    handled = forms.CharField(
        label=_("What was done about it"),
        required=False,
        widget=text_lines(2),
        help_text=_("Such as: the sponsor has no say in panel, questions or wording."),
    )


class RemovalForm(VerbForm):
    """Why something goes."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
