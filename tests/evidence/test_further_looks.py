"""Looks at a pooled effect that are computed when a reader asks, on the thirteen trials of BCG vaccine.

The modules behind them are held to metafor in `tests/evidence/synthesis/`.
"""

import numpy as np
import pytest

from evidence.appraisal import tried
from evidence.further_looks import KEYS, further_looks
from evidence.models import Study, StudyResult
from evidence.queries import body_to_pool
from evidence.synthesis.analysis import pool
from evidence.synthesis.leave_one_out import leave_one_out
from evidence.synthesis.meta_regression import meta_regression
from evidence.synthesis.trim_and_fill import trim_and_fill
from tests import factories
from tests.evidence.plots.drawings import faults, marks
from tests.evidence.synthesis.bcg import BCG, COLUMNS, YEARS

INVERSE = {"measure": "RR", "method": "iv", "model": "random", "tau2": "reml"}


@pytest.fixture
def body(question):
    """The thirteen trials of BCG vaccine."""
    body = factories.make_body(outcome=factories.make_outcome(question=question), synthesis=INVERSE)
    for number, year in enumerate(YEARS):
        study = factories.make_study(question=question, label=f"Trial {number + 1}", year=year)
        columns = {name: values[number] for name, values in COLUMNS.items()}
        factories.make_result(body=body, study=study, position=number, **columns)
    return body


def looks(body, *asked):
    chain = body_to_pool(body.pk)
    return {look.key: look for look in further_looks(chain, asked)}


def of_fixed_mantel_haenszel(body, *asked):
    chain = tried(body_to_pool(body.pk), {"measure": "RR", "method": "mh", "model": "fixed"})
    return {look.key: look for look in further_looks(chain, asked)}


def pooled(**options):
    return pool(COLUMNS, **(INVERSE | options))


def test_nothing_is_computed_unless_asked(body):
    assert [(each.key, each.asked, each.table) for each in looks(body).values()] == [
        (key, False, None) for key in KEYS
    ]


def test_one_is_computed_without_the_others(body):
    found = looks(body, "influence")

    assert [key for key, each in found.items() if each.table] == ["influence"]


def test_two_studies_have_no_looks(body):
    StudyResult.objects.filter(position__gt=1).delete()

    assert looks(body, *KEYS) == {}


def test_effect_without_each_study_stands_in_a_table_and_is_drawn(body):
    look = looks(body, "without")["without"]

    without = leave_one_out(pooled())
    low, high = np.exp(without.ci_lower), np.exp(without.ci_upper)
    assert [row[1] for row in look.table.rows] == [
        f"{np.exp(each):.2f} ({low[i]:.2f} to {high[i]:.2f})"
        for i, each in enumerate(without.estimate)
    ]
    assert [row[3] for row in look.table.rows] == [f"{each:.0f} %" for each in without.i2]
    assert look.drawn
    # A line for each study left out, and the whole.
    assert len(look.figure.table.rows) == 14


def test_studies_are_added_in_the_order_of_their_years(body):
    table = looks(body, "cumulative")["cumulative"].table

    # Aronson 1948, Ferguson & Simes 1949, Stein & Aronson 1953; last the whole.
    assert [row[0] for row in table.rows[:3]] == ["+ Trial 1", "+ Trial 2", "+ Trial 6"]
    assert table.rows[-2][2] == table.rows[-1][2]


@pytest.mark.parametrize("key", ["cumulative", "year"])
def test_missing_year_is_named_and_nothing_computed(body, key):
    Study.objects.filter(label="Trial 3").update(year=None)

    look = looks(body, key)[key]

    assert look.refused == "It needs the year of every study; not known: Trial 3."
    assert look.table is None


