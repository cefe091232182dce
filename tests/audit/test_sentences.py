"""Events as sentences."""

import pytest

from audit.actions import record
from audit.sentences import known_verbs, register, sentence


@pytest.fixture
def _verbs(monkeypatch):
    monkeypatch.setattr("audit.sentences._SENTENCES", {})
    register({"round-closed": "{who} closed round {round} on {target}: {reason}"})


@pytest.mark.django_db
@pytest.mark.usefixtures("_verbs")
def test_sentence_names_who_and_the_recorded_facts():
    event = record("round-closed", target="q1r1", reason="all voted", round=2)

    assert sentence(event) == "Plenary closed round 2 on q1r1: all voted"


@pytest.mark.django_db
@pytest.mark.usefixtures("_verbs")
def test_sentence_of_a_fact_that_is_missing_has_a_gap_and_does_not_fail():
    assert sentence(record("round-closed", target="q1r1")) == "Plenary closed round … on q1r1: "


@pytest.mark.django_db
@pytest.mark.usefixtures("_verbs")
def test_sentence_of_an_unknown_verb_is_the_verb():
    assert sentence(record("conjured", target="q1")) == "Plenary: conjured q1"


@pytest.mark.usefixtures("_verbs")
def test_known_verbs_are_those_registered():
    assert known_verbs() == frozenset({"round-closed"})
