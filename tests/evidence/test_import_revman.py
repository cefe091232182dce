"""`manage.py import_revman`: what it prints, where, and with which exit code."""

import json

import pytest
from django.core.management import call_command

from evidence.models import StudyResult
from tests.evidence.imports.revman.files import DATA

EVERY_KIND = str(DATA / "every_kind.rm5")


@pytest.fixture
def run(capsys):
    """The exit code of the command with what it wrote: `run(*arguments)`."""

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            call_command("import_revman", *arguments)
        except SystemExit as stopped:
            code = stopped.code
        written = capsys.readouterr()
        return code, written.out, written.err

    return ran


def test_needs_no_database(run):
    """Without the mark of the database a query would fail this test."""
    code, out, err = run(EVERY_KIND)

    assert (code, err) == (0, "")
    assert out.startswith(
        "A synthetic review: 2 comparisons, 9 outcomes, 0 tests, 15 studies, 40 rows"
    )
    assert "  CMP-001.01  Failure, by age: dichotomous RR MH random, 15 rows in 2 subgroups" in out
    assert out.endswith("379 of 379 stored figures agree with ours\n")


def test_json_is_nothing_but_json(run):
    code, out, _err = run(EVERY_KIND, "--json")

    report = json.loads(out)
    assert (code, report["agreed"], report["disagreements"]) == (0, 379, [])
    assert report["read"]["rows"] == 40


def test_disagreement_is_printed_with_its_place(run, tmp_path):
    content = (DATA / "odds_ratios.rm5").read_bytes()
    path = tmp_path / "changed.rm5"
    path.write_bytes(content.replace(b'EFFECT_SIZE="0.896865560913"', b'EFFECT_SIZE="0.9"', 1))

    code, out, _err = run(str(path), "--json")

    (found,) = json.loads(out)["disagreements"]
    assert code == 0
    assert found["difference"] == pytest.approx(-0.003134439087)
    assert (found["figure"], found["outcome"], found["line"]) == ("effect", "CMP-001.01", 34)
    assert "line 34, DICH_OUTCOME, CMP-001.01: effect 0.9 in the file" in run(str(path))[1]


def test_problems_that_stop_nothing_are_told_beside(run, tmp_path):
    path = tmp_path / "wrong.rm5"
    path.write_bytes((DATA / "odds_ratios.rm5").read_bytes().replace(b'"49"', b'"x"'))

    code, out, err = run(str(path), "--text")

    assert code == 0
    assert "not computed, missing figure (events_1)" in out
    assert err.splitlines()[0].endswith(
        "DICH_DATA, CMP-001.01, STD-Trial-1: not a number (EVENTS_1 x)"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html/>", "line 1, html: wrong root (html)"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type"),
        (b"", "empty file"),
    ],
)
def test_file_that_is_no_review_ends_with_1(run, tmp_path, content, said):
    path = tmp_path / "file.rm5"
    path.write_bytes(content)

    code, out, err = run(str(path))

    assert (code, out) == (1, "")
    assert said in err


def test_missing_file_ends_with_1(run, tmp_path):
    code, out, err = run(str(tmp_path / "none.rm5"))

    assert (code, out) == (1, "")
    assert "No such file" in err


def test_folder_of_a_package_is_read(run):
    assert run(str(DATA / "package"))[1].endswith("380 of 380 stored figures agree with ours\n")


def test_review_is_taken_over(run, question, told):
    code, _out, err = run(EVERY_KIND, "--into", "livers", "--question", "q1")

    assert code == 0
    assert err.splitlines()[-1] == "took over 39 results of 8 outcomes, 15 new studies"
    assert StudyResult.objects.count() == 39
    assert told()[0][1].startswith("Plenary took over 39 results on 8 outcomes")


def test_one_outcome_is_taken_over(run, question):
    run(EVERY_KIND, "--into", "livers", "--question", "q1", "--outcome", "CMP-002.04")

    assert StudyResult.objects.count() == 1


def test_refused_taking_over_ends_with_1(run, question):
    run(EVERY_KIND, "--into", "livers", "--question", "q1")

    code, _out, err = run(EVERY_KIND, "--into", "livers", "--question", "q1")

    assert code == 1
    assert "has a result already" in err
    assert StudyResult.objects.count() == 39


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--into", "livers"), "--into and --question go together"),
        (("--into", "livers", "--question", "q9"), "there is no question q9 in livers"),
    ],
)
def test_question_that_is_not_there_ends_with_1(run, question, arguments, said):
    code, _out, err = run(EVERY_KIND, *arguments)

    assert code == 1
    assert err.splitlines()[-1] == said
