"""What a choice of synthesis gives, and how firmly that stands: beside other choices, in subgroups.

Every table is text already, in the reader's language, so that pages only lay it out.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from evidence.effects import inputs_of
from evidence.models import Body, StudyResult
from evidence.outcome_figures import forest_in_subgroups
from evidence.plots.figure import Figure
from evidence.plots.wording import rounded
from evidence.profile import BodyChain
from evidence.synthesis_words import (
    estimate_in_words,
    figure_in_words,
    interval_in_words,
    option,
    p_in_words,
)
from guideline.text import localized
from guideline.words import words

if TYPE_CHECKING:
    from evidence.synthesis.analysis import Pooled
    from evidence.synthesis.subgroups import Subgroups

FEWEST_TO_LEAVE_OUT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A pooled effect as a row of a table; everything text."""

    name: str
    studies: int
    effect: str
    p: str
    tau2: str
    i2: str
    prediction: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """One figure by the kept choice and by the one that is tried; `difference` where it has one."""

    name: str
    kept: str
    tried: str
    difference: str = ""

    @property
    def differs(self) -> bool:
        """Whether the reader sees two figures."""
        return self.kept != self.tried


@dataclass(frozen=True, slots=True)
class SmallStudyTest:
    """A test whether small studies show other effects, with its statistic and P as text."""

    name: str
    statistic: str
    p: str
    enough_studies: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """The body in subgroups by something that its rows say, with the test between them, drawn."""

    name: str
    lines: tuple[Line, ...]
    test: str
    figure: Figure


@dataclass(frozen=True)
class Appraisal:
    """A body pooled as somebody would choose; nothing is kept by looking."""

    body: BodyChain

    @cached_property
    def pooled(self) -> "Pooled | None":
        """What is pooled; None where it cannot be."""
        return self.body.pooled

    @cached_property
    def line(self) -> Line | None:
        """The result in one row."""
        return pooled_line(_("All studies"), self.pooled) if self.pooled else None

    @cached_property
    def both_models(self) -> list[Line]:
        """Fixed effect beside random effects by the same method; Peto's has one model only."""
        if self.pooled is None or self.pooled.recipe.method == "peto":
            return []
        return [
            pooled_line(option("model", model), pooled)
            for model in ("fixed", "random")
            if (pooled := self._by(model)) is not None
        ]

    @cached_property
    def small_study_tests(self) -> list[SmallStudyTest]:
        """Egger's, Peters' and Begg's tests, Deeks' of accuracy, as far as the studies allow them."""
        if self.body.outcome.type == "diagnostic":
            return list(_small_study_tests_of_accuracy(self.body))
        return list(_small_study_tests(self.pooled)) if self.pooled else []

    @cached_property
    def groupings(self) -> list[Grouping]:
        """In subgroups by population and by risk of bias, where the rows tell several apart."""
        by = {_("Population"): population_group, _("Risk of bias"): bias_group}
        return [found for name, said in by.items() if (found := self._grouped(name, said))]

    @cached_property
    def shared_controls(self) -> list[str]:
        """Trials whose control group counts more than once, in words."""
        from evidence.synthesis.shared_controls import shared_controls  # slow import: numpy

        if self.pooled is None:
            return []
        labels = [str(row.study) for row in self.body.results]
        found = shared_controls(labels, inputs_of(self.body.outcome.type, self.body.rows))
        return [each.study for each in found]

    def _by(self, model: str) -> "Pooled | None":
        chosen = dict(self.body.body.synthesis) | {"model": model}
        if model == "fixed":
            chosen |= {"ci": "wald"}
        return tried(self.body, chosen).pooled

    def _grouped(self, name: str, said: Callable[[StudyResult], str]) -> Grouping | None:
        groups = [said(row) for row in self.body.results]
        # One group, or one for each row, tells nothing.
        if self.pooled is None or not 1 < len(set(groups)) < len(groups):
            return None
        from evidence.synthesis.subgroups import by_subgroup  # slow import: numpy

        columns = inputs_of(self.body.outcome.type, self.body.rows)
        options = options_of(self.pooled)
        found = by_subgroup(columns, groups, labels=self.body.labels, **options)
        lines = (pooled_line(n, each) for n, each in zip(found.names, found.pooled, strict=True))
        figure = forest_in_subgroups(self.body, found, groups, name)
        return Grouping(name, tuple(lines), _test(found), figure)


def tried(body: BodyChain, chosen: Mapping[str, Any]) -> BodyChain:
    """The same body as another choice would pool it; the row that the database holds stays as it is."""
    other: Body = copy(body.body)
    other.synthesis = dict(chosen)
    return BodyChain(other, body.outcome)


