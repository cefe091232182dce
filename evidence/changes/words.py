"""A change under a question's evidence as a methodologist reads it: where, what, from what, to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.changes.comparing import Change, Place
from evidence.codes import DOMAINS_UP, SCREENING_DECISIONS
from evidence.models import Body, Flow, Rating, Record, Search, Study, StudyResult
from evidence.synthesis_words import NAMES, OPTIONS
from guideline.fields import CodeField, LocalizedTextField
from guideline.models import Outcome, Question
from guideline.text import localized
from guideline.words import words

_MODELS: Mapping[str, type[Model]] = {
    "question": Question,
    "search": Search,
    "flow": Flow,
    "record": Record,
    "study": Study,
    "outcome": Outcome,
    "body": Body,
    "result": StudyResult,
    "rating": Rating,
}
_CAME = {
    "search": _("search recorded"),
    "flow": _("counts of a screening entered"),
    "study": _("study added"),
    "outcome": _("outcome added"),
    "body": _("body of evidence added"),
    "result": _("result entered"),
}
_WENT = {
    "search": _("search removed"),
    "flow": _("counts of a screening removed"),
    "study": _("study removed"),
    "outcome": _("outcome removed"),
    "body": _("body of evidence removed"),
    "result": _("result removed"),
    "rating": _("rating removed"),
}
_DOWN = (_("not serious"), _("serious"), _("very serious"), _("extremely serious"))
_UP = (_("none"), _("rated up one level"), _("rated up two levels"))
# What identifies a row, and so stands in its place and not among its figures.
_IN_THE_PLACE = ("study", "population", "name", "label", "source", "importance_basis")


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words; `before` or `after` is empty where there was, or is, nothing."""

    where: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        """`Death, Author 2001: events, intervention 12 → 14`."""
        if self.before and self.after:
            values = f" {self.before} → {self.after}"
        elif self.after:
            values = f": {self.after}"
        elif self.before:
            values = f" {self.before} → –"
        else:
            values = ""
        return f"{self.where}: {self.what}{values}"


def told(change: Change) -> Told:
    """A change as people read it, in the reader's language."""
    where = place_in_words(change.place)
    if change.place.kind == "judgement":
        return _judgement(where, change)
    if change.place.kind == "records":
        return Told(where, _records(change), "", "")
    if not change.field:
        return _whole(where, change)
    if change.field == "order":
        return Told(where, translate("put in another order"), "", "")
    before, after = (value_in_words(change, each) for each in (change.before, change.after))
    return Told(where, _field_name(change), before, after)


def place_in_words(place: Place) -> str:
    """`Death within five years (trials), Author 2001 (women)`, by what the place has."""
    if place.kind in ("outcome", "body", "result", "rating", "judgement"):
        return ", ".join(part for part in (_of_outcome(place), _row(place)) if part)
    fixed = {
        "question": translate("Question"),
        "flow": translate("Screening elsewhere"),
        "records": translate("Screening"),
        "search": translate("Search of {source}").format(source=place.item or "?"),
        "found": translate("Found: {design}").format(design=words(place.item)),
        "record": translate("Record “{title}”").format(title=place.item),
        "study": place.study_label,
    }
    return fixed[place.kind]


def value_in_words(change: Change, value: Any) -> str:
    """A value of the changed field as people read it; an empty string for none."""
    name = change.field.partition(".")
    if name[0] == "synthesis":
        return str(OPTIONS.get(name[2], {}).get(value, value)) if value is not None else ""
    field = _field(change.place.kind, name[0])
    return _value(value, field)


def levels_in_words(domain: str, levels: int) -> str:
    """`serious` for a domain one level down, `rated up one level` for one that raises."""
    return str(_UP[levels] if domain in DOMAINS_UP else _DOWN[levels])


def _of_outcome(place: Place) -> str:
    name = localized(place.outcome_name, _language()) or place.outcome
    said = f"{name} ({place.body})" if place.body else name
    return f"{said}, {words(place.part)}" if place.part else said


