"""What is wrong with a pasted table, as sentences that name row and column."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.figures import FigureProblem
from evidence.imports.pasted_results import PasteProblem
from evidence.problems import column_name, of_figure

_OF_PASTES = {
    "nothing": gettext_lazy("paste a table, or choose a file."),
    "not-text": gettext_lazy("this is no text; save the table as CSV."),
    "too-long": gettext_lazy("this is more than can be pasted at once; paste it in parts."),
    "too-many-rows": gettext_lazy("from here on it is too much; paste {limit} rows at a time."),
    "no-rows": gettext_lazy("there is no row below the headings."),
    "no-known-column": gettext_lazy(
        "no column of figures is known by its heading; compare with the columns above: {figure}"
    ),
    "column-twice": gettext_lazy("this column stands there twice."),
    "column-missing": gettext_lazy("this column is missing."),
    "too-many-cells": gettext_lazy("there are more cells than headings: {figure}"),
    "no-study": gettext_lazy("say which study it is."),
    "repeated": gettext_lazy("{figure} stands in row {limit} already; tell them by population."),
    "thousands-or-decimals": gettext_lazy(
        "{figure} may be thousands or decimals; write it without the sign."
    ),
    "limits-out-of-order": gettext_lazy("{figure} does not lie between its limits."),
    "unknown-design": gettext_lazy("{figure} is no design that is known."),
    "unknown-judgement": gettext_lazy("{figure} is no judgement that is known."),
    "no-year": gettext_lazy("{figure} is no year."),
    "too-wordy": gettext_lazy("this is longer than {limit} letters."),
}


def of_cell(problem: PasteProblem) -> str:
    """What is wrong, for a page that shows it in its place."""
    if problem.code in _OF_PASTES:
        said = str(_OF_PASTES[problem.code])
        return said.format(figure=problem.figure, limit=problem.limit)
    return of_figure(FigureProblem(problem.code, problem.column, problem.figure, problem.limit))


def of_place(problem: PasteProblem) -> str:
    """What is wrong, its row and column named."""
    if problem.place is None and problem.column:
        column = _heading(problem.column)
        return _("Column “{column}”: {problem}").format(column=column, problem=of_cell(problem))
    if problem.column:
        sentence = _("Row {row}, column “{column}”: {problem}")
    else:
        sentence = _("Row {row}: {problem}") if problem.row else "{problem}"
    said = sentence.format(row=problem.row, column=problem.column, problem=of_cell(problem))
    return said[:1].upper() + said[1:]


def _heading(name: str) -> str:
    """A missing column by the name that it is to have, and in words."""
    try:
        return f"{name} ({column_name(name)})"
    except LookupError:
        return name
