"""Forms of scope, panel, questions and outcomes: they gather input for the actions."""

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.blockers import Blocked
from guideline.codes import OUTCOME_TYPES, QUESTION_STATUSES, QUESTION_TYPES, ROLES
from guideline.models import Guideline
from guideline.text import localized, reworded
from guideline.words import words

Choices = list[tuple[str, Any]]


def choices(codes: tuple[str, ...], *, empty: Any = None) -> Callable[[], Choices]:
    """The codes with their words in the reader's language; `empty` words the choice of none."""

    def translated() -> Choices:
        known = [(code, words(code)) for code in codes]
        return known if empty is None else [("", empty), *known]

    return translated


def with_plain_ends(text: str) -> str:
    """The text with one character for each line's end, where a browser sends two."""
    return text.replace("\r\n", "\n")


class LinesField(forms.CharField):
    """A text of several lines, kept and counted as it was typed: a browser sends two characters a line's end.

    A browser that was told the limit would cut a long paste without a word, by units of its own: the
    server says what is too long, and `static/hearing.js` counts as it does.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", with_plain_ends(super().to_python(value)))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class SizedFileField(forms.FileField):
    """A file of at most so many bytes; a larger one is refused before a byte of it is read."""

    def __init__(self, *, largest: int, **more: Any) -> None:
        super().__init__(**more)
        self.largest = largest

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file.size > self.largest:
            said = _now("The file is larger than {n} MB.").format(n=self.largest // 1_000_000)
            raise forms.ValidationError(said)
        return file


class VerbForm(forms.Form):
    """A form whose button does one thing; what the action refuses reads as the form's errors."""

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows it: 422 when what was typed could not be done."""
        return 422 if self.is_bound and self.errors else 200

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)

    def carried_out(self, action: Callable[..., Any], **given: Any) -> bool:
        """Whether the input is complete and the action did it; otherwise the form says why not."""
        if not self.is_valid():
            return False
        try:
            action(**given, **self.values())
        except Blocked as blocked:
            for blocker in blocked.blockers:
                self.add_error(None, str(blocker))
            return False
        return True


class RowForm(VerbForm):
    """A form that shows what a row says and keeps its wordings in other languages."""

    wordings: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        self.language = get_language() or "en"
        kwargs.setdefault("initial", self._shown() if row is not None else {})
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        values = super().values()
        for name in self.wordings:
            before = getattr(self.row, name) if self.row is not None else None
            values[name] = reworded(before, values[name], self.language)
        return values

    def _shown(self) -> dict[str, Any]:
        shown = {name: getattr(self.row, name, None) for name in self.base_fields}
        return shown | {name: localized(shown[name], self.language) for name in self.wordings}


def text_lines(rows: int = 2) -> forms.Textarea:
    """A text area of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class DayInput(forms.DateInput):
    """A day, picked by the browser where it can."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


# --- Scope ---------------------------------------------------------------------------------------


class ScopeForm(RowForm):
    """What the guideline is about; counts and texts of the scope stand under its `scope`."""

    wordings = ("title", "organisation")
    counts = ("questions_considered", "future_research_questions", "specialists")
    texts = ("summary", "external_review", "hearing")
    lists = ("conditions", "sources")
    days = ("searched_from", "searched_to")

    title = forms.CharField(label=_("Title"), max_length=500)
    organisation = forms.CharField(label=_("Organisation"), max_length=500, required=False)
    summary = forms.CharField(label=_("What it is about"), required=False, widget=text_lines(4))
    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        widget=text_lines(4),
        help_text=_("One on each line."),
    )
    sources = forms.CharField(
        label=_("Sources searched"),
        required=False,
        widget=text_lines(2),
        help_text=_("One on each line."),
    )
    searched_from = forms.DateField(label=_("Searched from"), required=False, widget=DayInput)
    searched_to = forms.DateField(label=_("Searched to"), required=False, widget=DayInput)
    questions_considered = forms.IntegerField(
        label=_("Questions considered"), required=False, min_value=0
    )
    future_research_questions = forms.IntegerField(
        label=_("Questions left to future research"), required=False, min_value=0
    )
    specialists = forms.IntegerField(label=_("Specialists"), required=False, min_value=0)
    external_review = forms.CharField(
        label=_("External review"), required=False, widget=text_lines()
    )
    hearing = forms.CharField(label=_("Public hearing"), required=False, widget=text_lines())
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("Times are shown in this zone, such as Asia/Tokyo."),
    )
    languages = forms.CharField(
        label=_("Languages of the recommendations"),
        required=False,
        max_length=200,
        help_text=_("Codes such as en, ja; where two wordings differ, the first one governs."),
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["languages"] = values["languages"].replace(",", " ").split()
        inner = {name: values.pop(name) for name in (*self.counts, *self.days)}
        scope = {name: _day(value) for name, value in inner.items()}
        for name in self.texts:
            scope[name] = reworded(self._stored(name), values.pop(name), self.language)
        for name in self.lists:
            scope[name] = self._lines(name, values.pop(name))
        return values | {"scope": scope}

    def _shown(self) -> dict[str, Any]:
        inner = {name: self._stored(name) for name in (*self.counts, *self.days)}
        inner |= {name: localized(self._stored(name), self.language) for name in self.texts}
        inner |= {name: "\n".join(self._listed(name)) for name in self.lists}
        inner["languages"] = ", ".join(self.row.languages)
        return super()._shown() | inner

    def _stored(self, name: str) -> Any:
        return self.row.scope.get(name)

    def _listed(self, name: str) -> list[str]:
        return [localized(item, self.language) for item in self._stored(name) or []]

    def _lines(self, name: str, typed: str) -> list[Any]:
        """What was typed, one item a line; an item that stands there already keeps its languages."""
        known = dict(zip(self._listed(name), self._stored(name) or [], strict=True))
        lines = [line.strip() for line in typed.splitlines()]
        return [known.get(line, line) for line in lines if line]


def _day(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- Panel ---------------------------------------------------------------------------------------


class MemberForm(RowForm):
    """A place on the panel."""

    wordings = ("perspective", "affiliation")

    role = forms.ChoiceField(label=_("Role"), choices=choices(ROLES))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    perspective = forms.CharField(
        label=_("Perspective"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "perspectives"}),
        help_text=_("What this place brings: surgeon, nurse, patient, ..."),
    )
    affiliation = forms.CharField(label=_("Affiliation"), max_length=300, required=False)


class ReplaceForm(VerbForm):
    """Somebody else takes a place."""

    name = forms.CharField(label=_("Who takes the place"), max_length=200)
    affiliation = forms.CharField(label=_("Their affiliation"), max_length=300, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class InviteForm(VerbForm):
    """The address to which the invitation goes."""

    email = forms.EmailField(label=_("Email address"), max_length=150)


# --- Questions and outcomes ----------------------------------------------------------------------


class QuestionForm(RowForm):
    """A clinical question in PICO form."""

    wordings = (
        "text",
        "population",
        "intervention",
        "comparator",
        "index_test",
        "comparator_test",
        "reference_standard",
    )

    text = forms.CharField(label=_("Question"), widget=text_lines(3))
    type = forms.ChoiceField(label=_("Kind"), choices=choices(QUESTION_TYPES))
    status = forms.ChoiceField(label=_("Where it stands"), choices=choices(QUESTION_STATUSES))
    number = forms.IntegerField(label=_("Number"), required=False, min_value=1, max_value=9999)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=None, required=False, empty_label=_("No topic")
    )
    population = forms.CharField(label=_("Population"), required=False, widget=text_lines())
    intervention = forms.CharField(label=_("Intervention"), required=False, widget=text_lines())
    comparator = forms.CharField(label=_("Comparator"), required=False, widget=text_lines())
    index_test = forms.CharField(
        label=_("Index test"),
        required=False,
        widget=text_lines(),
        help_text=_("The tests are asked of diagnostic questions only."),
    )
    comparator_test = forms.CharField(
        label=_("Comparator test"), required=False, widget=text_lines()
    )
    reference_standard = forms.CharField(
        label=_("Reference standard"), required=False, widget=text_lines()
    )

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = guideline.topics.order_by("position", "id")


class QuestionEditForm(QuestionForm):
    """The same, with why there are so many outcomes, and the reason for the change."""

    wordings = (*QuestionForm.wordings, "many_outcomes_because")

    many_outcomes_because = forms.CharField(
        label=_("Why more than seven outcomes"),
        required=False,
        widget=text_lines(),
        help_text=_("Nobody weighs more than seven at once; where there are more, say why."),
    )
    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)


class OutcomeForm(RowForm):
    """An outcome with its importance."""

    wordings = ("name", "description", "population", "comparison")

    name = forms.CharField(label=_("Name"), max_length=300)
    importance = forms.IntegerField(
        label=_("Importance"),
        required=False,
        min_value=1,
        max_value=9,
        help_text=_("1 to 9: 7-9 critical, 4-6 important, 1-3 of limited importance."),
    )
    type = forms.ChoiceField(label=_("Kind of data"), choices=choices(OUTCOME_TYPES))
    favours = forms.ChoiceField(
        label=_("Better when"),
        required=False,
        choices=choices(("lower", "higher"), empty=_("Not said")),
    )
    description = forms.CharField(label=_("Description"), required=False, widget=text_lines())
    population = forms.CharField(
        label=_("Population"),
        required=False,
        max_length=1000,
        help_text=_("Where it is narrower than the question's."),
    )
    comparison = forms.CharField(
        label=_("Comparison"),
        required=False,
        max_length=1000,
        help_text=_("What with what, where it is not what the question asks about."),
    )
    unit = forms.ChoiceField(
        label=_("What is counted"),
        required=False,
        choices=choices(("patient", "lesion", "segment"), empty=_("Not said")),
    )
    test = forms.ChoiceField(
        label=_("Which test"),
        required=False,
        choices=choices(("index", "comparator"), empty=_("Not a test")),
    )


class OutcomeEditForm(OutcomeForm):
    """The same, with the reason for the change."""

    reason = forms.CharField(label=_("Reason for the change"), required=False, max_length=500)
