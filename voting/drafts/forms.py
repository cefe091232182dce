"""The form of a draft: every text in each language of the guideline, the governing one first."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.forms import VerbForm
from guideline.languages import composed, language_name, languages_of, wording_in
from guideline.text import Text
from voting.actions.draft_versions import TEXTS, last_number
from voting.models import Recommendation

LABELS = {
    "statement": (gettext_lazy("Statement"), 4),
    "population": (gettext_lazy("Population, where it is narrower than the question's"), 2),
    "remarks": (gettext_lazy("Remarks"), 3),
    "justification": (gettext_lazy("Justification"), 3),
    "subgroup": (gettext_lazy("Subgroup considerations"), 3),
    "implementation": (gettext_lazy("Implementation"), 3),
    "monitoring": (gettext_lazy("Monitoring"), 3),
    "research": (gettext_lazy("Research priorities"), 3),
}


class WordingForm(VerbForm):
    """Some texts of a recommendation in each language; a field that was not shown changes nothing."""

    texts: tuple[str, ...] = TEXTS

    def __init__(
        self, data: Any = None, *, draft: Recommendation, start: str = "", **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.draft = draft
        said = [getattr(draft, name) for name in TEXTS]
        self.languages = languages_of(draft.guideline, *said)
        for name in self.texts:
            for language in self.languages:
                self._add(name, language)
        if start:
            self.fields["statement"].initial = start

    @property
    def governing(self) -> str:
        """The language whose wording counts where two differ."""
        return self.languages[0]

    def _add(self, name: str, language: str) -> None:
        label, rows = LABELS[name]
        attrs = {"rows": rows} | ({"lang": language} if language else {})
        governs = language == self.governing
        if len(self.languages) > 1:
            label = _("{text} ({language})").format(text=label, language=language_name(language))
        self.fields[self._key(name, language)] = forms.CharField(
            label=label,
            required=governs and name == "statement",
            widget=forms.Textarea(attrs),
            initial=wording_in(getattr(self.draft, name), language, self.governing),
        )

    def _key(self, name: str, language: str) -> str:
        return name if language == self.governing else f"{name}.{language}"

    def composed(self) -> dict[str, Text]:
        """The texts in all their languages, those that nobody was shown left as they are."""
        return {name: self._composed(name) for name in self.texts}

    def _composed(self, name: str) -> Text:
        typed = {
            language: self.cleaned_data[key]
            for language in self.languages
            if (key := self._key(name, language)) in self.data
        }
        return composed(getattr(self.draft, name), typed, self.governing)


class DraftForm(WordingForm):
    """The whole draft, with why it changes."""

    reason = forms.CharField(
        label=gettext_lazy("Why this change"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Kept with the version."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        # The texts first, then why.
        for name in ("reason", "seen"):
            self.fields[name] = self.fields.pop(name)
        self.fields["seen"].initial = last_number(draft)

    def values(self) -> dict[str, Any]:
        more = {name: self.cleaned_data[name] for name in ("reason", "seen")}
        return {**self.composed(), **more}

    def began_anew(self) -> None:
        """After somebody else was quicker: what is kept next is kept knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = str(last_number(self.draft))

    def groups(self) -> Iterator[list[Any]]:
        """The fields of each text together, one for each language."""
        for name in self.texts:
            yield [self[self._key(name, language)] for language in self.languages]


class CorrectionForm(WordingForm):
    """The statement as it should read, and what is wrong with it."""

    texts = ("statement",)
    reason = forms.CharField(label=gettext_lazy("What is corrected, and why"), max_length=500)

    def __init__(self, *args: Any, draft: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        self.fields["reason"] = self.fields.pop("reason")

    def values(self) -> dict[str, Any]:
        said = self.composed()
        return {"after": said["statement"], "because": self.cleaned_data["reason"]}
