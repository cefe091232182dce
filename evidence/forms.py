"""Forms of searches, records, studies and signatures: they gather input for the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.citations import read_citations
from evidence.codes import STUDY_DESIGNS
from evidence.problems import of_bias, of_line
from evidence.risk_of_bias import (
    APPLICABILITY,
    JUDGEMENTS,
    QUADAS_DOMAINS,
    TOOLS,
    misfits,
)
from guideline.forms import DayInput, VerbForm, choices, text_lines

# --- Searches and counts -------------------------------------------------------------------------


class SearchForm(VerbForm):
    """One search of one source."""

    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Such as PubMed."))
    run_on = forms.DateField(label=_("Run on"), required=False, widget=DayInput)
    covers_from = forms.DateField(label=_("Covers from"), required=False, widget=DayInput)
    covers_to = forms.DateField(label=_("Covers to"), required=False, widget=DayInput)
    strategy = forms.CharField(label=_("Strategy"), required=False, widget=text_lines(4))
    records = forms.IntegerField(
        label=_("Records found"), required=False, min_value=0, max_value=1_000_000_000
    )


class ReasonCounts(forms.CharField):
    """Lines `reason: count`, as a list of mappings; each wrong line is named."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=text_lines(4), **kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        lines = super().to_python(value).splitlines()
        rows, wrong = [], []
        for number, line in enumerate(lines, start=1):
            reason, colon, count = line.rpartition(":")
            if not line.strip():
                continue
            if not colon or not count.strip().isdecimal() or len(count.strip()) > 9:
                sentence = translate("Line {line}: write the reason, a colon and the count.")
                wrong.append(forms.ValidationError(sentence.format(line=number)))
                continue
            rows.append({"reason": reason.strip(), "records": int(count)})
        if wrong:
            raise forms.ValidationError(wrong)
        return rows

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{row['reason']}: {row['records']}" for row in value)
        return value


class FlowForm(VerbForm):
    """Counts of a screening that was done elsewhere."""

    duplicates = forms.IntegerField(label=_("Duplicates"), required=False, min_value=0)
    excluded_on_title = forms.IntegerField(
        label=_("Excluded on title and abstract"), required=False, min_value=0
    )
    not_retrieved = forms.IntegerField(label=_("Not retrieved"), required=False, min_value=0)
    excluded_on_full_text = ReasonCounts(
        label=_("Excluded on full text"),
        required=False,
        help_text=_("One reason on each line with its count, such as “wrong comparator: 30”."),
    )


# --- Records -------------------------------------------------------------------------------------


class RecordsForm(VerbForm):
    """Citations, one per line."""

    text = forms.CharField(
        label=_("Citations"),
        widget=text_lines(6),
        strip=False,
        help_text=_(
            "One on each line: as printed, or title, source, year, DOI and PubMed id with tabs between."
        ),
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        wrong = read_citations(text)[1]
        if wrong:
            raise forms.ValidationError([of_line(problem) for problem in wrong])
        return text


class ScreenForm(VerbForm):
    """A decision on a record; the decision is the button that was pressed."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for exclusion"), max_length=300, required=False)


class IncludeForm(VerbForm):
    """What a record is called as a study."""

    label = forms.CharField(label=_("Label"), max_length=200, help_text=_("First author and year."))
    design = forms.ChoiceField(label=_("Design"), choices=choices(STUDY_DESIGNS, empty=_("Choose")))


# --- Studies -------------------------------------------------------------------------------------


class StudyForm(IncludeForm):
    """A study that answers the question."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=1500, max_value=2999)
    citation = forms.CharField(label=_("Citation"), required=False, widget=text_lines(2))
    doi = forms.CharField(label=_("DOI"), max_length=200, required=False)
    pmid = forms.CharField(label=_("PubMed id"), max_length=20, required=False)
    sponsor = forms.CharField(label=_("Sponsor"), max_length=300, required=False)
    population = forms.CharField(label=_("Population"), required=False, widget=text_lines(2))

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"population": values["population"] or None}


class BiasForm(VerbForm):
    """The risk of bias of a study; which judgements are asked for depends on the tool."""

    tool = forms.ChoiceField(label=_("Tool"), choices=choices(tuple(TOOLS), empty=_("Choose")))
    overall = forms.ChoiceField(
        label=_("Overall"),
        required=False,
        choices=choices(JUDGEMENTS, empty=_("Not judged")),
        help_text=_("Of every tool but QUADAS-2, which has none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUADAS_DOMAINS:
            self.fields[name] = self._quadas(name, translate("QUADAS-2"))
        for name in APPLICABILITY:
            key = f"applicability.{name}"
            self.fields[key] = self._quadas(name, translate("QUADAS-2, applicability"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        tool = cleaned.get("tool", "")
        if tool:
            for key, code in misfits(self._judged()):
                self.add_error(key, of_bias(key, code, tool))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {"judged": self._judged()}

    def _judged(self) -> dict[str, Any]:
        given = {key: word for key, word in self.cleaned_data.items() if word}
        if given.get("tool") != "quadas-2":
            return {key: given[key] for key in ("tool", "overall") if key in given}
        further = {name: given.get(f"applicability.{name}") for name in APPLICABILITY}
        asked = {name: given.get(name) for name in ("tool", *QUADAS_DOMAINS)}
        kept = {name: word for name, word in asked.items() if word}
        return kept | {"applicability": {name: word for name, word in further.items() if word}}

    @staticmethod
    def _quadas(name: str, tool: str) -> forms.ChoiceField:
        label = f"{tool}: {name.replace('_', ' ')}"
        known = choices(TOOLS["quadas-2"], empty=_("Not judged"))
        return forms.ChoiceField(label=label, required=False, choices=known)