def test_deviation_is_that_from_the_average_of_the_others(body):
    look = looks(body, "influence")["influence"]

    without = leave_one_out(pooled())
    y, se = pooled().pooled_effects()
    spread = np.sqrt(se**2 + without.tau2 + without.se**2)
    assert [row[1] for row in look.table.rows] == [
        f"{value:.2f}".replace("-", "−") for value in (y - without.estimate) / spread
    ]
    assert look.found[0] == "No study stands out."


def test_study_that_stands_out_is_named(body):
    StudyResult.objects.filter(position__gt=4).delete()
    StudyResult.objects.filter(position=3).update(
        events_1=40, total_1=100, events_2=10, total_2=100
    )

    look = looks(body, "influence")["influence"]

    assert look.found[0] == "Stands out: Trial 4."
    assert [row[-1] for row in look.table.rows] == ["", "", "", "yes", ""]


def test_fixed_mantel_haenszel_has_no_influence_and_says_so(body):
    look = of_fixed_mantel_haenszel(body, "influence")["influence"]

    assert look.refused == (
        "This synthesis has no weights of this kind; choose inverse variance to see it."
    )


def test_effect_is_told_without_and_with_the_studies_filled_in(body):
    look = looks(body, "filled")["filled"]

    filled = trim_and_fill(pooled())
    assert (filled.k0, filled.side) == (1, "right")
    assert look.found == (
        f"It fills in 1 study (standard error {filled.se_k0:.1f}) on the side of higher values.",
    )
    assert [row[:2] for row in look.table.rows] == [
        ("The studies, by inverse variance", "13"),
        ("With those filled in", "14"),
    ]
    assert look.table.rows[0][2].startswith(f"{pooled().natural:.2f} (")
    assert look.table.rows[1][2].startswith(f"{filled.pooled.natural:.2f} (")
    assert len(marks(look.figure.wide, "filled")) == 2  # the study and the sample in the key


def test_trim_and_fill_stands_beside_the_effect_by_another_method(body):
    look = of_fixed_mantel_haenszel(body, "filled")["filled"]

    assert [row[0] for row in look.table.rows][:2] == [
        "As pooled above",
        "The studies, by inverse variance",
    ]


def test_few_studies_are_cautioned_against_and_have_no_funnel(body):
    StudyResult.objects.filter(position__gt=8).delete()

    found = looks(body, *KEYS)

    assert [key for key, each in found.items() if each.caution] == ["filled", "year"]
    assert found["filled"].figure is None


def test_ten_studies_are_not_cautioned_against(body):
    StudyResult.objects.filter(position__gt=9).delete()

    assert [each.caution for each in looks(body, *KEYS).values()] == [""] * len(KEYS)


def test_slope_is_told_per_ten_years_with_what_it_explains(body):
    look = looks(body, "year")["year"]

    fitted = meta_regression(pooled(), YEARS)
    step = [
        np.exp(10 * x)
        for x in (fitted.slope.estimate, fitted.slope.ci_lower, fitted.slope.ci_upper)
    ]
    assert look.table.rows[0][:2] == (
        "Ratio of effects per 10 years",
        "{:.2f} ({:.2f} to {:.2f})".format(*step),
    )
    assert look.table.rows[-1][:2] == ("Explained by the year (R²)", f"{fitted.r2:.0f} %")
    assert faults(look.figure) == []


def test_slope_of_a_difference_is_a_difference(body):
    chain = tried(body_to_pool(body.pk), INVERSE | {"measure": "RD"})
    look = {each.key: each for each in further_looks(chain, ["year"])}["year"]

    slope = 10 * meta_regression(pooled(measure="RD"), YEARS).slope.estimate
    assert look.table.rows[0][0] == "Change of the effect per 10 years"
    assert look.table.rows[0][1].startswith(f"{slope:.2f} (")


def test_studies_of_one_year_have_no_slope(body):
    Study.objects.update(year=2001)

    assert looks(body, "year")["year"].refused == "The studies are all of one year."


def test_every_trial_of_the_vaccine_is_there(body):
    assert body.results.count() == len(BCG) == 13
