from io import StringIO

import pytest
from django.core.management import call_command

from guideline.models import Guideline
from publication.bundle.normal import normal
from publication.bundle.opening import open_bundle
from publication.bundle.reading import read
from publication.bundle.writing import as_json, as_yaml
from tests.publication.bundle.samples import EXAMPLE, PROJECT_EXAMPLE, example, minimal

pytestmark = pytest.mark.django_db


def _run(*words):
    """A command's exit code, its output and its complaints, by line."""
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command(*words, stdout=out, stderr=err)
    except SystemExit as left:
        code = left.code
    return code, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_import_says_what_it_stored():
    assert _run("import_guideline", str(EXAMPLE)) == (
        0,
        ["imported example: 3 questions, 2 recommendations."],
        [],
    )


def test_import_takes_a_directory():
    assert _run("import_guideline", str(PROJECT_EXAMPLE))[0] == 0


def test_import_of_the_same_again_says_so():
    _run("import_guideline", str(EXAMPLE))

    assert _run("import_guideline", str(EXAMPLE)) == (
        0,
        ["example is there already, with the same content: nothing was changed."],
        [],
    )


def test_import_lists_every_problem_on_its_line(tmp_path):
    data = minimal()
    data["questions"][0] |= {"topic": "t", "strength": "weak", "number": "1"}
    path = tmp_path / "bundle.json"
    path.write_text(as_json(data), encoding="utf-8")

    assert _run("import_guideline", str(path)) == (
        1,
        [],
        [
            "questions[0].topic: there is no topic t",
            "questions[0].strength: is derived by the program; remove it",
            "questions[0].number: must be a whole number",
        ],
    )
    assert Guideline.objects.count() == 0


def test_import_of_other_content_is_refused(tmp_path):
    _run("import_guideline", str(EXAMPLE))
    data = example()
    data["guideline"]["organisation"] = "Another society"
    path = tmp_path / "bundle.yaml"
    path.write_text(as_yaml(data), encoding="utf-8")

    assert _run("import_guideline", str(path)) == (
        1,
        [],
        [
            "guideline.slug: example is there already, with other content",
            "guideline.organisation: is stored as Example Society; the bundle says Another society",
        ],
    )


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00", "line 1, column 1: the character U+0000 may not stand in a bundle"),
        (b"a: [", "line 2, column 1: is no YAML: did not find expected node content"),
    ],
)
def test_import_of_what_is_no_bundle_is_refused(tmp_path, raw, sentence):
    path = tmp_path / "bundle.yaml"
    path.write_bytes(raw)

    assert _run("import_guideline", str(path)) == (1, [], [sentence])


def test_import_of_a_file_that_is_not_there_is_refused(tmp_path):
    assert _run("import_guideline", str(tmp_path / "x")) == (1, [], ["there is no such file"])


@pytest.mark.parametrize("name", ["bundle.yaml", "bundle.json"])
def test_export_writes_the_normal_form(tmp_path, name):
    _run("import_guideline", str(EXAMPLE))

    code, out, err = _run("export_guideline", "example", str(tmp_path / name))

    assert (code, out, err) == (0, [f"exported example to {tmp_path / name}"], [])
    assert read(tmp_path / name) == normal(open_bundle(EXAMPLE))


def test_export_of_an_unknown_slug_is_refused(tmp_path):
    assert _run("export_guideline", "nothing", str(tmp_path / "x.yaml")) == (
        1,
        [],
        ["there is no guideline 'nothing'"],
    )
