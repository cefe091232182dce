"""The comparisons of an .rm5 file: outcomes, subgroups, rows, and RevMan's own results on each."""

from __future__ import annotations

from collections.abc import Mapping

from .attributes import figures, maybe, missing, stored, yes
from .elements import Element
from .problems import Place, Problem
from .review import NEEDED, Comparison, Group, Outcome, Row, Study
from .rm5_settings import settings_of
from .scales import generic_estimate

KINDS = {
    "DICH": "dichotomous",
    "CONT": "continuous",
    "IPD": "oe",
    "IV": "generic",
    "OTHER": "other",
}
OUTCOMES = {f"{prefix}_OUTCOME": prefix for prefix in KINDS}
# Our names of what was entered, by RevMan's.
ENTERED = {
    "events_1": "EVENTS_1",
    "total_1": "TOTAL_1",
    "events_2": "EVENTS_2",
    "total_2": "TOTAL_2",
    "mean_1": "MEAN_1",
    "sd_1": "SD_1",
    "mean_2": "MEAN_2",
    "sd_2": "SD_2",
    "O_E": "O_E",
    "V": "VAR",
    "estimate": "ESTIMATE",
    "se": "SE",
}
_COUNTED = ("events_1", "total_1", "events_2", "total_2")
# What a row of each kind may have entered; anything else of these names RevMan computed.
OF_KIND = {kind: {*NEEDED[kind], *_COUNTED} for kind in ("dichotomous", "oe", "generic")} | {
    "continuous": set(NEEDED["continuous"]),
    "other": set(),
}
# Our names of what RevMan computed. LOG_* are logarithms to base 10, all else is natural.
COMPUTED = {
    "effect": "EFFECT_SIZE",
    "ci_start": "CI_START",
    "ci_end": "CI_END",
    "log10_effect": "LOG_EFFECT_SIZE",
    "log10_ci_start": "LOG_CI_START",
    "log10_ci_end": "LOG_CI_END",
    "weight": "WEIGHT",
}
OF_ROWS = COMPUTED | {"se": "SE"}
OF_TOTALS = COMPUTED | {
    "z": "Z",
    "p_z": "P_Z",
    "chi2": "CHI2",
    "df": "DF",
    "p_chi2": "P_CHI2",
    "i2": "I2",
    "tau2": "TAU2",
    "studies": "STUDIES",
    "events_1": "EVENTS_1",
    "total_1": "TOTAL_1",
    "events_2": "EVENTS_2",
    "total_2": "TOTAL_2",
}
# The test for differences between subgroups, on outcomes alone.
OF_OUTCOMES = OF_TOTALS | {"q": "Q", "p_q": "P_Q", "i2_q": "I2_Q"}


def comparisons_of(
    data: Element, studies: Mapping[str, Study], problems: list[Problem]
) -> tuple[Comparison, ...]:
    """Every comparison in the file's order; ids used twice are told."""
    comparisons = tuple(_comparison(each, studies, problems) for each in data.all("COMPARISON"))
    seen: set[str] = set()
    for outcome in (outcome for each in comparisons for outcome in each.outcomes):
        if outcome.id in seen:
            problems.append(Problem("id-twice", outcome.place, outcome.id))
        seen.add(outcome.id)
    return comparisons


def _comparison(
    element: Element, studies: Mapping[str, Study], problems: list[Problem]
) -> Comparison:
    id_, number = _id(element, ""), element.attributes.get("NO", "")
    place = Place(element.line, "COMPARISON", comparison=id_)
    outcomes = tuple(_outcome(each, place, studies, problems) for each in element.all(*OUTCOMES))
    return Comparison(id_, number, _name(element, place, problems), outcomes)


