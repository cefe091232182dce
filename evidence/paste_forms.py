"""The form that takes over a table: pasted, looked at, each row given its study, then taken over."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from accounts.blockers import Blocked
from evidence.actions.taking_over import TableRow, blockers_to_rows, take_over_results
from evidence.codes import STUDY_DESIGNS
from evidence.figures import ALL_COLUMNS
from evidence.imports.pasted_results import LONGEST, Pasted, PastedRow, decoded, read_pasted
from evidence.models import Study
from evidence.paste_problems import of_cell, of_place
from evidence.problems import column_name
from evidence.result_forms import body_field
from guideline.forms import VerbForm, choices, text_lines
from guideline.models import Outcome

NEW = "new"
BYTES = 4 * LONGEST


@dataclass(frozen=True)
class CellShown:
    """A cell as typed, with everything that is wrong with it in words."""

    text: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowShown:
    """A row of the preview: its cells, the study that it belongs to, what is wrong with it as a whole."""

    row: PastedRow
    cells: list[CellShown]
    study: forms.BoundField
    is_new: bool
    problems: list[str]


class PasteForm(VerbForm):
    """A table of results, and to which study each of its rows belongs."""

    text = forms.CharField(
        label=_("Table"), required=False, strip=False, widget=text_lines(8), max_length=LONGEST
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        help_text=_("It takes the place of what stands above."),
    )
    design = forms.ChoiceField(
        label=_("Design of the studies that are added"),
        required=False,
        choices=choices(STUDY_DESIGNS, empty=_("Choose")),
        help_text=_("Where the table does not say it in a column “design”."),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcome: Outcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        if self.is_bound:
            # What came from a file stands in the text from now on, so that it is sent once only.
            self.data = self.data.copy()
            self.data["text"] = self.pasted
        self.fields |= body_field(outcome)
        # A choice belongs to the table that it was made on: another text may have other rows there.
        is_same = self.is_bound and self.data.get("seen") == self.hash
        for row in self.table.rows:
            self.fields[_field(row)] = self._study_field(row)
            if not (is_same and self.data.get(_field(row))):
                self.data[_field(row)] = self._proposed(row)

    # --- What was pasted ---

    @cached_property
    def pasted(self) -> str:
        """The text that is read: the file's where one was chosen."""
        if not self.is_bound:
            return ""
        file = self.files.get("file")
        text = decoded(file.read(BYTES + 1)) if file else self.data.get("text", "")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def table(self) -> Pasted:
        """The table in it; nothing before something was pasted."""
        if not self.is_bound:
            return Pasted((), (), (), ())
        return read_pasted(self.pasted, self.outcome.type)

    @property
    def hash(self) -> str:
        """Of the text, so that only a table that was looked at is taken over."""
        return sha256(self.pasted.encode()).hexdigest()

    @cached_property
    def studies(self) -> list[Study]:
        """The studies of the question, to which rows may belong."""
        return list(self.outcome.question.studies.all())

    # --- What it says ---

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in self.table.every_problem:
            self.add_error("text", of_place(problem))
        # For the page: by now it is no longer something that may be left out.
        self.fields["design"].required = any(
            row.study is None and not row.design for row in self.rows
        )
        return cleaned

    @cached_property
    def rows(self) -> list[TableRow]:
        """Every row with the study that was chosen for it, or else proposed."""
        return [self._table_row(row) for row in self.table.rows]

    @cached_property
    def blockers(self) -> list[tuple[TableRow, str]]:
        """What stands in the way of a row besides its cells, in words."""
        return blockers_to_rows(self.outcome, self.rows, self.cleaned_data.get("body"))

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Each heading as typed, with what it was taken for in words where that is another name."""
        pairs = zip(self.table.headings, self.table.names, strict=True)
        return [
            (heading, column_name(name) if name in ALL_COLUMNS and name != heading else "")
            for heading, name in pairs
        ]

    @property
    def shown(self) -> list[RowShown]:
        """The preview."""
        pairs = zip(self.table.rows, self.rows, strict=True)
        return [self._shown(row, each) for row, each in pairs]

    @property
    def can_be_taken_over(self) -> bool:
        """Whether every cell was read and nothing stands in the way of any row."""
        return self.is_valid() and bool(self.rows) and not self.blockers

    @property
    def new_studies(self) -> int:
        """How many studies will be added."""
        return len({row.identity[0] for row in self.rows if row.study is None})

    def taken_over(self, by: Any) -> int:
        """How many results were entered; 0, with the form's errors, where they could not be."""
        if not self.is_valid():
            return 0
        if self.cleaned_data["seen"] != self.hash:
            self.add_error(
                "text", translate("The table changed: look at it before it is taken over.")
            )
            return 0
        body = self.cleaned_data.get("body")
        try:
            return len(take_over_results(by=by, outcome=self.outcome, rows=self.rows, body=body))
        except Blocked as blocked:
            for blocker in blocked.blockers:
                self.add_error(None, str(blocker))
            return 0

    def _table_row(self, row: PastedRow) -> TableRow:
        chosen = self.data[_field(row)]
        study = next((each for each in self.studies if str(each.pk) == chosen), None)
        words = row.words
        values = dict(row.figures) | {
            name: words[name]
            for name in ("population", "note", "printed", "risk_of_bias")
            if words.get(name)
        }
        return TableRow(
            line=row.line,
            study=study,
            label=row.study,
            values=values,
            design=words.get("design") or self.data.get("design", ""),
            year=int(words["year"]) if words.get("year", "").isdecimal() else None,
        )

    def _shown(self, row: PastedRow, each: TableRow) -> RowShown:
        of_row = [of_cell(problem) for problem in row.problems if problem.place is None]
        of_row += [sentence for other, sentence in self.blockers if other is each]
        cells = [
            CellShown(text, tuple(of_cell(p) for p in row.problems if p.place == place))
            for place, text in enumerate(row.cells)
        ]
        return RowShown(row, cells, self[_field(row)], each.study is None, of_row)

    def _study_field(self, row: PastedRow) -> forms.ChoiceField:
        known = [(str(study.pk), str(study)) for study in self.studies]
        return forms.ChoiceField(
            label=translate("Study of row {line}").format(line=row.line),
            required=False,
            choices=[(NEW, translate("will be added")), *known],
        )

    def _proposed(self, row: PastedRow) -> str:
        """The study of this label or id, however it is written; else a new one."""
        wanted = _plain(row.study)
        found = (s for s in self.studies if wanted and wanted in (_plain(s.label), _plain(s.ref)))
        study = next(found, None)
        return str(study.pk) if study else NEW


def _field(row: PastedRow) -> str:
    return f"study-{row.line}"


def _plain(label: str) -> str:
    """Letters and digits only: “Smith, 2001” is smith-2001."""
    return "".join(sign for sign in label.casefold() if sign.isalnum())
