"""What RevMan stored beside what is computed here.

The stored figures of odds_ratios.rm5 and random_effects.rm5 are RevMan 5's own, those of the package
RevMan Web's: that nothing disagrees says that our numbers are theirs.
"""

import re

import pytest

from evidence.imports.revman.comparing import compare, tolerance_of
from evidence.imports.revman.review import Figure
from evidence.imports.revman.rm5 import read_rm5
from tests.evidence.imports.revman.files import DATA, comparison, review_of, rm5

ROW = 'STUDY_ID="S1" EVENTS_1="1" TOTAL_1="10" EVENTS_2="2" TOTAL_2="10"'


def compared(content: bytes):
    review, _problems = read_rm5(content)
    return compare(review)


def changed(name: str, before: str, after: str):
    """A file with one attribute changed at its first place."""
    content = (DATA / name).read_text(encoding="utf-8")
    assert before in content
    return compared(content.replace(before, after, 1).encode())


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("odds_ratios.rm5", 74),
        ("random_effects.rm5", 176),
        ("every_kind.rm5", 379),
        ("package", 380),
    ],
)
def test_every_stored_figure_agrees(name, figures):
    got = compare(review_of(name))

    assert (got.disagreements, got.not_computed) == ((), ())
    assert (got.agreed, got.compared) == (figures, figures)


def test_changed_total_disagrees_alone():
    got = changed("odds_ratios.rm5", 'EFFECT_SIZE="0.896865560913"', 'EFFECT_SIZE="0.9"')

    (found,) = got.disagreements
    assert (found.figure, found.stored) == ("effect", 0.9)
    assert found.ours == pytest.approx(0.896865560913, rel=1e-11)
    assert found.difference == pytest.approx(-0.003134439087, rel=1e-6)
    assert str(found.place) == "line 34, DICH_OUTCOME, CMP-001.01"
    assert str(found).startswith(
        "line 34, DICH_OUTCOME, CMP-001.01: effect 0.9 in the file, 0.896865560913 here"
    )


def test_difference_of_a_billionth_is_seen():
    got = changed("odds_ratios.rm5", 'CHI2="9.94605598322"', 'CHI2="9.94605600322"')

    assert [each.figure for each in got.disagreements] == ["chi2"]


def test_p_may_differ_by_a_millionth():
    """RevMan takes it from an approximation."""
    got = changed("odds_ratios.rm5", 'P_CHI2="0.126942252156"', 'P_CHI2="0.126942977"')

    assert got.disagreements == ()


def test_changed_row_moves_its_own_figures_and_the_totals():
    got = changed("odds_ratios.rm5", 'EVENTS_1="49"', 'EVENTS_1="94"')

    places = {(each.place.element, each.place.study) for each in got.disagreements}
    assert ("DICH_OUTCOME", "") in places
    assert ("DICH_DATA", "STD-Trial-1") in places
    assert {"effect", "events_1", "weight", "chi2"} <= {each.figure for each in got.disagreements}


def test_logarithms_to_base_10_are_compared_as_such():
    content = (DATA / "odds_ratios.rm5").read_text(encoding="utf-8")
    stored = re.search(r'LOG_EFFECT_SIZE="([^"]+)"', content).group(1)
    natural = f"{float(stored) * 2.302585092994046:.13f}"

    got = changed("odds_ratios.rm5", f'LOG_EFFECT_SIZE="{stored}"', f'LOG_EFFECT_SIZE="{natural}"')

    assert [each.figure for each in got.disagreements] == ["log10_effect"]


def test_subgroup_test_is_no_heterogeneity():
    """Q, P_Q and I2_Q of an outcome are of the test between subgroups."""
    got = changed("every_kind.rm5", ' Q="0.17917112332"', ' Q="0.2"')

    assert [(each.figure, each.place.outcome) for each in got.disagreements] == [
        ("q", "CMP-001.01")
    ]


def test_subgroup_is_compared_by_itself():
    content = (DATA / "every_kind.rm5").read_text(encoding="utf-8")
    start = content.index("<DICH_SUBGROUP")
    whole = re.search(r'EFFECT_SIZE="([^"]+)"', content[start:])
    before = content[: start + whole.start(1)]

    got = compared((before + "3.5" + content[start + whole.end(1) :]).encode())

    assert [(each.figure, each.place.subgroup) for each in got.disagreements] == [
        ("effect", "CMP-001.01.01"),
    ]


def test_zeros_of_what_is_not_estimable_are_no_results():
    got = compared(
        comparison(
            '<DICH_OUTCOME METHOD="MH" EFFECT_MEASURE="RR" ESTIMABLE="NO" EFFECT_SIZE="0.0"><NAME>n</NAME>'
            '<DICH_DATA STUDY_ID="S1" EVENTS_1="0" TOTAL_1="9" EVENTS_2="0" TOTAL_2="9" '
            'EFFECT_SIZE="0.0" WEIGHT="0.0" ESTIMABLE="NO"/></DICH_OUTCOME>'
        )
    )

    assert (got.agreed, got.disagreements) == (2, ())


