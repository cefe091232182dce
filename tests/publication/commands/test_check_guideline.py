"""`manage.py check_guideline`: JSON and nothing else, text for people, and its exit codes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests.factories import make_switched_off_check
from tests.publication.bundle.samples import EXAMPLE, PROJECT_EXAMPLE
from tests.publication.checks.sound import imported, outcome, question, sound

pytestmark = pytest.mark.django_db


def _check(*words: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command("check_guideline", *words, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def test_json_is_what_the_design_promises():
    data = sound()
    question(data)["searches"][1]["source"] = "PubMed"
    guideline = imported(data)

    printed, code = _check(guideline.slug, "--json")

    assert json.loads(printed) == {
        "findings": [
            {
                "rule": "one-database",
                "severity": "warning",
                "where": "q1/searches",
                "message": "Only PubMed was searched.",
                "source": "Lefebvre C et al., 2023, Cochrane Handbook 6.4, 4.3.1",
            }
        ]
    }
    assert code == 0


def test_json_without_findings_is_an_empty_list():
    printed, code = _check(imported(sound()).slug, "--json")

    assert (json.loads(printed), code) == ({"findings": []}, 0)


def test_exit_code_is_1_from_an_error_on():
    data = sound()
    outcome(data, of=1)["description"] = "Sensitivity 80-95 %."
    warned = import_guideline(open_bundle(EXAMPLE)).guideline

    assert _check(imported(data).slug, "--json")[1] == 1
    assert _check(warned.slug, "--json")[1] == 0


def test_text_names_place_message_rule_and_source_and_counts():
    guideline = import_guideline(open_bundle(PROJECT_EXAMPLE / "guideline.yaml")).guideline
    make_switched_off_check(guideline=guideline, rule="search-is-old", because="It is a paper.")

    printed, code = _check("liver-metastases-2021")

    lines = printed.splitlines()
    at = lines.index("error    q14/q14r1/justification")
    assert lines[at + 1 : at + 3] == [
        "         The text calls the evidence low; the derived certainty is very low.",
        "         prose-against-certainty; Andrews J et al., 2013, GRADE guidelines 14, "
        "J Clin Epidemiol 66:719",
    ]
    assert lines[-2:] == [
        "6 errors, 8 warnings, 8 notes",
        "switched off: search-is-old, because It is a paper.",
    ]
    assert code == 1


def test_unknown_guideline_is_named():
    with pytest.raises(CommandError, match="there is no guideline 'nowhere'") as refused:
        call_command("check_guideline", "nowhere")

    assert refused.value.returncode == 2
