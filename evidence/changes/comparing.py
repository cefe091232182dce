"""What differs between two contents of a question's evidence, place by place. Pure.

A place is what a methodologist would name: a judgement of a domain, a study's result on an outcome.
Rows of results are matched by study and population, never by their place in a list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evidence.codes import DOMAINS
from evidence.content_hash import canonical

Content = Mapping[str, Any]

# More changed records than these are told as a number.
RECORDS_BY_NAME = 5
# Fields whose keys are told apart; what else is a mapping or a list is one value.
_KEYED = ("synthesis", "risk_of_bias")
_PARTS_OF_BODY = ("results", "ratings")


@dataclass(frozen=True, slots=True)
class Place:
    """Where under a question's evidence something stands; empty where that says nothing.

    `kind`: question, search, found, flow, record, records, study, outcome, body, result, rating or
    judgement. `outcome` and `study` are ids; `number` tells apart what else would look the same.
    """

    kind: str
    outcome: str = ""
    body: str = ""
    study: str = ""
    population: str = ""
    part: str = ""
    domain: str = ""
    item: str = ""
    number: int = 1
    outcome_name: Any = field(default=None, compare=False)
    study_label: str = field(default="", compare=False)
    population_name: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than before; `field` is empty where the whole came or went.

    `before` or `after` is None where there was, or is, nothing.
    """

    place: Place
    field: str
    before: Any = None
    after: Any = None

    @property
    def key(self) -> tuple[Place, str]:
        """What the change is about, whatever the values."""
        return self.place, self.field


def changes_between(before: Content, after: Content) -> tuple[Change, ...]:
    """Every change from one content to the other, in the order of a profile; none where they are equal."""
    old, new = canonical(before), canonical(after)
    if old == new:
        return ()
    found = tuple(_Comparison(old, new).changes())
    # Equal in every place and still not the same: only an order can differ.
    return found or (Change(Place("question"), "order"),)


class _Comparison:
    """Walks through two canonical contents at once."""

    def __init__(self, old: Content, new: Content) -> None:
        self.old, self.new = old, new
        self.studies = _part(old, "studies") | _part(new, "studies")

    def changes(self) -> Iterator[Change]:
        yield from _fields(
            Place("question"), _part(self.old, "question"), _part(self.new, "question")
        )
        yield from self._outcomes()
        yield from self._studies()
        yield from self._searches()
        yield from self._found()
        yield from _item(Place("flow"), self.old.get("flow"), self.new.get("flow"))
        yield from self._records()

    def _outcomes(self) -> Iterator[Change]:
        old, new = _part(self.old, "outcomes"), _part(self.new, "outcomes")
        for ref in _keys(old, new):
            before, after = old.get(ref), new.get(ref)
            name = (after or before or {}).get("name")
            place = Place("outcome", outcome=ref, outcome_name=name)
            yield from _item(place, _without(before, "bodies"), _without(after, "bodies"))
            yield from self._bodies(place, _part(before, "bodies"), _part(after, "bodies"))

    def _bodies(self, outcome: Place, old: Content, new: Content) -> Iterator[Change]:
        renamed = _renamed(old, new)
        for ref in _keys({renamed.get(ref, ref): body for ref, body in old.items()}, new):
            former = next((was for was, now in renamed.items() if now == ref), ref)
            before, after = old.get(former), new.get(ref)
            place = replace(outcome, kind="body", body="" if ref == "body" else ref)
            if former != ref:
                yield Change(place, "ref", "" if former == "body" else former, place.body)
            yield from self._body(place, before, after)

    def _body(self, place: Place, before: Any, after: Any) -> Iterator[Change]:
        old, new = _without(before, *_PARTS_OF_BODY), _without(after, *_PARTS_OF_BODY)
        if place.body:
            yield from _item(place, old, new)
        else:
            # One body alone has no name; that it is there says nothing by itself.
            yield from _fields(
                place, {"primary": True} | (old or {}), {"primary": True} | (new or {})
            )
        yield from self._results(place, (before or {}).get("results"), (after or {}).get("results"))
        yield from _ratings(place, _part(before, "ratings"), _part(after, "ratings"))

    def _results(self, body: Place, before: Any, after: Any) -> Iterator[Change]:
        old, new = _numbered(before or ()), _numbered(after or ())
        moved = _moved(old, new)
        new_keys = {moved.get(key, key): key for key in old}
        for key in _keys(new_keys, new):
            row, now = old.get(new_keys.get(key, key)), new.get(key)
            yield from _item(self._result_place(body, key, now or row or {}), row, now)

    def _result_place(self, body: Place, key: tuple[str, str, int], row: Content) -> Place:
        study, population, number = key
        return replace(
            body,
            kind="result",
            study=study,
            study_label=self._label(study),
            population=population,
            population_name=row.get("population"),
            number=number,
        )

    def _label(self, study: str) -> str:
        return str(self.studies.get(study, {}).get("label") or study)

    def _studies(self) -> Iterator[Change]:
        old, new = _part(self.old, "studies"), _part(self.new, "studies")
        for ref in _keys(old, new):
            place = Place("study", study=ref, study_label=self._label(ref))
            yield from _item(place, old.get(ref), new.get(ref))

    def _searches(self) -> Iterator[Change]:
        old, new = _by_source(self.old), _by_source(self.new)
        for source, number in _keys(old, new):
            key = source, number
            place = Place("search", item=source, number=number)
            yield from _item(place, old.get(key), new.get(key))

    def _found(self) -> Iterator[Change]:
        old, new = dict(self.old.get("found", [])), dict(self.new.get("found", []))
        for design in _keys(old, new):
            if old.get(design) != new.get(design):
                yield Change(
                    Place("found", item=design), "studies", old.get(design), new.get(design)
                )

    def _records(self) -> Iterator[Change]:
        old, new = _part(self.old, "records"), _part(self.new, "records")
        came, went = len(set(new) - set(old)), len(set(old) - set(new))
        if came:
            yield Change(Place("records"), "added", None, came)
        if went:
            yield Change(Place("records"), "removed", went, None)
        changed = [ref for ref in old if ref in new and old[ref] != new[ref]]
        if len(changed) > RECORDS_BY_NAME:
            yield Change(Place("records"), "changed", None, len(changed))
            return
        for ref in changed:
            title = str(new[ref].get("title") or ref)
            yield from _fields(Place("record", item=title), old[ref], new[ref])