def _row(place: Place) -> str:
    if place.kind != "result":
        return ""
    population = localized(place.population_name, _language())
    number = f" [{place.number}]" if place.number > 1 else ""
    named = f"{place.study_label} ({population})" if population else place.study_label
    return named + number


def _judgement(where: str, change: Change) -> Told:
    domain = change.place.domain
    before, after = change.before, change.after
    if before and after and before.get("levels") == after.get("levels"):
        reasons = [localized((each or {}).get("because"), _language()) for each in (before, after)]
        if reasons[0] != reasons[1]:
            return Told(where, translate("{domain}, reason").format(domain=words(domain)), *reasons)
    return Told(where, words(domain), *(_judged(domain, each) for each in (before, after)))


def _judged(domain: str, judged: Mapping[str, Any] | None) -> str:
    if judged is None:
        return ""
    said = levels_in_words(domain, judged.get("levels", 0))
    basis = f" [{words(judged['basis'])}]" if judged.get("basis") else ""
    because = localized(judged.get("because"), _language())
    return f"{said}{basis} (“{because}”)" if because else f"{said}{basis}"


def _records(change: Change) -> str:
    n = change.after or change.before
    said = {
        "added": ngettext("{n} record added", "{n} records added", n),
        "removed": ngettext("{n} record removed", "{n} records removed", n),
        "changed": ngettext("{n} record decided otherwise", "{n} records decided otherwise", n),
    }
    return said[change.field].format(n=n)


def _whole(where: str, change: Change) -> Told:
    kind = change.place.kind
    if kind == "rating":
        return Told(where, str(_WENT[kind]), _rating(change.before), "")
    before, after = (_figures(kind, each) for each in (change.before, change.after))
    names = _WENT if change.after is None else _CAME
    return Told(where, str(names[kind]), before, after)


def _rating(rating: Mapping[str, Any]) -> str:
    """A whole rating: its design, and the domains that moved the certainty."""
    judged = rating.get("judgements", {})
    steps = [
        f"{words(domain)} {_judged(domain, each)}"
        for domain, each in judged.items()
        if each.get("levels")
    ]
    return "; ".join([words(rating.get("design")), *steps])


def _figures(kind: str, row: Mapping[str, Any] | None) -> str:
    """The fields of a whole row, each by its name."""
    said = []
    for name, value in (row or {}).items():
        field = _field(kind, name)
        if name not in _IN_THE_PLACE and field is not None and value is not False:
            said.append(f"{field.verbose_name} {_value(value, field)}")
    return "; ".join(said)


def _field_name(change: Change) -> str:
    name, _dot, key = change.field.partition(".")
    if name == "synthesis":
        return translate("synthesis: {option}").format(option=str(NAMES.get(key, key)).lower())
    if change.place.kind == "body" and name == "ref":
        return translate("name")
    field = _field(change.place.kind, name)
    said = str(field.verbose_name) if field is not None else name.replace("_", " ")
    return f"{said}, {key.replace('_', ' ')}" if key else said


def _field(kind: str, name: str) -> Field | None:
    model = _MODELS.get(kind)
    if model is None or name not in {field.name for field in model._meta.get_fields()}:
        return None
    return model._meta.get_field(name)


def _value(value: Any, field: Field | None = None) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return translate("yes") if value else translate("no")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(field, LocalizedTextField):
        return localized(value, _language())
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list):
        return "; ".join(_value(each) for each in value)
    if isinstance(field, CodeField) or value in SCREENING_DECISIONS:
        return words(value)
    return str(value)


def _mapping(value: Mapping[str, Any]) -> str:
    if set(value) <= {"en", "ja", "de", "fr", "es", _language()}:
        return localized(value, _language())
    return ", ".join(f"{words(key)} {_value(each)}" for key, each in value.items())


def _language() -> str:
    return get_language() or "en"