def contrasts(kept: "Pooled | None", now: "Pooled | None") -> list[Contrast]:
    """The figures of two results of one body side by side, each with its difference."""
    before, after = pooled_line("", kept), pooled_line("", now)
    names = {
        "effect": _("Effect (95 % CI)"),
        "p": _("P"),
        "tau2": "τ²",
        "i2": "I²",
        "prediction": _("95 % prediction interval"),
        "studies": _("Studies pooled"),
    }
    differences = _differences(kept, now)
    return [
        Contrast(
            name, str(getattr(before, key)), str(getattr(after, key)), differences.get(key, "")
        )
        for key, name in names.items()
    ]


def _differences(kept: "Pooled | None", now: "Pooled | None") -> dict[str, str]:
    """What was added to each figure; effects of different measures have no difference."""
    if kept is None or now is None:
        return {}
    # A difference of two P values would be read as something that it is not.
    figures = {"tau2": (kept.tau2, now.tau2), "i2": (kept.i2, now.i2)}
    if kept.recipe.measure == now.recipe.measure:
        figures["effect"] = (kept.natural, now.natural)
    return {
        key: _signed(after - before)
        for key, (before, after) in figures.items()
        if before is not None and after is not None
    }


def _signed(value: float) -> str:
    text = figure_in_words(value)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def pooled_line(name: str, pooled: "Pooled | None") -> Line:
    """A pooled effect in words, dashes where there is none."""
    if pooled is None or not pooled.estimable:
        return Line(name, 0, "–", "–", "–", "–", "–")
    from evidence.synthesis.spread import spread  # slow import: numpy

    predicted = spread(pooled).prediction_t_k2
    return Line(
        name=name,
        studies=pooled.k,
        effect=estimate_in_words(pooled.natural, pooled.ci_natural),
        p=p_in_words(pooled.p),
        tau2=figure_in_words(pooled.tau2),
        i2=_percent(pooled.i2),
        prediction=interval_in_words(
            [pooled.to_natural(limit) for limit in predicted] if predicted else None
        ),
    )


def options_of(pooled: "Pooled") -> dict[str, Any]:
    """The recipe as `pool` takes it."""
    said = ("measure", "method", "model", "tau2", "ci", "profile", "level")
    recipe = asdict(pooled.recipe)
    return {key: recipe[key] for key in said if recipe[key] is not None}


def _test(found: "Subgroups") -> str:
    test = found.test
    if test is None or test.p is None:
        return ""
    return _("Test for subgroup differences: χ² = {q}, df = {df}, P {p}; I² {i2}").format(
        q=figure_in_words(test.q), df=test.df, p=p_in_words(test.p), i2=_percent(test.i2)
    )


def _small_study_tests(pooled: "Pooled") -> Iterator[SmallStudyTest]:
    from evidence.synthesis.small_study_effects import begg, egger, peters  # slow import: numpy

    if regression := egger(pooled):
        yield _regression(_("Egger's regression"), _("intercept"), regression.intercept, regression)
    if weighted := peters(pooled):
        yield _regression(_("Peters' regression"), _("slope on 1/N"), weighted.slope, weighted)
    if ranks := begg(pooled):
        statistic = f"{_('Kendall’s tau')} {figure_in_words(ranks.tau)}"
        yield SmallStudyTest(
            _("Begg's rank test"), statistic, p_in_words(ranks.p), ranks.enough_studies
        )


def _small_study_tests_of_accuracy(body: BodyChain) -> Iterator[SmallStudyTest]:
    from evidence.synthesis.accuracy_asymmetry import deeks  # slow import: numpy

    if found := deeks(**inputs_of(body.outcome.type, body.rows)):
        yield _regression(_("Deeks' regression"), _("slope on 1/√ESS"), found.slope, found)


def _regression(name: str, what: str, value: float, test: Any) -> SmallStudyTest:
    t = f", t({test.df}) {figure_in_words(test.t)}" if test.t is not None else ""
    statistic = f"{what} {figure_in_words(value)}{t}"
    return SmallStudyTest(name, statistic, p_in_words(test.p), test.enough_studies)


def population_group(row: StudyResult) -> str:
    """Of this result, else of its study."""
    return localized(row.population) or localized(row.study.population) or _("not said")


def bias_group(row: StudyResult) -> str:
    """Of this result, else of its study."""
    word = row.risk_of_bias or (row.study.risk_of_bias or {}).get("overall")
    return words(word) if word else _("not judged")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{rounded(value, 0)} %"