def _item(place: Place, before: Any, after: Any) -> Iterator[Change]:
    """A thing that came, went, or has other fields."""
    if before is None or after is None:
        if before != after:
            yield Change(place, "", before, after)
        return
    yield from _fields(place, before, after)


def _fields(place: Place, before: Content, after: Content) -> Iterator[Change]:
    for name in _keys(before, after):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name in _KEYED and isinstance(old or {}, Mapping) and isinstance(new or {}, Mapping):
            yield from _keyed(place, name, old or {}, new or {})
        else:
            yield Change(place, name, old, new)


def _keyed(place: Place, name: str, before: Content, after: Content) -> Iterator[Change]:
    for key in _keys(before, after):
        if before.get(key) != after.get(key):
            yield Change(place, f"{name}.{key}", before.get(key), after.get(key))


def _ratings(body: Place, old: Content, new: Content) -> Iterator[Change]:
    for part in _keys(old, new):
        before, after = old.get(part), new.get(part)
        place = replace(body, kind="rating", part="" if part == "whole" else part)
        if after is None:
            yield Change(place, "", before, None)
            continue
        yield from _fields(
            place, _without(before, "judgements") or {}, _without(after, "judgements") or {}
        )
        judged, again = _part(before, "judgements"), _part(after, "judgements")
        for domain in DOMAINS:
            # Levels and reason belong together: one judgement, one change.
            if judged.get(domain) != again.get(domain):
                yield Change(
                    replace(place, kind="judgement", domain=domain),
                    "levels",
                    judged.get(domain),
                    again.get(domain),
                )


def _renamed(old: Content, new: Content) -> dict[str, str]:
    """The body that got a name, by its former one: all but its name is what it was."""
    left, come = [ref for ref in old if ref not in new], [ref for ref in new if ref not in old]
    named = {}
    for ref in left:
        same = [each for each in come if _inside(new[each]) == _inside(old[ref])]
        if len(same) == 1 and len(left) == 1:
            named[ref] = same[0]
    return named


def _inside(body: Content) -> Content:
    return {key: value for key, value in body.items() if key not in ("primary", "because")}


def _numbered(rows: Sequence[Content]) -> dict[tuple[str, str, int], Content]:
    """Rows by study and population; those that share both are numbered as they stand."""
    found: dict[tuple[str, str, int], Content] = {}
    for row in rows:
        study, population, number = row.get("study", ""), _text(row.get("population")), 1
        while (study, population, number) in found:
            number += 1
        found[study, population, number] = row
    return found


def _moved(
    old: Mapping[tuple[str, str, int], Content], new: Mapping[tuple[str, str, int], Content]
) -> dict[tuple[str, str, int], tuple[str, str, int]]:
    """Rows whose population was reworded: the one that went and the one that came of a study."""
    moved = {}
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    for key in gone:
        of_study = [each for each in come if each[0] == key[0]]
        if len(of_study) == 1 and sum(each[0] == key[0] for each in gone) == 1:
            moved[key] = of_study[0]
    return moved


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "|".join(f"{key}={value[key]}" for key in sorted(value))
    return str(value or "").strip()


def _by_source(content: Content) -> dict[tuple[str, int], Content]:
    found: dict[tuple[str, int], Content] = {}
    for row in content.get("searches", []):
        number = 1
        while (row.get("source", ""), number) in found:
            number += 1
        found[row.get("source", ""), number] = row
    return found


def _keys(*contents: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(key for content in contents for key in content))


def _part(content: Content | None, name: str) -> dict[str, Any]:
    return dict((content or {}).get(name) or {})


def _without(content: Content | None, *names: str) -> dict[str, Any] | None:
    if content is None:
        return None
    return {key: value for key, value in content.items() if key not in names}
