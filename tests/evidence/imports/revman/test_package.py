"""Data packages of RevMan Web: both versions, whatever they are packed in."""

import io
import zipfile

import pytest

from evidence.imports.revman.comparing import compare
from evidence.imports.revman.opening import read_path, read_review
from evidence.imports.revman.package import read_package
from tests.evidence.imports.revman.files import DATA, outcome_of, review_of

ROWS = "synthetic-data-rows.csv"
OVERALL = "synthetic-overall-estimates-and-settings.csv"
# Version 1 fills the columns of other kinds of data with 0.
FIRST_ROWS = """\
Analysis group,Analysis number,Analysis name,Subgroup,Applicability,Study,Study year,GIV Mean,GIV SE,\
Experimental mean,Experimental SD,Experimental cases,Experimental N,Control mean,Control SD,\
Control cases,Control N,O-E,Variance,Weight,Mean,CI start,CI end
1,1,Deaths,Trials,SUBGROUP_AND_OVERALL,First,2001,0,0,0,0,5,22,0,0,5,34,0,0,100,1.705882,0.430627,6.75767
1,1,Deaths,Cohorts,SUBGROUP_AND_OVERALL,Second,2002,0,0,0,0,0,20,0,0,0,30,0,0,0,,,
2,1,Survival,,SUBGROUP_AND_OVERALL,First,2001,-0.25,0.1,0,0,0,0,0,0,0,0,0,0,100,0.778801,0.640186,0.947429
"""
FIRST_OVERALL = """\
Analysis group,Analysis number,Analysis name,Analysis group name,Data type,Log-scale data,\
Statistical method,Effect measure,Analysis model,Subgroup estimates,Overall estimates,\
Test for subgroup differences,Swap event and non-event,Study CI,Estimate CI,Mean,CI start,CI end,\
Heterogeneity Tau²,Heterogeneity Chi²,Heterogeneity df,Heterogeneity I²,Effect Z
1,1,Deaths,A or B,Arm level,TRUE,Mantel-Haenszel,Odds Ratio,Fixed effect,TRUE,TRUE,TRUE,FALSE,95%,95%,\
1.705882,0.430627,6.757670,,0,0,,
2,1,Survival,A or B,Contrast level,TRUE,Inverse Variance,Hazard Ratio,Random effects,FALSE,TRUE,FALSE,\
FALSE,95%,95%,0.778801,0.640186,0.947429,,0,0,,2.5
"""
FIRST_SUBGROUPS = """\
Analysis group,Analysis number,Subgroup,Mean,CI start,CI end,Weight
1,1,Trials,1.705882,0.430627,6.757670,100
1,1,Cohorts,,,,0
"""
FIRST = {
    "CD1-data-rows.csv": FIRST_ROWS.encode(),
    "CD1-overall-estimates-and-settings.csv": FIRST_OVERALL.encode(),
    "CD1-subgroup-estimates.csv": FIRST_SUBGROUPS.encode("utf-8-sig"),
}


def files() -> dict[str, bytes]:
    return {name: (DATA / "package" / name).read_bytes() for name in (ROWS, OVERALL)}


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()


def code_of(content: bytes) -> str:
    review, (problem,) = read_review(content, "file")
    assert review is None
    return problem.code


def test_settings_of_version_2_are_read():
    settings = outcome_of("package", "1.9").settings

    assert (settings.measure, settings.method, settings.model) == ("RR", "iv", "random")
    assert (settings.tau2, settings.ci, settings.i2_from_tau2) == ("reml", "wald", True)


def test_decimals_are_those_of_the_column():
    """A limit printed as 6.75767 had six decimals, the last of them 0."""
    row = outcome_of("package", "1.1").rows[0]

    assert row.stored["effect"].decimals == 6


def test_version_1_is_read_with_zeros_in_unused_columns():
    review, problems = read_package(FIRST)

    first, second = review.outcomes
    assert problems == ()
    assert (first.kind, first.settings.measure, first.settings.method) == (
        "dichotomous",
        "OR",
        "mh",
    )
    assert (second.kind, second.settings.measure, second.settings.log_data) == (
        "generic",
        "HR",
        True,
    )
    assert [group.name for group in first.groups] == ["Trials", "Cohorts"]
    assert first.rows[1].estimable is False
    assert review.comparisons[0].name == "A or B"
    assert review.studies["Second"].year == 2002


def test_version_1_agrees_as_printed():
    review, _problems = read_package(FIRST)

    got = compare(review)

    assert (got.disagreements, got.not_computed) == ((), ())
    assert got.agreed > 15


def test_printed_figure_of_another_row_disagrees():
    changed = FIRST | {"CD1-data-rows.csv": FIRST_ROWS.replace("5,22", "6,22").encode()}

    got = compare(read_package(changed)[0])

    assert {
        each.place.line for each in got.disagreements if each.place.file.endswith("rows.csv")
    } == {2}
    assert ("effect", 1.705882) in {(each.figure, each.stored) for each in got.disagreements}