def _outcome(
    element: Element, above: Place, studies: Mapping[str, Study], problems: list[Problem]
) -> Outcome:
    prefix = OUTCOMES[element.name]
    kind, id_ = KINDS[prefix], _id(element, above.comparison)
    place = above.at(line=element.line, element=element.name, outcome=id_)
    settings = settings_of(element, kind, place, problems)
    reader = _Rows(prefix, kind, settings.log_data, settings.study_level, studies, problems)
    subgroups = list(element.all(f"{prefix}_SUBGROUP"))
    groups = tuple(_subgroup(each, place, reader, problems) for each in subgroups)
    alone = reader.rows(element, place)
    if alone or not groups:
        groups = (Group("", "", "", place, alone), *groups)
    return Outcome(
        id=id_,
        number=element.attributes.get("NO", ""),
        name=_name(element, place, problems),
        kind=kind,
        settings=settings,
        place=place,
        groups=groups,
        has_subgroups=bool(subgroups) and yes(element.attributes.get("SUBGROUPS", ""), True),
        stored=stored(element.attributes, OF_OUTCOMES),
        estimable=maybe(element.attributes.get("ESTIMABLE", "")),
    )


def _subgroup(element: Element, above: Place, reader: _Rows, problems: list[Problem]) -> Group:
    id_ = _id(element, above.outcome)
    place = above.at(line=element.line, element=element.name, subgroup=id_)
    return Group(
        id=id_,
        number=element.attributes.get("NO", ""),
        name=_name(element, place, problems),
        place=place,
        rows=reader.rows(element, place),
        stored=stored(element.attributes, OF_TOTALS),
        estimable=maybe(element.attributes.get("ESTIMABLE", "")),
    )


class _Rows:
    """Reads the rows of one outcome."""

    def __init__(
        self,
        prefix: str,
        kind: str,
        log_data: bool,
        level: float,
        studies: Mapping[str, Study],
        problems: list[Problem],
    ) -> None:
        self.element, self.kind, self.level = f"{prefix}_DATA", kind, level
        self.log_data, self.studies, self.problems = log_data, studies, problems

    def rows(self, above: Element, place: Place) -> tuple[Row, ...]:
        """The rows right below an outcome or a subgroup."""
        return tuple(self._row(each, place) for each in above.all(self.element))

    def _row(self, element: Element, above: Place) -> Row:
        given = element.attributes
        study = given.get("STUDY_ID", "")
        place = above.at(line=element.line, element=element.name, study=study)
        if study not in self.studies:
            self.problems.append(Problem("unknown-study", place, study))
        names = {ours: ENTERED[ours] for ours in ENTERED if ours in OF_KIND[self.kind]}
        found = figures(given, names, place, self.problems)
        if self.kind == "generic":
            found = self._with_estimate(found, given, place)
        self.problems += missing(found, NEEDED[self.kind], ENTERED, place)
        return Row(
            study=study,
            place=place,
            figures=found,
            stored=stored(given, OF_ROWS),
            estimable=maybe(given.get("ESTIMABLE", "")),
            text=tuple(" ".join(each.text.split()) for each in element.children),
        )

    def _with_estimate(
        self, found: dict[str, float], given: Mapping[str, str], place: Place
    ) -> dict[str, float]:
        if "estimate" in found:
            return found
        if not found.get("se"):
            return found | {"estimate": 0.0}  # no effect without its error: RevMan's zeros
        estimate, is_clear = generic_estimate(
            stored(given, OF_ROWS), log_data=self.log_data, level=self.level
        )
        if not is_clear:
            self.problems.append(Problem("scale-unclear", place, given.get("EFFECT_SIZE", "")))
        return found if estimate is None else found | {"estimate": estimate}


def _id(element: Element, above: str) -> str:
    given = element.attributes.get("ID", "")
    return given or ".".join(part for part in (above, element.attributes.get("NO", "?")) if part)


def _name(element: Element, place: Place, problems: list[Problem]) -> str:
    name = element.words("NAME")
    if not name:
        problems.append(Problem("no-name", place))
    return name
