"""Rules on what a body of evidence holds: designs, studies that count twice, totals that differ."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.effects import POOLED_TYPES, inputs_of
from evidence.grade.certainty import RANDOMISED
from guideline.text import localized
from guideline.words import words
from publication.checks.arithmetic.counts import repeated, totals_that_differ
from publication.checks.finding import Found, Rule
from publication.checks.material import Held, Material
from publication.checks.places import evidence_place

# A review carries its studies' design, which it does not name.
SAYS_NOTHING = ("", "systematic-review")


def trials_hold_others(material: Material) -> Iterator[Found]:
    """A body rated as trials that holds studies of another design."""
    for rated in material.ratings():
        if rated.rating.design not in RANDOMISED:
            continue
        others = [
            f"{study} ({words(study.design)})"
            for study in _studies(rated.held)
            if study.design not in (*RANDOMISED, *SAYS_NOTHING)
        ]
        if others:
            yield (
                rated.place,
                _("Rated as {design}, but it holds {others}.").format(
                    design=words(rated.rating.design), others=", ".join(others)
                ),
            )


def others_hold_trials(material: Material) -> Iterator[Found]:
    """A body rated as non-randomised that holds trials; of accuracy both start alike."""
    for rated in material.ratings():
        if rated.rating.design in RANDOMISED or rated.held.outcome.outcome.type == "diagnostic":
            continue
        trials = [str(each) for each in _studies(rated.held) if each.design in RANDOMISED]
        if trials:
            yield (
                rated.place,
                _(
                    "Rated as {design}, but it holds randomised trials ({trials}); trials and "
                    "other designs are rated apart."
                ).format(design=words(rated.rating.design), trials=", ".join(trials)),
            )


def study_counted_twice(material: Material) -> Iterator[Found]:
    """A study twice in one pooled result: the same study for the same people, or one DOI twice."""
    for held in _pooled(material):
        rows = held.body.results
        keys = [f"{row.study.ref} {localized(row.population).strip().casefold()}" for row in rows]
        twice = {rows[keys.index(key)].study.label or key for key in repeated(keys)}
        studies = _studies(held)
        for read in ("doi", "pmid"):
            identities = [getattr(each, read).strip().casefold() for each in studies]
            for one in repeated(identities):
                twice.add(
                    _("{studies} (the same {kind})").format(
                        studies=_(" and ").join(
                            str(each)
                            for each, identity in zip(studies, identities, strict=True)
                            if identity == one
                        ),
                        kind=read.upper(),
                    )
                )
        for name in sorted(twice):
            yield held.results, _("{study} counts twice in one pooled result.").format(study=name)


def control_counted_twice(material: Material) -> Iterator[Found]:
    """Comparisons of one trial that share a control group, whose people count twice."""
    from evidence.synthesis.shared_controls import shared_controls  # slow import: numpy

    for held in _pooled(material):
        rows = held.body.results
        columns = inputs_of(held.outcome.outcome.type, held.body.rows)
        if any(value is None for values in columns.values() for value in values):
            continue
        for shared in shared_controls([row.study.ref for row in rows], columns):
            populations = {localized(rows[i].population).strip() for i in shared.rows}
            # Without populations to tell its rows apart, the study itself counts twice.
            if len(populations) == len(shared.rows):
                yield (
                    held.results,
                    _(
                        "{n} comparisons of {study} have the same control group, whose {people} "
                        "people count {n} times."
                    ).format(
                        n=len(shared.rows),
                        study=rows[shared.rows[0]].study,
                        people=rows[shared.rows[0]].total_2,
                    ),
                )


def study_totals_differ(material: Material) -> Iterator[Found]:
    """A study with other group sizes on one outcome than on another."""
    for question in material.questions():
        totals: dict[tuple[str, str], dict[str, tuple[int, int]]] = defaultdict(dict)
        names, explained = {}, set()
        for held in _pooled(material):
            if held.question is not question:
                continue
            for row in held.body.results:
                if row.total_1 is not None and row.total_2 is not None:
                    key = (row.study.ref, localized(row.population))
                    names[key] = row.study
                    ref = held.outcome.outcome.ref
                    totals[key].setdefault(ref, (row.total_1, row.total_2))
                    if row.note:
                        explained.add((key, ref))
        for key, by_outcome in totals.items():
            for first, other in totals_that_differ(by_outcome):
                if {(key, first), (key, other)} & explained:
                    continue
                yield (
                    evidence_place(question.question, other, key[0]),
                    _(
                        "{study} has {a} and {b} people in its groups here, but {c} and {d} under "
                        "“{first}”, and nothing says why."
                    ).format(
                        study=names[key],
                        a=by_outcome[other][0],
                        b=by_outcome[other][1],
                        c=by_outcome[first][0],
                        d=by_outcome[first][1],
                        first=first,
                    ),
                )


def _pooled(material: Material) -> Iterator[Held]:
    for held in material.held:
        if held.outcome.outcome.type in POOLED_TYPES and held.body.results:
            yield held


def _studies(held: Held) -> list:
    """The studies of a body, each once."""
    return list({row.study.ref: row.study for row in held.body.results}.values())


RULES = (
    Rule(
        "trials-hold-others",
        "error",
        gettext_lazy("A body rated as trials holds trials only."),
        "Cuello-Garcia CA et al., 2022, GRADE guidance 24, J Clin Epidemiol 142:200",
        trials_hold_others,
    ),
    Rule(
        "others-hold-trials",
        "warning",
        gettext_lazy("Trials are rated apart from other designs."),
        "Cuello-Garcia CA et al., 2022, GRADE guidance 24, J Clin Epidemiol 142:200",
        others_hold_trials,
    ),
    Rule(
        "study-counted-twice",
        "error",
        gettext_lazy("A study counts once in a pooled result."),
        "Higgins JPT et al., 2023, Cochrane Handbook 6.4, 5.2.1 and 23.3.4",
        study_counted_twice,
    ),
    Rule(
        "control-counted-twice",
        "warning",
        gettext_lazy("A control group counts once in a pooled result."),
        "Higgins JPT et al., 2023, Cochrane Handbook 6.4, 23.3.4",
        control_counted_twice,
    ),
    Rule(
        "study-totals-differ",
        "warning",
        gettext_lazy("A study has the same groups on every outcome, or its row notes why not."),
        "Li T et al., 2023, Cochrane Handbook 6.4, chapter 5",
        study_totals_differ,
    ),
)