def test_i2_as_a_fraction_is_read_in_percent():
    table = "Heterogeneity I²\n0.5\n0\n"
    overall = FIRST_OVERALL.replace(",,0,0,,2.5", ",,0,0,0.25,2.5")
    assert "0.25,2.5" in overall, table

    review, _problems = read_package(
        FIRST | {"CD1-overall-estimates-and-settings.csv": overall.encode()}
    )

    assert list(review.outcomes)[1].stored["i2"].value == 25


def test_rows_without_settings_are_read_and_told():
    review, problems = read_package({"rows.csv": FIRST_ROWS.encode()})

    assert review.counts()["rows"] == 3
    assert [str(each) for each in problems] == [
        "rows.csv, line 2, 1.1: no settings",
        "rows.csv, line 4, 2.1: no settings",
    ]


def test_bad_cell_is_told_with_file_and_line():
    content = FIRST_ROWS.replace("5,22", "5,x").encode()

    _review, problems = read_package(FIRST | {"CD1-data-rows.csv": content})

    assert [str(each) for each in problems] == [
        "CD1-data-rows.csv, line 2, 1.1 Trials, First: not a number (experimental_n x)",
        "CD1-data-rows.csv, line 2, 1.1 Trials, First: missing figure (experimental_n)",
    ]


def test_row_that_counts_elsewhere_is_told():
    content = FIRST_ROWS.replace("Trials,SUBGROUP_AND_OVERALL", "Trials,SUBGROUP").encode()

    _review, (problem,) = read_package(FIRST | {"CD1-data-rows.csv": content})

    assert str(problem).endswith("First: unknown word (Applicability SUBGROUP)")


def test_semicolons_and_windows_letters_are_read():
    content = FIRST_ROWS.replace("First", "Müller").replace(",", ";").encode("cp1252")

    review, _problems = read_package({"rows.csv": content})

    assert "Müller" in review.studies


def test_diagnostic_rows_are_read():
    content = b"Test,Study,TP,FP,FN,TN\nCT,First,10,2,3,40\nMRI,First,12,1,1,41\n"

    review, problems = read_review(content, "rows.csv")

    assert [(test.name, test.rows[0].figures["tp"]) for test in review.tests] == [
        ("CT", 10),
        ("MRI", 12),
    ]
    assert problems == ()


# --- What it is packed in ------------------------------------------------------------------------


def test_zip_is_read_as_the_folder_is():
    review, problems = read_review(
        zipped({f"CD1/analysis data/{n}": c for n, c in files().items()})
    )

    assert (review.counts(), problems) == (review_of("package").counts(), ())


def test_rm5_in_a_zip_is_read():
    content = (DATA / "odds_ratios.rm5").read_bytes()

    review, problems = read_review(zipped({"review.rm5": content}))

    assert (review.counts()["rows"], problems) == (7, ())


def test_problem_within_a_zip_names_the_file():
    _review, (problem,) = read_review(zipped({"review.rm5": b"<html/>"}))

    assert str(problem) == "review.rm5, line 1, html: wrong root (html)"


def test_content_and_not_its_name_says_what_a_file_is(tmp_path):
    path = tmp_path / "review.csv"
    path.write_bytes((DATA / "odds_ratios.rm5").read_bytes())

    review, _problems = read_path(path)

    assert review.source == "rm5"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\xef\xbb\xbf\n\n", "empty-file"),
        (b"%PDF-1.7\n\0\0", "unknown-file"),
        (b"one line and no more", "unknown-file"),
        (b"a,b\n1,2\n", "no-data-rows"),
        (b"Study,CI start\nFirst,1\n", "missing-column"),
        (b"PK\x03\x04 and no more", "broken-zip"),
        (zipped({"notes.txt": b"x"}), "no-data-rows"),
        (zipped({f"{n}.csv": b"" for n in range(501)}), "too-large"),
        (zipped({"rows.csv": b"Study,CI start\n" + b"\0" * 9}), "not-text"),
        (b"Study,CI start\n" + b'"' + b"x" * 200_000, "not-text"),
    ],
)
def test_what_is_no_review_is_refused(content, code):
    assert code_of(content) == code


@pytest.mark.slow  # packs and unpacks 101 MB
def test_zip_that_grows_too_large_is_refused():
    assert code_of(zipped({"a.csv": b"x" * (101 * 1024 * 1024)})) == "too-large"


def test_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.rm5"
    with path.open("wb") as opened:
        opened.truncate(200 * 1024 * 1024)

    review, (problem,) = read_path(path)

    assert (review, str(problem)) == (None, "too large (209715200 bytes)")
