"""The words of a profile: the standard statements, the steps of a certainty."""

import pytest

from evidence.codes import DOMAINS, DOMAINS_UP
from evidence.grade.certainty import Judgement, Rating, certainty_of
from evidence.profiles.statements import Statement
from evidence.profiles.words import (
    CONSIDERATIONS,
    STATEMENTS,
    seriousness,
    statement_in_words,
    steps_in_words,
)
from guideline.models import Guideline
from guideline.words import words


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        # Santesso N et al. J Clin Epidemiol 2020;119:126-35, table 3.
        (("high", "large", "reduces"), "Drug A results in a large reduction in deaths."),
        (("high", "moderate", "increases"), "Drug A increases deaths."),
        (("high", "small", "reduces"), "Drug A reduces deaths slightly."),
        (("high", "little", ""), "Drug A results in little to no difference in deaths."),
        (
            ("moderate", "large", "increases"),
            "Drug A probably results in a large increase in deaths.",
        ),
        (("moderate", "moderate", "reduces"), "Drug A probably reduces deaths."),
        (("moderate", "small", "increases"), "Drug A probably increases deaths slightly."),
        (
            ("moderate", "little", ""),
            "Drug A probably results in little to no difference in deaths.",
        ),
        (("low", "large", "reduces"), "Drug A may result in a large reduction in deaths."),
        (("low", "moderate", "reduces"), "Drug A may reduce deaths."),
        (("low", "small", "reduces"), "Drug A may reduce deaths slightly."),
        (("low", "little", ""), "Drug A may result in little to no difference in deaths."),
        (("low", "", "increases"), "Drug A may increase deaths."),
        (("high", "", "reduces"), "Drug A reduces deaths."),
        (("very-low",), "The evidence is very uncertain about the effect of drug A on deaths."),
    ],
)
def test_statement_has_the_standard_wording(statement, sentence):
    assert statement_in_words(Statement(*statement), "drug A", "Deaths") == sentence


def test_every_statement_that_can_be_made_has_a_sentence():
    sized = {
        (level, size, way)
        for level in ("high", "moderate", "low")
        for size in ("large", "moderate", "small")
        for way in ("reduces", "increases")
    }

    assert set(STATEMENTS) == sized | {
        (level, "little", "") for level in ("high", "moderate", "low")
    }
    assert len({str(each) for each in STATEMENTS.values()}) == len(STATEMENTS)


def test_names_inside_a_sentence_keep_their_capitals():
    said = statement_in_words(Statement("very-low"), "MRI", "EQ-5D at one year")

    assert said == "The evidence is very uncertain about the effect of MRI on EQ-5D at one year."


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (None, "not-judged"),
        (0, "not-serious"),
        (1, "serious"),
        (2, "very-serious"),
        (3, "extremely-serious"),
    ],
)
def test_steps_down_are_degrees_of_seriousness(levels, code):
    assert seriousness(levels) == code


def test_every_step_up_has_its_words():
    most = {"large_effect": 2, "dose_response": 1, "plausible_confounding": 1}
    wanted = {(name, n) for name in DOMAINS_UP for n in range(1, most[name] + 1)}

    assert wanted <= set(CONSIDERATIONS)


def test_steps_sentence_names_every_step_and_what_nobody_judged():
    judged = tuple(Judgement(name, 1, "Because.") for name in DOMAINS if name != "imprecision")
    certainty = certainty_of(Rating("cohort", judgements=judged))

    said = steps_in_words(certainty, Guideline(labels={}))

    assert all(f"for {words(step.domain)}" in said for step in certainty.changes)
    assert said == (
        "Starts low (cohort studies, classic GRADE); down 1 for risk of bias; down 1 for "
        "inconsistency; down 1 for indirectness; down 1 for publication bias; up 1 for large "
        "effect; up 1 for dose-response gradient; up 1 for residual confounding; imprecision not "
        "judged: very low."
    )


def test_level_held_at_its_end_is_said_to_be_so():
    judged = (Judgement("risk_of_bias", 3, "Crucial."),)
    certainty = certainty_of(Rating("cohort", judgements=judged))

    assert steps_in_words(certainty, Guideline(labels={})).endswith(
        ": very low (it cannot go further)."
    )


def test_guideline_that_has_its_own_words_for_a_level_uses_them():
    certainty = certainty_of(Rating("cohort"))

    said = steps_in_words(certainty, Guideline(labels={"certainty": {"low": "C"}}))

    assert said.startswith("Starts C (")
    assert said.endswith(": C.")
