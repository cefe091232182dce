"""The register: every rule once, each with what a reader needs, and each of them tested."""

import re
from pathlib import Path

import pytest

from publication.checks.finding import SEVERITIES
from publication.checks.register import BY_ID, RULES

HERE = Path(__file__).parent


def test_rules_are_many_and_each_has_an_id_of_its_own():
    assert len(RULES) == len(BY_ID) == 50
    assert [rule.id for rule in RULES if not re.fullmatch(r"[a-z][a-z-]+[a-z]", rule.id)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_says_what_it_means_how_grave_it_is_and_whose_it_is(rule):
    assert rule.severity in SEVERITIES
    assert str(rule.meaning).endswith(".")
    assert str(rule.meaning).count(". ") == 0
    assert re.search(r"\b(19|20)\d\d\b", rule.source)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_expected_by_some_test(rule):
    others = [
        path for path in HERE.glob("test_*.py") if path.stem not in ("test_register", "test_run")
    ]

    assert any(f'"{rule.id}"' in path.read_text() for path in others)
