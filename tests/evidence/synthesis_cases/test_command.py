"""`manage.py synthesize` as it is used: a file in, JSON or a table out."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from evidence.synthesis_cases.command import run
from tests.evidence.synthesis.bcg import COLUMNS, LATITUDES, YEARS
from tests.evidence.synthesis.reference import DATA, agrees, load

FILES = sorted(path.stem for path in DATA.glob("*.json") if path.stem != "revman_rows")
# What only describes a fit, and figures that R or RevMan did not verify.
NOT_COMPARED = {"unverified", "p_stored", "Q_p_stored", "points"}


def synthesize(*arguments):
    """The command in a process of its own, as people and programs start it."""
    return subprocess.run(
        [sys.executable, "manage.py", "synthesize", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def differences(got, expected, tolerance, place=""):
    """Places and figures of `expected` that `got` has not, at any depth."""
    if isinstance(expected, dict):
        for key in expected.keys() - NOT_COMPARED:
            yield from differences(
                got.get(key, "missing"), expected[key], tolerance, f"{place}/{key}"
            )
    elif isinstance(expected, list):
        if got is None or len(got) != len(expected):
            yield place, got, expected
        for i, (mine, wanted) in enumerate(zip(got or [], expected, strict=False)):
            yield from differences(mine, wanted, tolerance, f"{place}/{i}")
    elif not agrees(got, expected, tolerance):
        yield place, got, expected


def test_files_hold_the_thirty_reference_cases():
    assert sum(len(load(name)["cases"]) for name in FILES) == 30


@pytest.mark.parametrize("name", FILES)
def test_synthesize_reproduces_the_reference(name):
    done = synthesize(DATA / f"{name}.json")

    results = json.loads(done.stdout)["results"]
    cases = load(name)["cases"]
    assert (done.returncode, done.stderr) == (0, "")
    assert [result["id"] for result in results] == [case["id"] for case in cases]
    for case, result in zip(cases, results, strict=True):
        assert list(differences(result, case["expected"], case["tolerance"])) == []


def test_synthesize_is_a_management_command_like_any_other():
    out = io.StringIO()

    call_command("synthesize", str(DATA / "dta_rows.json"), stdout=out)

    assert out.getvalue() == synthesize(DATA / "dta_rows.json").stdout


def computed(tmp_path, content, **given):
    """Exit code, results and problems of a file, in this process."""
    path = tmp_path / ("cases.json" if isinstance(content, dict) else "trials.csv")
    text = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    out, err = io.StringIO(), io.StringIO()
    code = run({"file": str(path)} | given, out, err)
    return code, out.getvalue(), err.getvalue()


def case(id_="a", kind="pairwise", options=None, **data):
    return {"id": id_, "kind": kind, "options": options or {}, "data": data}


GOOD = {"estimate": [0.1, 0.4], "se": [0.2, 0.3]}
BAD = {
    "kind": (case(kind="network", **GOOD), "a: kind 'network' is not one of"),
    "measure": (case(options={"measure": "ROR"}, **GOOD), "a: measure 'ROR' is not one of"),
    "model": (case(options={"model": "XE"}, **GOOD), "a: model 'XE' is not one of"),
    "level": (case(options={"level": "high"}, **GOOD), "a: level 'high' is not a number"),
    "flag": (
        case(kind="dta_moses", options={"weighted": "no"}, TP=[1], FP=[1], FN=[1], TN=[1]),
        "a: weighted 'no' is neither true nor false",
    ),
    "column": (case(estimate=[0.1]), "a: column se is missing"),
    "lengths": (case(estimate=[0.1], se=[0.1, 0.2]), "a: se has 2 values, estimate has 1"),
    "study": (
        case(study=["Adams", "Brown"], estimate=[0.1, None], se=[0.1, 0.2]),
        "a: Brown: estimate is not a finite number (None)",
    ),
    "events": (
        case(options={"measure": "RR"}, events_1=[3], total_1=[2], events_2=[1], total_2=[9]),
        "a: row 1: events_1 is more than total_1 (3.0)",
    ),
    "list": (case(estimate=0.1, se=[0.2]), "a: estimate is no list of values"),
    "words": (
        case(estimate=["much"], se=[0.2]),
        "a: row 1: estimate is not a finite number (much)",
    ),
    "subgroup": (case(kind="subgroup", **GOOD), "a: column subgroup is missing"),
    "no-kind": ({"id": "a", "data": GOOD}, "a: has no kind"),
    "no-id": ({"kind": "pairwise", "data": GOOD}, "case 1: has no id"),
    "no-object": (3, "case 1: is no object with id, kind, options and data"),
    "no-data": ({"id": "a", "kind": "pairwise"}, "a: data and options are no objects"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_case_is_named_and_the_others_are_computed(tmp_path, name):
    bad, problem = BAD[name]

    code, out, err = computed(tmp_path, {"cases": [bad, case("b", **GOOD)]})

    refused, good = json.loads(out)["results"]
    assert code == 1
    assert err.startswith(problem)
    assert err.count("\n") == 1
    assert err.strip().endswith(refused["problem"]["text"])
    assert (good["id"], good["k"]) == ("b", 2)


def test_a_problem_says_in_data_what_it_is(tmp_path):
    bad = case(study=["Adams", "Brown"], estimate=[0.1, 0.2], se=[0.1, 0])

    _code, out, _err = computed(tmp_path, {"cases": [bad]})

    assert json.loads(out)["results"] == [
        {
            "id": "a",
            "problem": {
                "code": "not-positive",
                "text": "Brown: se is not above zero (0.0)",
                "study": "Brown",
                "column": "se",
            },
        }
    ]


def test_an_id_stands_for_one_case(tmp_path):
    code, out, err = computed(tmp_path, {"cases": [case(**GOOD), case(**GOOD)]})

    assert (code, err) == (1, "a: the id stands twice, again at case 2\n")
    assert "problem" in json.loads(out)["results"][1]


def test_an_option_that_changes_nothing_is_told_and_strictly_refused(tmp_path):
    document = {"cases": [case(options={"modle": "FE"}, **GOOD)]}

    code, out, err = computed(tmp_path, document)
    strictly, nothing, refusal = computed(tmp_path, document, strict=True)

    assert (code, err) == (0, "a: option modle changes nothing here\n")
    assert json.loads(out)["results"][0]["k"] == 2
    assert (strictly, refusal) == (1, "a: no such option: modle\n")
    assert "problem" in json.loads(nothing)["results"][0]


@pytest.mark.parametrize("content", ["{", '{"cases": 3}', "[1, 2]", "[" * 100_000])
def test_a_file_without_cases_is_refused_with_nothing_on_standard_output(tmp_path, content):
    code, out, err = computed(tmp_path, content)

    assert (code, out) == (2, "")
    assert "trials.csv: the file" in err


def test_no_case_gives_no_result(tmp_path):
    assert computed(tmp_path, {"cases": []}) == (0, '{"results": []}\n', "")


def test_nothing_pooled_is_null_and_not_a_number(tmp_path):
    empty = case(
        options={"measure": "OR"}, events_1=[0, 5], total_1=[9, 5], events_2=[0, 7], total_2=[8, 7]
    )

    code, out, _err = computed(tmp_path, {"cases": [empty]})

    result = json.loads(out)["results"][0]
    assert code == 0
    assert (result["k"], result["estimable"], result["reason"]) == (0, False, "none-estimable")
    assert [result[key] for key in ("est", "se", "ci", "p", "stat_dist", "tau2", "pi_z")] == [
        None
    ] * 7
    assert result["studies"]["est"] == [None, None]


def test_a_ratio_beyond_the_largest_number_is_null(tmp_path):
    huge = case(options={"scale": "log"}, estimate=[800.0, 790.0], se=[1.0, 1.0])

    _code, out, _err = computed(tmp_path, {"cases": [huge]})

    result = json.loads(out)["results"][0]
    assert (result["est"], result["est_natural"], result["ci_natural"]) == (
        795.0,
        None,
        [None, None],
    )


CSV = "Study,Events 1,Total 1,Events 2,Total 2\nAdams,4,48,7,56\nBrown,22,69,2,73\n"


def test_a_spreadsheet_is_pooled_by_the_options_of_the_command_line(tmp_path):
    _code, out, _err = computed(tmp_path, CSV, measure="OR", method="MH", model="FE")
    same = case(
        "trials",
        options={"measure": "OR", "method": "MH", "model": "FE"},
        study=["Adams", "Brown"],
        events_1=[4, 22],
        total_1=[48, 69],
        events_2=[7, 2],
        total_2=[56, 73],
    )

    assert out == computed(tmp_path, {"cases": [same]})[1]


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("study,events_1,total_1,events_2,total_2", "Adams,4,48,7,56", "est_natural"),
        ("study,mean_1,sd_1,total_1,mean_2,sd_2,total_2", "Adams,1,2,30,2,2,31", "est_natural"),
        ("study,estimate,se", "Adams,0.1,0.2", "est_natural"),
        ("study,O-E,V", "Adams,-2.5,7.1", "est_natural"),
        ("study,HR,lower,upper", "Adams,0.8,0.6,1.1", "est_natural"),
        ("study,events_1,total_1,events_2,total_2,subgroup", "Adams,4,48,7,56,old", "subgroups"),
        ("study,events,total", "Adams,4,48", "prop"),
        ("study,TP,FP,FN,TN", "Adams,40,5,7,56", "logit_sens"),
    ],
)
def test_a_spreadsheet_says_by_its_columns_what_it_is(tmp_path, header, row, kind):
    code, out, err = computed(tmp_path, f"{header}\n{row}\n")

    assert (code, err) == (0, "")
    assert json.loads(out)["results"][0][kind] is not None


BCG = {**COLUMNS, "year": YEARS, "moderator": LATITUDES}
REML = {"measure": "RR", "method": "IV", "tau2": "REML"}


def bcg(tmp_path, kind, **data):
    """The result of a kind for the trials of BCG vaccine."""
    document = {"cases": [case(kind=kind, options=REML, **BCG, **data)]}
    code, out, err = computed(tmp_path, document)
    assert (code, err) == (0, "")
    return json.loads(out)["results"][0]


def test_cumulative_adds_studies_by_year(tmp_path):
    added = bcg(tmp_path, "cumulative", study=[f"Trial {i}" for i in range(1, 14)])["added"]

    assert [row["study"] for row in added[:4]] == ["Trial 1", "Trial 2", "Trial 6", "Trial 3"]
    assert (added[0]["k"], added[0]["tau2"], added[12]["k"]) == (1, None, 13)
    assert added[12]["est_natural"] == pytest.approx(0.489421, abs=1e-5)


def test_influence_gives_a_figure_a_study(tmp_path):
    got = bcg(tmp_path, "influence")

    assert {len(values) for name, values in got.items() if name != "id"} == {13}
    assert got["cook_d"][0] == pytest.approx(0.0017165, abs=1e-5)


def test_meta_regression_gives_both_coefficients(tmp_path):
    got = bcg(tmp_path, "meta_regression")

    assert got["coefficients"]["slope"]["est"] == pytest.approx(-0.0291, abs=5e-5)
    assert (got["k"], got["QE_df"], got["df"]) == (13, 11, None)


def test_funnel_gives_points_and_contours(tmp_path):
    got = bcg(tmp_path, "funnel")

    assert len(got["studies"]["est"]) == len(got["labels"]) == 13
    assert [contour["level"] for contour in got["contours"]] == [0.9, 0.95, 0.99]


def test_egger_of_counts_has_the_test_of_peters_too(tmp_path):
    got = bcg(tmp_path, "egger")

    assert (got["df"], got["peters"]["df"]) == (11, 11)
    assert 0 < got["peters"]["p"] < 1


def test_pairwise_tells_of_a_control_group_used_twice(tmp_path):
    twice = case(
        options={"measure": "RR"},
        study=["Adams 1999a", "Adams 1999b"],
        events_1=[4, 5],
        total_1=[40, 41],
        events_2=[9, 9],
        total_2=[44, 44],
    )

    _code, out, _err = computed(tmp_path, {"cases": [twice]})

    assert json.loads(out)["results"][0]["shared_controls"] == [
        {"study": "Adams 1999a", "rows": [0, 1]}
    ]


def test_a_bad_cell_is_named_and_nothing_computed(tmp_path):
    code, out, err = computed(tmp_path, CSV.replace("69", "many"))

    assert (code, out) == (1, '{"results": []}\n')
    assert err == "trials.csv: Brown, row 3, column Total 1: not a number (many)\n"


def test_every_impossible_figure_of_a_spreadsheet_is_named_at_once(tmp_path):
    rows = "Adams,-4,48,7,56\nBrown,70,69,2,many\nClark,3,9,12,9\nDavis,1,-9,2,9\n"

    code, out, err = computed(tmp_path, CSV.splitlines()[0] + "\n" + rows)

    assert (code, out) == (1, '{"results": []}\n')
    assert err.splitlines() == [
        "trials.csv: Adams, row 2, column Events 1: negative (-4)",
        "trials.csv: Brown, row 3, column Total 2: not a number (many)",
        "trials.csv: Brown, row 3, column Events 1: events above total (70 of 69)",
        "trials.csv: Clark, row 4, column Events 2: events above total (12 of 9)",
        "trials.csv: Davis, row 5, column Total 1: negative (-9)",
    ]


def test_options_of_an_analysis_do_not_go_with_json(tmp_path):
    code, out, err = computed(tmp_path, {"cases": []}, measure="OR")

    assert (code, out) == (2, "")
    assert "--measure is for CSV" in err


def test_text_shows_the_result_and_every_study(tmp_path):
    _code, out, _err = computed(tmp_path, CSV, method="IV", model="FE", text=True)

    lines = [line.split() for line in out.splitlines()]
    assert lines[:2] == [
        ["trials", "(pairwise)"],
        ["2.131", "(0.8677", "to", "5.235),", "2", "studies"],
    ]
    assert [line[0] for line in lines if line][-2:] == ["Adams", "Brown"]


def test_a_missing_file_is_told_without_a_traceback(tmp_path):
    done = synthesize(tmp_path / "nothing.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "No such file" in done.stderr


def test_synthesize_starts_without_django_and_without_scipy_stats():
    program = (
        "import sys; sys.argv = ['manage.py', 'synthesize', sys.argv[1]]\n"
        "import manage\n"
        "try:\n    manage.main()\nexcept SystemExit:\n    pass\n"
        "found = [n for n in ('django', 'scipy.stats', 'scipy.optimize', 'pandas') if n in sys.modules]\n"
        "print(found, file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(DATA / "pairwise.json")],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == "[]\n"
