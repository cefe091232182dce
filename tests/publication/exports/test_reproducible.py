"""The reproducible bundle: everything is in it, and everything comes out again."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest

from evidence.fingerprint import evidence_hash
from evidence.queries import question_with_evidence
from publication.exports.reproducible import Reproduction
from tests import factories


@pytest.fixture
def pooled_question(question):
    """Two trials on one outcome, one of three results set aside; and an outcome in words."""
    outcome = factories.make_outcome(
        question=question,
        ref="death",
        name="Death <b>",
        type="dichotomous",
        favours="lower",
        baseline_risks=[{"label": "typical", "risk": 0.3}],
    )
    body = factories.make_body(outcome=outcome, ref="")
    for number, events in enumerate(((12, 20), (30, 41), (5, 6))):
        study = factories.make_study(question=question, ref=f"s{number}", label=f"=Study {number}")
        factories.make_result(
            body=body,
            study=study,
            events_1=events[0],
            total_1=100,
            events_2=events[1],
            total_2=100,
            excluded_because="another population" if number == 2 else "",
            position=number,
        )
    rating = factories.make_rating(body=body)
    factories.make_judgement(
        rating=rating, domain="imprecision", levels=1, because="Wide on both sides"
    )
    words = factories.make_outcome(question=question, ref="quality", type="narrative")
    factories.make_body(outcome=words, ref="", narrative={"text": "Two studies, no difference."})
    return question


@pytest.fixture
def files(pooled_question):
    made = Reproduction(question_with_evidence("livers", "q1")).zipped()
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_bundle_holds_inputs_recipe_results_figures_and_the_way_back(files):
    assert sorted(files) == [
        "README.html",
        "SHA256SUMS",
        "cases.json",
        "evidence.json",
        "figures/death-forest.png",
        "figures/death-forest.svg",
        "inputs/death.csv",
        "results.json",
    ]


def test_bundle_of_the_same_evidence_has_the_same_bytes(pooled_question):
    once = Reproduction(question_with_evidence("livers", "q1")).zipped()

    assert Reproduction(question_with_evidence("livers", "q1")).zipped() == once


def test_evidence_file_hashes_to_what_signatures_keep(files, pooled_question):
    assert hashlib.sha256(files["evidence.json"]).hexdigest() == evidence_hash(pooled_question)


def test_check_sums_are_those_of_the_files(files):
    said = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())

    assert said == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "SHA256SUMS"
    }


@pytest.mark.slow  # starts Python twice, as a reader would
def test_command_gives_the_results_again_from_the_cases_and_from_the_csv(files, tmp_path):
    for name in ("cases.json", "inputs/death.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[name])
    readme = files["README.html"].decode()
    line = next(
        each
        for each in readme.split("<pre>")
        if each.startswith("python manage.py synthesize inputs")
    )
    arguments = line.partition("</pre>")[0].split()[2:]

    cases = _run(["synthesize", "cases.json"], tmp_path)
    table = _run(arguments, tmp_path)

    results = json.loads(files["results.json"])
    assert cases == results
    expected = results["results"][0]
    assert {**table["results"][0], "id": "death"} == expected | {"shared_controls": []}


def _run(arguments, folder):
    from django.conf import settings

    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_set_aside_results_are_not_among_the_inputs_and_are_named(files):
    assert b"Study 2" not in files["inputs/death.csv"]
    assert "=Study 2 is set aside: another population" in files["README.html"].decode()


def test_inputs_hold_no_formula(files):
    rows = files["inputs/death.csv"].decode().splitlines()

    assert rows == [
        "study,events_1,total_1,events_2,total_2",
        "'=Study 0,12,100,20,100",
        "'=Study 1,30,100,41,100",
    ]


def test_readme_runs_nothing_and_says_how_certainty_came_about(files):
    readme = files["README.html"].decode()

    assert "<script" not in readme
    assert "Death &lt;b&gt;" in readme
    assert "Rated down 1 for imprecision: Wide on both sides" in readme
    assert "rma(yi, vi, data = d, tau2 = tau2)" in readme
    assert "Two studies, no difference." in readme


def test_question_without_evidence_says_so(question):
    files = Reproduction(question_with_evidence("livers", "q1")).files()

    assert "No evidence has been entered yet." in files["README.html"].decode()
    assert json.loads(files["cases.json"])["cases"] == []
