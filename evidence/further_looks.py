"""Further looks at a pooled effect, each computed only when a reader asks: what it shows, and its limits.

Without each study, as studies came in, the influence of each study, trim and fill, and regression on
the year. None of them decides anything; everything is text already, in the reader's language.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.appraisal import FEWEST_TO_LEAVE_OUT, Line, options_of, pooled_line
from evidence.outcome_figures import (
    FOR_A_FUNNEL,
    NotDrawn,
    effect_by_year,
    figure_of,
    funnel_filled,
    without_each_study,
    years_of,
)
from evidence.plots.figure import Figure, Table
from evidence.plots.wording import rounded
from evidence.profile import BodyChain
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.tau2 import DidNotConverge
from evidence.synthesis_words import estimate_in_words, figure_in_words, p_in_words

if TYPE_CHECKING:
    from evidence.synthesis.analysis import Pooled
    from evidence.synthesis.meta_regression import Coefficient, MetaRegression

# Fewer studies than these tell nothing of asymmetry or of a covariate (Cochrane Handbook 10.11.4, 13.3.5.3).
ENOUGH = 10
YEARS_OF_A_STEP = 10


@dataclass(frozen=True, slots=True)
class Look:
    """One look: `says` is what it tells and its limits, `refused` why it cannot be computed.

    `table` is None until somebody has `asked`; `found` are sentences on what came out. `drawn` says
    that the figure shows the rows of the table already.
    """

    key: str
    title: str
    says: str
    caution: str = ""
    refused: str = ""
    asked: bool = False
    found: tuple[str, ...] = ()
    table: Table | None = None
    figure: Figure | None = None
    drawn: bool = False


def further_looks(body: BodyChain, asked: Collection[str]) -> list[Look]:
    """The looks that this body offers, those of the keys in `asked` computed; none below three studies."""
    if body.pooled is None or body.pooled.k < FEWEST_TO_LEAVE_OUT:
        return []
    return [_taken(body, look, asked) for look in _offered(body)]


def _offered(body: BodyChain) -> list[Look]:
    few = _("Fewer than ten studies: too few to tell anything but chance.")
    caution = few if body.pooled.k < ENOUGH else ""
    return [
        Look(
            "without",
            _("Without each study in turn"),
            _(
                "The effect when one study after the other is left out: whether the result hangs on"
                " a single one."
            ),
        ),
        Look(
            "cumulative",
            _("As the studies came in"),
            _(
                "The effect after each study, in the order of their years: whether and when it"
                " settled. Looking so often finds chance, so no single line is a test."
            ),
            refused=_without_year(body),
        ),
        Look(
            "influence",
            _("Influence of each study"),
            _(
                "How far the average and its precision move when a study is left out. One that"
                " stands out asks for a second look at it; that alone is no reason to exclude it."
            ),
        ),
        Look(
            "filled",
            _("Trim and fill"),
            _(
                "How many studies would make the funnel symmetric, and the effect with them. It"
                " decides nothing: a funnel is lopsided for other reasons than missing studies."
            ),
            caution,
        ),
        Look(
            "year",
            _("Effect by year of the study"),
            _(
                "Meta-regression on the year. It compares studies, not patients: whatever else"
                " changed with the years is in it."
            ),
            caution,
            refused=_without_year(body),
        ),
    ]


def _taken(body: BodyChain, look: Look, asked: Collection[str]) -> Look:
    look = replace(look, asked=look.key in asked)
    if look.refused or not look.asked:
        return look
    try:
        return _TAKEN[look.key](body, look)
    except InvalidInput:
        sentence = _(
            "This synthesis has no weights of this kind; choose inverse variance to see it."
        )
        return replace(look, refused=sentence)
    except (DidNotConverge, NotDrawn):
        return replace(look, refused=_("The computation came to no end with these results."))


def _without_year(body: BodyChain) -> str:
    missing = [str(row.study) for row in body.results if not row.study.year]
    if not missing:
        return ""
    sentence = _("It needs the year of every study; not known: {studies}.")
    return sentence.format(studies=", ".join(dict.fromkeys(missing)))


# --- One after another ---------------------------------------------------------------------------


def _without_each(body: BodyChain, look: Look) -> Look:
    from evidence.synthesis.leave_one_out import leave_one_out  # slow import: numpy

    left = leave_one_out(body.pooled)
    natural = body.pooled.studies_natural
    columns = (natural(left.estimate), natural(left.ci_lower), natural(left.ci_upper))
    rows = tuple(
        (label, _estimate(*row[:3]), p_in_words(_known(float(row[3]))), _percent(float(row[4]), 0))
        for label, *row in zip(left.labels, *columns, left.p, left.i2, strict=True)
    )
    table = Table((_("Without"), _("Effect (95 % CI)"), _("P"), "I²"), rows)
    return replace(look, table=table, figure=without_each_study(body, left), drawn=True)


def _cumulative(body: BodyChain, look: Look) -> Look:
    figure = figure_of(body, "cumulative")
    return replace(look, table=figure.table, figure=figure, drawn=True)


# --- Influence -----------------------------------------------------------------------------------


def _influence(body: BodyChain, look: Look) -> Look:
    from evidence.synthesis.influence import influence  # slow import: numpy

    got = influence(body.pooled)
    columns = (got.rstudent, got.dffits, got.cook, got.cov_ratio)
    rows = tuple(
        (
            label,
            *(figure_in_words(_known(float(column[i]))) for column in columns),
            _percent(100 * float(got.hat[i]), 1),
            _("yes") if got.influential[i] else "",
        )
        for i, label in enumerate(got.labels)
    )
    header = (
        _("Study left out"),
        _("Studentised deviation"),
        _("DFFITS"),
        _("Cook’s distance"),
        _("Covariance ratio"),
        _("Weight"),
        _("Stands out"),
    )
    names = [label for label, out in zip(got.labels, got.influential, strict=True) if out]
    said = _("Stands out: {studies}.").format(studies=", ".join(names)) if names else ""
    return replace(
        look, found=(said or _("No study stands out."), _rule()), table=Table(header, rows)
    )


def _rule() -> str:
    return _(
        "Marked where |DFFITS| is above 3√(1/(k − 1)), Cook’s distance above 0.455, the weight"
        " above 3/k, or |DFBETAS| above 1 (Viechtbauer and Cheung 2010)."
    )


# --- Trim and fill -------------------------------------------------------------------------------


def _filled(body: BodyChain, look: Look) -> Look:
    from evidence.synthesis.trim_and_fill import trim_and_fill  # slow import: numpy

    filled = trim_and_fill(body.pooled)
    if filled is None:
        return replace(look, refused=_("Nothing could be filled in."))
    observed = pooled_line(_("The studies, by inverse variance"), _by_inverse_variance(body.pooled))
    lines = [pooled_line(_("As pooled above"), body.pooled), observed]
    if filled.k0:
        lines.append(pooled_line(_("With those filled in"), filled.pooled))
    if lines[0].effect == observed.effect:
        del lines[0]
    has_figure = body.pooled.k >= FOR_A_FUNNEL and filled.k0 > 0
    return replace(
        look,
        found=(_filled_in_words(filled.k0, filled.side, filled.se_k0),),
        table=_table_of(lines),
        figure=funnel_filled(body, filled) if has_figure else None,
    )


def _by_inverse_variance(pooled: "Pooled") -> "Pooled":
    """The same studies without the detour over counts, which trim and fill cannot go."""
    from evidence.synthesis.analysis import pool  # slow import: numpy

    estimate, se = pooled.pooled_effects()
    options = options_of(pooled) | {"method": "iv", "profile": "general"}
    return pool({"estimate": estimate, "se": se}, **options)


def _filled_in_words(k0: int, side: str, se: float) -> str:
    if k0 == 0:
        return _("It fills in no study.")
    where = _("lower") if side == "left" else _("higher")
    sentence = ngettext(
        "It fills in {n} study (standard error {se}) on the side of {where} values.",
        "It fills in {n} studies (standard error {se}) on the side of {where} values.",
        k0,
    )
    return sentence.format(n=k0, se=rounded(se, 1), where=where)


def _table_of(lines: list[Line]) -> Table:
    header = ("", _("Studies"), _("Effect (95 % CI)"), _("P"), "τ²", "I²")
    rows = ((li.name, str(li.studies), li.effect, li.p, li.tau2, li.i2) for li in lines)
    return Table(header, tuple(rows))


# --- Year ----------------------------------------------------------------------------------------


def _by_year(body: BodyChain, look: Look) -> Look:
    from evidence.synthesis.meta_regression import meta_regression  # slow import: numpy

    fitted = meta_regression(body.pooled, years_of(body))
    if fitted is None:
        return replace(look, refused=_("The studies are all of one year."))
    header = ("", _("Estimate (95 % CI)"), _("P"))
    name = _("Ratio of effects") if body.pooled.scale == "log" else _("Change of the effect")
    step = _("{what} per {n} years").format(what=name, n=YEARS_OF_A_STEP)
    rows = [(step, _slope(body.pooled, fitted.slope), p_in_words(fitted.slope.p)), *_left(fitted)]
    return replace(look, table=Table(header, tuple(rows)), figure=effect_by_year(body, fitted))


def _slope(pooled: "Pooled", slope: "Coefficient") -> str:
    step = (slope.estimate, slope.ci_lower, slope.ci_upper)
    value, low, high = (pooled.to_natural(YEARS_OF_A_STEP * each) for each in step)
    return estimate_in_words(value, (low, high))


def _left(fitted: "MetaRegression") -> list[tuple[str, str, str]]:
    """What the year explains, and what it leaves."""
    q_p = p_in_words(fitted.q_p) if fitted.q_df else "–"
    residual = _("Heterogeneity left: χ² = {q}, df = {df}").format(
        q=figure_in_words(fitted.q), df=fitted.q_df
    )
    rows = [(residual, "" if fitted.i2 is None else f"I² {rounded(fitted.i2, 0)} %", q_p)]
    if fitted.tau2 is not None and fitted.tau2_without is not None:
        before, after = figure_in_words(fitted.tau2_without), figure_in_words(fitted.tau2)
        rows.append((_("τ² without and with the year"), f"{before} → {after}", ""))
    if fitted.r2 is not None:
        rows.append((_("Explained by the year (R²)"), f"{rounded(fitted.r2, 0)} %", ""))
    return rows


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _estimate(*figures: float) -> str:
    value, low, high = (_known(float(each)) for each in figures)
    return estimate_in_words(value, (low, high))


def _percent(value: float, decimals: int) -> str:
    return "–" if math.isnan(value) else f"{rounded(value, decimals)} %"


_TAKEN: Mapping[str, Callable[[BodyChain, Look], Look]] = {
    "without": _without_each,
    "cumulative": _cumulative,
    "influence": _influence,
    "filled": _filled,
    "year": _by_year,
}
KEYS = tuple(_TAKEN)
