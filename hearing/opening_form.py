"""The form that opens a hearing; every field may be left empty."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.languages import language_name
from guideline.models import Guideline
from guideline.time_forms import ClosesInZone, MomentInput, closing_time
from hearing.opening_terms import (
    PRIVACY_VERSION,
    Terms,
    default_privacy_text,
    governing_language,
)

USUAL = timedelta(days=28)


class OpeningForm(ClosesInZone, forms.Form):
    """On what, for how long, who may comment, what is asked of them, and what becomes of the data."""

    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    moment = forms.ChoiceField(
        label=_("The hearing is"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("draft", _("on the draft, after the vote")),
            ("evidence", _("on the evidence, before the vote: no recommendation is shown")),
        ],
    )
    questions = forms.CharField(
        label=_("Own questions of this hearing"),
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("One a line; each can be commented on like a part of the draft."),
    )
    opens_at = forms.DateTimeField(required=False, widget=MomentInput)
    audience = forms.ChoiceField(
        label=_("Who may comment"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (
                "everybody",
                _("everybody; international commentators and reviewers can be invited too"),
            ),
            ("invited", _("only who is invited; nobody else reads the draft")),
        ],
    )
    asks_interests = forms.BooleanField(
        label=_("Ask for interests; who comments has to say which, or that there are none"),
        required=False,
    )
    asks_tobacco = forms.BooleanField(
        label=_("Ask for links with the tobacco industry"), required=False
    )
    publishes_declarations = forms.BooleanField(
        label=_("Publish these declarations with the comment; else the committee alone reads them"),
        required=False,
    )
    takes_files = forms.BooleanField(
        label=_(
            "Take files beside comments; somebody of the committee looks at each, and none is published"
        ),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language that governs"), required=False)
    privacy_text = forms.CharField(
        label=_("What becomes of personal data"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
        help_text=_(
            "Stands beside the comment form; which version was shown is kept with each comment."
        ),
    )
    privacy_version = forms.CharField(
        label=_("Version of that text"), required=False, max_length=40
    )
    keeps_months = forms.IntegerField(
        label=_("Months that personal data are kept after the close"),
        required=False,
        min_value=1,
        max_value=600,
    )
    seen_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    order = (
        "title",
        "moment",
        "questions",
        "opens_at",
        "closes_at",
        "audience",
        "asks_interests",
        "asks_tobacco",
        "publishes_declarations",
        "takes_files",
        "language",
        "privacy_text",
        "privacy_version",
        "keeps_months",
        "seen_hash",
    )

    def __init__(self, guideline: Guideline, data: Any = None) -> None:
        super().__init__(data, initial=_usual(guideline))
        self.guideline = guideline
        empty = _("Empty: when somebody closes it.")
        self.fields["closes_at"] = closing_time(guideline, empty=empty)
        self.fields["opens_at"].label = _now("Opens (time in {zone})").format(
            zone=guideline.time_zone
        )
        self.fields["opens_at"].help_text = _("Empty: at once.")
        codes = list(dict.fromkeys((governing_language(guideline), *guideline.languages, "en")))
        self.fields["language"].choices = [(code, language_name(code)) for code in codes]  # type: ignore[attr-defined] # a ChoiceField
        self.order_fields(self.order)

    def clean_opens_at(self) -> Any:
        typed = self.cleaned_data["opens_at"]
        return make_aware(typed.replace(tzinfo=None), self.guideline.zone) if typed else None

    def clean_questions(self) -> tuple[str, ...]:
        """One a line."""
        return tuple(filter(None, map(str.strip, self.cleaned_data["questions"].splitlines())))

    def terms(self) -> Terms:
        """What was chosen; what was left empty has its default."""
        names = Terms.__dataclass_fields__
        said = {name: value for name, value in self.cleaned_data.items() if name in names}
        return Terms(**{name: value for name, value in said.items() if value not in ("", None)})

    def opening(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        window = {name: self.cleaned_data[name] for name in ("title", "opens_at", "closes_at")}
        return window | {"terms": self.terms()}


def _usual(guideline: Guideline) -> dict[str, Any]:
    """Four weeks, to six in the evening where the guideline is at home."""
    last = localtime(timezone.now() + USUAL, guideline.zone)
    return {
        "title": _("Public hearing"),
        "moment": "draft",
        "audience": "everybody",
        "closes_at": last.replace(hour=18, minute=0, second=0, microsecond=0, tzinfo=None),
        "language": governing_language(guideline),
        "privacy_text": default_privacy_text(),
        "privacy_version": PRIVACY_VERSION,
        "keeps_months": 24,
    }