def test_being_estimable_is_compared():
    got = changed("random_effects.rm5", 'ESTIMABLE="NO"', 'ESTIMABLE="YES"')

    (found,) = got.disagreements
    assert (found.figure, found.stored, found.ours) == ("estimable", 1.0, 0.0)
    assert "estimable in the file, not so here" in str(found)


def test_events_and_non_events_swapped_mirror_the_odds_ratio():
    got = changed("every_kind.rm5", 'SWAP_EVENTS="YES"', 'SWAP_EVENTS="NO"')

    effects = [each for each in got.disagreements if each.figure == "effect"]
    assert len(effects) == 8
    assert all(each.ours == pytest.approx(1 / each.stored, rel=1e-9) for each in effects)


def test_file_without_results_has_nothing_to_compare():
    content = (DATA / "odds_ratios.rm5").read_bytes()

    got = compared(content.replace(b'CALCULATED_DATA="YES"', b'CALCULATED_DATA="NO"'))

    assert (got.compared, got.not_computed) == (0, ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            '<DICH_OUTCOME EFFECT_MEASURE="NNT"><NAME>n</NAME><DICH_DATA {row}/></DICH_OUTCOME>',
            "line 3, DICH_OUTCOME, CMP-001.?: not computed, unknown setting (NNT)",
        ),
        (
            "<CONT_OUTCOME><NAME>n</NAME>\n<CONT_DATA {row}/></CONT_OUTCOME>",
            "line 4, CONT_DATA, CMP-001.?, S1: not computed, missing figure (mean_1)",
        ),
        (
            "<DICH_OUTCOME><NAME>n</NAME></DICH_OUTCOME>",
            "line 3, DICH_OUTCOME, CMP-001.?: not computed, no rows",
        ),
    ],
)
def test_outcome_that_cannot_be_computed_is_named(data, said):
    got = compared(comparison(data.format(row=ROW)))

    assert [str(each) for each in got.not_computed] == [said]


def test_impossible_figures_are_named_with_their_row():
    wrong = ROW.replace('EVENTS_1="1"', 'EVENTS_1="11"')

    got = compared(
        comparison(
            f"<DICH_OUTCOME><NAME>n</NAME><DICH_DATA {ROW}/>\n<DICH_DATA {wrong}/></DICH_OUTCOME>"
        )
    )

    (found,) = got.not_computed
    assert (found.code, found.place.line) == ("events-above-total", 4)


def test_generic_row_without_an_error_is_left_out_as_in_revman():
    rows = (
        '<IV_DATA STUDY_ID="S1" EFFECT_SIZE="0.5" SE="0.2" WEIGHT="100.0" ESTIMABLE="YES"/>'
        '<IV_DATA STUDY_ID="S2" EFFECT_SIZE="0.0" SE="0.0" WEIGHT="0.0" ESTIMABLE="NO"/>'
    )

    got = compared(
        comparison(
            f'<IV_OUTCOME EFFECT_SIZE="0.5" DF="0" ESTIMABLE="YES"><NAME>n</NAME>{rows}</IV_OUTCOME>'
        )
    )

    assert (got.disagreements, got.not_computed) == ((), ())
    assert got.agreed == 6


def test_figures_beyond_the_largest_number_are_answered():
    row = 'MEAN_1="1" SD_1="1" TOTAL_1="1.5e308" MEAN_2="2" SD_2="1" TOTAL_2="9" ESTIMABLE="YES"'
    rows = f'<CONT_DATA STUDY_ID="S1" {row}/><CONT_DATA STUDY_ID="S2" {row}/>'

    got = compared(
        comparison(
            f'<CONT_OUTCOME TOTAL_1="18" ESTIMABLE="YES"><NAME>n</NAME>{rows}</CONT_OUTCOME>'
        )
    )

    assert [(each.figure, each.ours) for each in got.disagreements] == [("total_1", float("inf"))]


def test_other_data_are_no_failure():
    got = compared(comparison("<OTHER_OUTCOME><NAME>n</NAME></OTHER_OUTCOME>"))

    assert (got.compared, got.not_computed) == (0, ())


def test_review_without_analyses_agrees():
    assert compared(rm5("")).compared == 0


def test_tolerance_follows_the_printed_decimals():
    assert tolerance_of("effect", Figure(1.25, 2)) == pytest.approx(0.005)
    assert tolerance_of("effect", Figure(1.25)) == pytest.approx(1.25e-9)
    assert tolerance_of("p_z", Figure(0.5)) == pytest.approx(1e-6)
