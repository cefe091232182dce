"""Every reason that a rule can give reads as a sentence, with every figure that led to it."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings

from evidence.grade.proposals import propose
from evidence.grade.proposals.propose import RULES, proposals_for
from evidence.grade.proposals.rule import Proposal
from evidence.proposing.figure_words import NAMES
from evidence.proposing.sentences import SENTENCES
from evidence.proposing.words import PHRASES, figures_in_words, sentence_of
from tests.evidence.grade.proposals.bodies import REACHED
from tests.evidence.grade.proposals.test_propose import bodies, editions, guidelines

RULES_CODE = Path(propose.__file__).parent


def reached(rule: str) -> Proposal:
    made = proposals_for(*REACHED[rule])
    return next(p for each in made for p in (each, *each.beside) if p.rule == rule)


def codes_in_the_code() -> set[str]:
    """Every literal that stands where a rule takes its `because`, and the names that carry one."""
    found = set()
    for path in RULES_CODE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"proposes": 1, "cannot_say": 0}.get(node.func.attr)
                if place is not None and isinstance(node.args[place], ast.Constant):
                    found.add(node.args[place].value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "because":
                found |= {
                    each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)
                } - {"scale"}
    return {code for code in found if isinstance(code, str)}


def test_every_reason_that_stands_in_the_rules_has_a_sentence_and_no_other_has():
    known = {key.rpartition(":")[2] for key in SENTENCES}

    assert codes_in_the_code() == known


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_reads_as_a_sentence_that_shows_no_code(rule):
    made = reached(rule)

    text = sentence_of(made)

    assert text.endswith(".")
    assert "{" not in text
    assert made.because not in re.findall(r"[\w-]+-[\w-]+", text)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_figure_of_a_rule_is_left_out(rule):
    made = reached(rule)

    named = figures_in_words(made)

    assert [name for name, _text in named] == [str(NAMES[key]) for key in made.figures]
    assert all(text for _name, text in named)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_gap_of_a_sentence_is_a_figure_with_a_name_or_made_of_some(code):
    gaps = {gap for _text, gap, _format, _how in Formatter().parse(str(SENTENCES[code])) if gap}

    assert gaps - set(NAMES) - set(PHRASES) == set()


@settings(max_examples=50)
@given(bodies(), editions, guidelines)
def test_whatever_is_proposed_reads_and_says_not_known_of_nothing_that_is_known(body, edition, own):
    made = proposals_for(body, edition, own)
    for each in [one for top in made for one in (top, *top.beside)]:
        text = sentence_of(each)
        known = None not in each.figures.values()

        assert not (known and "not known" in text), (each.rule, text)
        assert len(figures_in_words(each)) == len(each.figures)
