"""A data package of RevMan Web: data rows, overall estimates and settings, subgroup estimates.

Versions 1 (until 23 September 2024) and 2. Figures are rounded as printed.
Source: Data package specification, documentation.cochrane.org/revman-kb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .attributes import figures, missing, year
from .package_settings import kind_of, settings_of
from .problems import Place, Problem, Refused, told
from .review import NEEDED, Comparison, DiagnosticTest, Group, Outcome, Review, Row, Study
from .rm5_outcomes import OF_KIND
from .tables import Line, Table, printed, read_table

ENTERED = {
    "events_1": "experimental_cases",
    "total_1": "experimental_n",
    "events_2": "control_cases",
    "total_2": "control_n",
    "mean_1": "experimental_mean",
    "sd_1": "experimental_sd",
    "mean_2": "control_mean",
    "sd_2": "control_sd",
    "O_E": "o_e",
    "V": "variance",
    "estimate": "giv_mean",
    "se": "giv_se",
}
ACCURACY = {"tp": "tp", "fp": "fp", "fn": "fn", "tn": "tn"}
_EFFECT = {"effect": "mean", "ci_start": "ci_start", "ci_end": "ci_end"}
OF_ROWS = _EFFECT | {"weight": "weight"}
OF_TOTALS = _EFFECT | {
    "events_1": "experimental_cases",
    "total_1": "experimental_n",
    "events_2": "control_cases",
    "total_2": "control_n",
    "tau2": "heterogeneity_tau",
    "chi2": "heterogeneity_chi",
    "df": "heterogeneity_df",
    "p_chi2": "heterogeneity_p",
    "i2": "heterogeneity_i",
    "z": "effect_z",
    "t": "effect_t",
    "p_z": "effect_p",
}
OF_OVERALL = OF_TOTALS | {
    "q": "subgroup_chi",
    "q_df": "subgroup_df",
    "p_q": "subgroup_p",
    "i2_q": "subgroup_i",
}
OF_SUBGROUPS = OF_TOTALS | {"weight": "weight"}
_ANALYSIS = ("analysis_group", "analysis_number")
# Any of these beside the studies says that a table holds data rows.
_OF_ROWS = frozenset({"ci_start", "experimental_n", "giv_se", "tp"})

# The one word that is known of where a row counts.
EVERYWHERE = "SUBGROUP_AND_OVERALL"

Key = tuple[str, str]


def read_package(files: Mapping[str, bytes]) -> tuple[Review | None, tuple[Problem, ...]]:
    """The review in the CSV files of a package, by name; None where there are no data rows."""
    problems: list[Problem] = []
    try:
        tables = [read_table(name, content, problems) for name, content in files.items()]
        rows = _data_rows(tables)
    except Refused as refused:
        return None, (refused.problem,)
    if "tp" in rows.headings:
        tests = _tests(rows, problems)
        return Review("csv", studies=_studies(rows), tests=tests), told(problems)
    reader = _Reader(rows, _overall(tables), _subgroups(tables), problems)
    review = Review("csv", studies=_studies(rows), comparisons=reader.comparisons())
    return review, told(problems)


def _data_rows(tables: Sequence[Table]) -> Table:
    for table in tables:
        if "study" in table.headings and _OF_ROWS & set(table.headings):
            lacking = [name for name in _ANALYSIS if name not in table.headings]
            if lacking and "tp" not in table.headings:
                place = Place(1, file=table.file)
                raise Refused(Problem("missing-column", place, ", ".join(lacking)))
            return table
    raise Refused(Problem("no-data-rows", value=", ".join(table.file for table in tables)))


def _overall(tables: Sequence[Table]) -> Table | None:
    return next((each for each in tables if "effect_measure" in each.headings), None)


def _subgroups(tables: Sequence[Table]) -> Table | None:
    wanted = {"subgroup", "mean", *_ANALYSIS}
    others = (each for each in tables if "study" not in each.headings)
    return next((each for each in others if wanted <= set(each.headings)), None)


def _studies(rows: Table) -> dict[str, Study]:
    studies: dict[str, Study] = {}
    for line in rows.lines:
        name = line.get("study")
        if name and name not in studies:
            studies[name] = Study(name, name, year(line.get("study_year")) or year(name))
    return studies


def _tests(rows: Table, problems: list[Problem]) -> tuple[DiagnosticTest, ...]:
    tests: dict[str, list[Row]] = {}
    for line in rows.lines:
        test = line.get("test") or line.get("test_name") or line.get("analysis_name")
        place = line.place.at(outcome=test, study=line.get("study"))
        found = figures(line.cells, ACCURACY, place, problems)
        problems += missing(found, ACCURACY, ACCURACY, place)
        tests.setdefault(test, []).append(Row(line.get("study"), place, found))
    return tuple(
        DiagnosticTest(name, name, given[0].place, tuple(given)) for name, given in tests.items()
    )


class _Reader:
    """Puts the lines of the three tables together, analysis by analysis."""

    def __init__(
        self,
        rows: Table,
        overall: Table | None,
        subgroups: Table | None,
        problems: list[Problem],
    ) -> None:
        self.table, self.overall, self.subgroups = rows, overall, subgroups
        self.problems = problems
        self.rows: dict[Key, list[Line]] = {}
        for line in rows.lines:
            self.rows.setdefault(_key(line), []).append(line)
        self.settings = {_key(line): line for line in (overall.lines if overall else ())}
        self.estimates: dict[tuple[Key, str], Line] = {
            (_key(line), _subgroup(line)): line for line in (subgroups.lines if subgroups else ())
        }

    def comparisons(self) -> tuple[Comparison, ...]:
        """Every comparison in the order of the data rows."""
        keys: dict[str, list[Key]] = {}
        for key in self.rows:
            keys.setdefault(key[0], []).append(key)
        return tuple(
            Comparison(group, group, self._group_name(of[0]), tuple(map(self._outcome, of)))
            for group, of in keys.items()
        )

    def _group_name(self, key: Key) -> str:
        line = self.settings.get(key)
        named = line.get("analysis_group_name") if line else ""
        return named or self.rows[key][0].get("analysis_group_name")

    def _outcome(self, key: Key) -> Outcome:
        lines, settings = self.rows[key], self.settings.get(key)
        kind = kind_of(settings, lines)
        place = (settings or lines[0]).place.at(comparison=key[0], outcome=".".join(key))
        if settings is None:
            self.problems.append(Problem("no-settings", place))
        groups = self._groups(key, kind, place)
        stored = printed(self.overall, settings, OF_OVERALL) if self.overall and settings else {}
        return Outcome(
            id=place.outcome,
            number=key[1],
            name=lines[0].get("analysis_name")
            or (settings.get("analysis_name") if settings else ""),
            kind=kind,
            settings=settings_of(settings, kind, self.problems),
            place=place,
            groups=groups,
            has_subgroups=any(group.name for group in groups),
            stored=stored,
            estimable="effect" in stored if stored else None,
        )

    def _groups(self, key: Key, kind: str, above: Place) -> tuple[Group, ...]:
        lines: dict[str, list[Line]] = {}
        for line in self.rows[key]:
            lines.setdefault(_subgroup(line), []).append(line)
        return tuple(self._group(key, id_, kind, given, above) for id_, given in lines.items())

    def _group(self, key: Key, id_: str, kind: str, lines: Sequence[Line], above: Place) -> Group:
        estimate = self.estimates.get((key, id_)) if id_ else None
        place = above.at(subgroup=f"{above.outcome} {id_}" if id_ else "")
        if estimate is not None:
            place = place.at(line=estimate.place.line, file=estimate.place.file)
        stored = (
            printed(self.subgroups, estimate, OF_SUBGROUPS) if self.subgroups and estimate else {}
        )
        return Group(
            id=id_,
            number=lines[0].get("subgroup_number"),
            name=lines[0].get("subgroup") or id_,
            place=place,
            rows=tuple(self._row(line, kind, place) for line in lines),
            stored=stored,
            estimable="effect" in stored if stored else None,
        )

    def _row(self, line: Line, kind: str, above: Place) -> Row:
        study = line.get("study")
        place = above.at(line=line.place.line, file=line.place.file, study=study)
        said = line.get("applicability")
        if said not in ("", EVERYWHERE):
            self.problems.append(Problem("unknown-word", place, f"Applicability {said}"))
        names = {ours: ENTERED[ours] for ours in ENTERED if ours in OF_KIND[kind]}
        found = figures(line.cells, names, place, self.problems)
        self.problems += missing(found, NEEDED[kind], ENTERED, place)
        stored = printed(self.table, line, OF_ROWS)
        return Row(study, place, found, stored, "effect" in stored)


def _key(line: Line) -> Key:
    return line.get("analysis_group"), line.get("analysis_number")


def _subgroup(line: Line) -> str:
    return line.get("subgroup_number") or line.get("subgroup")
