"""What is wrong with what somebody entered, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.citations import LineProblem
from evidence.figures import FigureProblem
from evidence.models import StudyResult

_OF_FIGURES = {
    "missing": gettext_lazy("this figure is missing."),
    "does-not-fit": gettext_lazy("this figure does not fit the kind of outcome."),
    "not-a-number": gettext_lazy("{figure} is not a number."),
    "not-whole": gettext_lazy("{figure} is not a whole number."),
    "negative": gettext_lazy("{figure} is below zero."),
    "too-large": gettext_lazy("{figure} is larger than anything that can be meant."),
    "not-above-zero": gettext_lazy("{figure} is not more than zero."),
    "events-above-total": gettext_lazy("{figure} events among {limit}."),
    "nobody-counted": gettext_lazy("nobody was counted."),
    "unknown-comparison": gettext_lazy("“{figure}” is not one of <, = and >."),
    "nothing-said": gettext_lazy("give a figure, or the result as printed, or a note."),
}
_OF_LINES = {
    "nothing": gettext_lazy("Paste at least one citation."),
    "no-title": gettext_lazy("Line {line} has no title."),
    "no-year": gettext_lazy("Line {line}: “{found}” is no year."),
    "no-pmid": gettext_lazy("Line {line}: “{found}” is no PubMed id."),
    "too-long": gettext_lazy("Line {line} is too long to be a citation."),
    "too-many": gettext_lazy("From line {line} on it is too much; paste {found} lines at a time."),
}


def column_name(column: str) -> str:
    """A column of results as people read it."""
    return str(StudyResult._meta.get_field(column).verbose_name)


def of_figure(problem: FigureProblem) -> str:
    """What is wrong with a figure, for a page that shows it beside the figure."""
    return str(_OF_FIGURES[problem.code]).format(figure=problem.figure, limit=problem.limit)


def of_figure_named(problem: FigureProblem) -> str:
    """What is wrong with a figure, its column named."""
    return f"{column_name(problem.column)}: {of_figure(problem)}"


def of_line(problem: LineProblem) -> str:
    """What is wrong with a pasted line."""
    return str(_OF_LINES[problem.code]).format(line=problem.line, found=problem.found)


def of_bias(key: str, code: str, tool: str) -> str:
    """What is wrong with a judgement on risk of bias."""
    if key == "tool":
        return _("Choose the tool that was used.")
    name = key.replace("applicability.", _("applicability: ")).replace("_", " ")
    if code == "missing":
        return _("{tool} asks for a judgement on {key}.").format(tool=tool, key=name)
    return _("{tool} does not know this judgement on {key}.").format(tool=tool, key=name)
