"""What is wrong with a file of RevMan, and how it differs from ours, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.imports.revman.plan import LeftOut
from evidence.imports.revman.problems import Place, Problem
from evidence.imports.revman.review import Review
from evidence.problems import of_figure_named

if TYPE_CHECKING:
    from evidence.imports.revman.analysing import NotComputed
    from evidence.imports.revman.comparing import Disagreement

_PROBLEMS = {
    "too-large": gettext_lazy("The file is too large ({value})."),
    "empty-file": gettext_lazy("The file is empty."),
    "unknown-file": gettext_lazy("This is neither an .rm5 file nor a data package of RevMan Web."),
    "broken-xml": gettext_lazy("The file is broken XML: {value}."),
    "document-type": gettext_lazy("The file declares a document type; such files are not read."),
    "too-deep": gettext_lazy("The file is nested too deeply."),
    "wrong-root": gettext_lazy("This is XML, but no file of RevMan 5 (it begins with {value})."),
    "broken-zip": gettext_lazy("The package cannot be unpacked: {value}."),
    "not-text": gettext_lazy("The file is no text."),
    "no-data-rows": gettext_lazy("There are no data rows of RevMan Web in {value}."),
    "missing-column": gettext_lazy("The data rows lack the column {value}."),
    "not-a-number": gettext_lazy("{value} is not a number."),
    "not-whole": gettext_lazy("{value} is not a whole number."),
    "negative": gettext_lazy("{value} is below zero."),
    "missing-figure": gettext_lazy("{value} is missing."),
    "events-above-total": gettext_lazy("More events than participants: {value}."),
    "unknown-word": gettext_lazy("{value} is not known."),
    "unknown-study": gettext_lazy("The file has no study {value}."),
    "id-twice": gettext_lazy("The id {value} is used twice."),
    "no-id": gettext_lazy("A study has no id."),
    "no-name": gettext_lazy("There is no name."),
    "no-settings": gettext_lazy("The package does not say how this is analysed."),
    "scale-unclear": gettext_lazy("It is not clear whether {value} is a ratio or its logarithm."),
    "too-many-cells": gettext_lazy("There are more cells than headings ({value})."),
    "too-many-problems": gettext_lazy("There are {value}."),
}
_NOT_COMPUTED = {
    "no-rows": gettext_lazy("It has no rows."),
    "unknown-setting": gettext_lazy("Its measure or method is not known."),
    "missing-figure": gettext_lazy("A figure is missing ({value})."),
    "did-not-converge": gettext_lazy("The computation did not converge."),
}
_FIGURES = {
    "effect": gettext_lazy("effect"),
    "ci_start": gettext_lazy("lower limit"),
    "ci_end": gettext_lazy("upper limit"),
    "log10_effect": gettext_lazy("effect, log to base 10"),
    "log10_ci_start": gettext_lazy("lower limit, log to base 10"),
    "log10_ci_end": gettext_lazy("upper limit, log to base 10"),
    "weight": gettext_lazy("weight (%)"),
    "se": gettext_lazy("standard error"),
    "z": gettext_lazy("Z"),
    "t": gettext_lazy("t"),
    "p_z": gettext_lazy("P of the effect"),
    "chi2": gettext_lazy("Chi²"),
    "df": gettext_lazy("degrees of freedom"),
    "p_chi2": gettext_lazy("P of Chi²"),
    "i2": gettext_lazy("I² (%)"),
    "tau2": gettext_lazy("τ²"),
    "studies": gettext_lazy("studies"),
    "events_1": gettext_lazy("events, intervention"),
    "total_1": gettext_lazy("total, intervention"),
    "events_2": gettext_lazy("events, comparator"),
    "total_2": gettext_lazy("total, comparator"),
    "q": gettext_lazy("Chi² between subgroups"),
    "q_df": gettext_lazy("degrees of freedom between subgroups"),
    "p_q": gettext_lazy("P between subgroups"),
    "i2_q": gettext_lazy("I² between subgroups (%)"),
    "estimable": gettext_lazy("estimable"),
}


def of_problem(problem: Problem) -> str:
    """What is wrong, with the place before it."""
    sentence = str(_PROBLEMS[problem.code]).format(value=problem.value[:200])
    place = str(problem.place)
    return f"{place}: {sentence}" if place else sentence


def of_not_computed(found: NotComputed) -> str:
    """Why an outcome could not be computed; the words of the figures' own checks where there are none."""
    sentence = str(_NOT_COMPUTED.get(found.code, "{value}")).format(value=found.value[:200])
    return f"{found.place}: {sentence}"


def of_left_out(review: Review, left_out: LeftOut) -> str:
    """Which row cannot be kept, and everything that is wrong with it."""
    sentences = " ".join(of_figure_named(problem) for problem in left_out.problems)
    return f"{left_out.place}, {review.name_of(left_out.study)}: {sentences}"


def figure_words(name: str) -> str:
    """A stored figure as people read it."""
    return str(_FIGURES[name])


def of_figure(found: Disagreement, value: float) -> str:
    """A figure of a disagreement with enough digits to see it."""
    if found.figure == "estimable":
        return _("yes") if value else _("no")
    return f"{value:.10g}"


def place_words(review: Review, place: Place) -> str:
    """Where a stored figure stands, by the names that people gave."""
    names = {outcome.id: outcome.name for outcome in review.outcomes}
    groups = {
        group.place.subgroup: group.name for outcome in review.outcomes for group in outcome.groups
    }
    parts = [
        f"{place.outcome} {names.get(place.outcome, '')}".strip(),
        groups.get(place.subgroup, "") if place.subgroup else "",
        review.name_of(place.study) if place.study else "",
    ]
    return ", ".join(part for part in parts if part)
