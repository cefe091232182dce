"""What a review's outcomes become when they are taken over."""

import json
import math

import pytest

from evidence.effects import pooled_effect
from evidence.imports.revman.plan import plan_from, plan_of
from evidence.imports.revman.rm5 import read_rm5
from tests.evidence.imports.revman.files import comparison, outcome_of, review_of, rm5


def plan(name: str):
    return plan_of(review_of(name), file=name, content=b"content")


def planned(name: str, id_: str):
    return next(outcome for outcome in plan(name).outcomes if outcome.id == id_)


def small(content: bytes):
    return plan_of(read_rm5(content)[0], file="small.rm5", content=content)


def test_every_outcome_with_figures_is_planned():
    assert [(each.id, each.kind) for each in plan("every_kind.rm5").outcomes] == [
        ("CMP-001.01", "dichotomous"),
        ("CMP-001.02", "dichotomous"),
        ("CMP-001.03", "dichotomous"),
        ("CMP-002.01", "generic"),
        ("CMP-002.02", "generic"),
        ("CMP-002.03", "generic"),
        ("CMP-002.04", "continuous"),
        ("CMP-002.05", "dichotomous"),
    ]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("odds_ratios.rm5", "CMP-001.01"),
        ("random_effects.rm5", "CMP-001.06"),
        ("random_effects.rm5", "CMP-001.24"),
        ("random_effects.rm5", "CMP-001.26"),
        ("every_kind.rm5", "CMP-001.01"),
        ("every_kind.rm5", "CMP-001.02"),
        ("every_kind.rm5", "CMP-001.03"),
        ("every_kind.rm5", "CMP-002.01"),
        ("every_kind.rm5", "CMP-002.02"),
        ("every_kind.rm5", "CMP-002.03"),
        ("package", "1.9"),
    ],
)
def test_taken_over_outcome_pools_to_the_stored_total(name, id_):
    got = planned(name, id_)
    stored = outcome_of(name, id_).stored.get("effect")

    rows = [row.figures for row in got.rows]
    pooled = pooled_effect(got.kind, got.synthesis, rows, [row.study for row in got.rows])

    if stored is not None:
        assert pooled.natural == pytest.approx(stored.value, rel=1e-9)
    assert pooled.estimable


def test_subgroup_becomes_the_population():
    assert {row.population for row in planned("every_kind.rm5", "CMP-001.01").rows} == {
        "Adults",
        "Children",
    }


def test_o_minus_e_becomes_a_log_hazard_ratio():
    row = planned("every_kind.rm5", "CMP-002.01").rows[0]

    assert row.figures == {
        "log_effect": -0.25,
        "se": 0.25,
        "events_1": 22,
        "total_1": 60,
        "events_2": 30,
        "total_2": 62,
    }


def test_swapped_events_are_taken_over_as_they_were_analysed():
    got = planned("every_kind.rm5", "CMP-001.03")

    assert got.is_swapped
    assert got.rows[0].figures == {"events_1": 49, "total_1": 615, "events_2": 67, "total_2": 624}


def test_rows_that_cannot_be_kept_are_told():
    _first, second = plan("diagnostic.rm5").outcomes

    assert [row.study for row in second.rows] == ["STD-D1"]
    (left_out,) = second.left_out
    assert (left_out.study, left_out.place.line) == ("STD-D3", 27)
    assert [problem.code for problem in left_out.problems] == ["nobody-counted"]


def test_impossible_o_minus_e_is_left_out():
    got = small(
        comparison(
            '<IPD_OUTCOME><NAME>n</NAME><IPD_DATA STUDY_ID="S1" O_E="1" VAR="0"/></IPD_OUTCOME>'
        )
    )

    (outcome,) = got.outcomes
    assert (outcome.rows, len(outcome.left_out)) == ((), 1)


def test_zero_counts_beside_a_generic_effect_are_dropped():
    row = 'STUDY_ID="S1" ESTIMATE="0.5" SE="0.1" TOTAL_1="0" TOTAL_2="0"'
    got = small(comparison(f"<IV_OUTCOME><NAME>n</NAME><IV_DATA {row}/></IV_OUTCOME>"))

    assert got.outcomes[0].rows[0].figures == {"log_effect": 0.5, "se": 0.1}


def test_names_and_labels_that_stand_twice_are_told_apart():
    row = 'EVENTS_1="1" TOTAL_1="9" EVENTS_2="2" TOTAL_2="9"'
    rows = f'<DICH_DATA STUDY_ID="A" {row}/><DICH_DATA STUDY_ID="B" {row}/>'
    outcome = f"<DICH_OUTCOME NO='1'><NAME>Death</NAME>{rows}</DICH_OUTCOME>"
    data = "".join(
        f"<COMPARISON ID='CMP-00{n}'><NAME>n</NAME>{outcome}</COMPARISON>" for n in (1, 2)
    )
    studies = '<STUDY ID="A" NAME="Li 2001"/><STUDY ID="B" NAME="Li 2001"/>'

    got = small(rm5(data, studies=studies))

    assert [each.name for each in got.outcomes] == ["Death", "Death (CMP-002.1)"]
    assert [each.label for each in got.studies.values()] == ["Li 2001", "Li 2001 (B)"]


def test_study_is_cited_by_its_primary_reference():
    study = plan("odds_ratios.rm5").studies["STD-Trial-1"]

    assert (study.label, study.year) == ("Müller 1974", 1974)
    assert study.citation.startswith("Author A, Müller B. A trial of something")
    assert (study.doi, study.pmid) == ("10.0000/synthetic.1", "123456")


@pytest.mark.parametrize("name", ["odds_ratios.rm5", "every_kind.rm5", "diagnostic.rm5", "package"])
def test_plan_survives_json(name):
    before = plan(name)

    after = plan_from(json.loads(json.dumps(before.as_data())))

    assert after == before
    assert all(
        math.isfinite(value)
        for outcome in after.outcomes
        for row in outcome.rows
        for value in row.figures.values()
    )
