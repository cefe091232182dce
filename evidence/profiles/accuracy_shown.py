"""The accuracy of tests as a profile shows it: true and false results per 1000, tests side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from evidence.accuracy_words import SIDES, estimate_or_not, problem_in_words, unit_in_words
from evidence.plots.wording import rounded, tick
from evidence.profile import BodyChain, OutcomeChain
from evidence.profiles.table import Cases, CertaintyCell, Estimate, OfTest, Result, Row, Tests
from evidence.profiles.words import RESULTS, localized
from evidence.risk_of_bias import APPLICABILITY
from evidence.synthesis.accuracy_summary import Estimate as Figures
from evidence.synthesis.consequences import Consequences
from evidence.two_tests import tests_of
from guideline.words import words

# The two kinds of results of a part: the true ones, and the false ones.
OF_PART = {"sensitivity": ("tp", "fn"), "specificity": ("tn", "fp")}


def share_of(body: BodyChain, part: str) -> Estimate:
    """Sensitivity or specificity over the studies; a word where it cannot be estimated."""
    fit = body.accuracy_fit
    if fit is None:
        problem = body.accuracy_problem
        return Estimate(problem_in_words(problem)) if problem else Estimate()
    return _shown(fit.sens if part == "sensitivity" else fit.spec)


def cases_of(body: BodyChain, part: str) -> tuple[Cases, ...]:
    """True and false results per 1000 at each prevalence of the outcome."""
    true, false = OF_PART[part]
    return tuple(
        Cases(
            at.prevalence,
            _prevalence(at.prevalence),
            _shown(getattr(at, true), 0),
            _shown(getattr(at, false), 0),
        )
        for at in _at(body, body.outcome.prevalence)
    )


def tested_of(body: BodyChain, part: str) -> tuple[int | None, str]:
    """How many had the condition, or had it not, and the same in words."""
    counts = OF_PART[part]
    n = sum(row[name] or 0 for row in body.rows for name in counts)
    if not body.rows:
        return None, ""
    unit = unit_in_words(body.outcome.unit)
    said = _("{n} {unit} with the condition")
    if part == "specificity":
        said = _("{n} {unit} without the condition")
    return n, said.format(n=n, unit=unit)


def test_name(body: BodyChain) -> str:
    """The test that an outcome is about, by the question's words where it has some."""
    question = body.outcome.question
    named = {"index": question.index_test, "comparator": question.comparator_test}
    return localized(named.get(body.outcome.test)) or localized(body.outcome.name)


def applicability_of(body: BodyChain) -> str:
    """QUADAS-2's questions of applicability over the studies, which feed indirectness."""
    studies = {row.study_id: row.study.risk_of_bias or {} for row in body.results}
    judged = [each["applicability"] for each in studies.values() if each.get("applicability")]
    if not judged:
        return ""
    said = "; ".join(f"{words(name)} {_counted(judged, name)}" for name in APPLICABILITY)
    return _("Applicability (QUADAS-2): {said}").format(said=said)


def _counted(judged: Sequence[dict[str, str]], name: str) -> str:
    counts = Counter(each.get(name) or "" for each in judged)
    known = (word for word in ("low", "high", "unclear") if counts[word])
    return ", ".join(
        _("{n} {concern} concern").format(n=counts[word], concern=words(word)) for word in known
    )


# --- Side by side --------------------------------------------------------------------------------


def side_by_side(outcomes: Sequence[OutcomeChain], rows: Sequence[Row]) -> tuple[Tests, ...]:
    """The results per 1000 of each index test beside its comparator's, of a test alone by itself."""
    pairs = [(each.index, each.comparator) for each in tests_of(outcomes)]
    paired = {id(body) for pair in pairs for body in pair}
    alone = [
        (body,)
        for each in outcomes
        if each.outcome.type == "diagnostic" and (body := each.primary) and id(body) not in paired
    ]
    tables = (_tests(bodies, rows) for bodies in [*pairs, *alone])
    return tuple(table for table in tables if table.results)


def _tests(bodies: Sequence[BodyChain], rows: Sequence[Row]) -> Tests:
    prevalences = list(dict.fromkeys(p for body in bodies for p in body.outcome.prevalence))
    unit = unit_in_words(bodies[0].outcome.unit)
    names = tuple(test_name(body) for body in bodies)
    title = _("Results per 1000 {unit} tested").format(unit=unit)
    return Tests(title, unit, names, tuple(_results(bodies, prevalences, rows)))


def _results(
    bodies: Sequence[BodyChain], prevalences: Sequence[float], rows: Sequence[Row]
) -> Iterator[Result]:
    found = [_at(body, prevalences) for body in bodies]
    if not all(found):
        return
    for part, codes in OF_PART.items():
        tests = [(test_name(body), _certainty(body, part, rows)) for body in bodies]
        for code in codes:
            for i, prevalence in enumerate(prevalences):
                columns = (
                    OfTest(name, _shown(getattr(at[i], code), 0), certainty)
                    for (name, certainty), at in zip(tests, found, strict=True)
                )
                yield Result(
                    code, str(RESULTS[code]), prevalence, _prevalence(prevalence), tuple(columns)
                )


def _certainty(body: BodyChain, part: str, rows: Sequence[Row]) -> CertaintyCell:
    wanted = (body.outcome.ref, body.body.ref, part)
    return next(row.certainty for row in rows if (row.outcome, row.body, row.part) == wanted)


def _at(body: BodyChain, prevalences: Sequence[float]) -> tuple[Consequences, ...]:
    fit = body.accuracy_fit
    return fit.at_prevalences(prevalences) if fit and prevalences else ()


def _prevalence(share: float) -> str:
    return _("{share} %").format(share=tick(100 * share))


def _shown(found: Figures | None, decimals: int = 2) -> Estimate:
    text = estimate_or_not(found, lambda value: rounded(value, decimals))
    return Estimate(text, *(found.value, found.lower, found.upper)) if found else Estimate(text)


def part_name(part: str) -> str:
    """`Sensitivity` or `Specificity`."""
    name = str(SIDES["sens" if part == "sensitivity" else "spec"])
    return name[:1].upper() + name[1:]
