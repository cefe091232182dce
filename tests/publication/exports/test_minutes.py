"""Minutes as Word and PDF: everything that was decided, nobody's secret vote, the same bytes each time."""

import io

import pytest
from django.core.management import call_command
from docx import Document

from publication.exports.minutes_formats import FORMATS
from publication.minutes.rounds import chain_head, minutes_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.dissents import state_dissent
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_way_out

RULE = {"preset": "over-70", "rounds": 1}


def text_of_word(made: bytes) -> str:
    document = Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


@pytest.fixture
def decided(guideline, question, chair):
    """Two for, one neither, one revoked, one recused; the chair's way out; a dissent."""
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    people = [chair]
    for n in (1, 2, 3):
        people.append(factories.make_user(f"voter-{n}"))
        factories.make_member(
            guideline=guideline, ref=f"v{n}", name=f"Voter {n}", user=people[-1], position=n
        )
    recused = factories.make_member(guideline=guideline, ref="r", name="Recused one")
    factories.make_conflict(member=recused, question=question, action="discuss-only")
    round = open_round(by=chair, recommendation=recommendation, rule=RULE)
    for person, choice in zip(
        people, ("weak-for", "strong-for", "neither", "abstain"), strict=True
    ):
        cast_vote(by=person, round=round, choice=choice, comment=f"I say {choice}.")
    revoke_voter(by=chair, voter=round.voters.get(member__ref="v3"), reason="Left the panel.")
    round = close_round(by=chair, round=round)
    take_way_out(by=chair, round=round, choice="weak", reason="Nobody moved.")
    state_dissent(by=people[2], round=round, text="The harms weigh more.")
    return round


def test_minutes_hold_everything_and_no_names_beside_votes(decided, chair):
    minutes = minutes_of(chair, decided.guideline, [decided])

    said = " ".join(text_of_word(FORMATS["docx"].make(minutes)).split())
    for line in (
        "We suggest doing it.",
        "One option needs more than 70 % of the votes cast",
        "1 of 3 votes are strong for; more than 70 % needs 3",
        "chair decided: weak. Reason: Nobody moved.",
        "Voter 3: Left the panel.",
        "Recused one (may discuss, does not vote)",
        "weak for: I say weak-for.",
        "The harms weigh more. (Voter 2)",
        "Keeper of the minutes",
    ):
        assert line in said, line
    assert chain_head(decided).hash in said
    assert ("Voter 1" in said, "I say abstain" in said) == (False, False)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_same_rounds_give_the_same_bytes(decided, chair, ending):
    first, again = (
        FORMATS[ending].make(minutes_of(chair, decided.guideline, [decided])) for _ in range(2)
    )

    assert first == again
    assert first[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[ending]


def test_secret_round_below_three_ballots_is_told_without_its_tally(guideline, question, chair):
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    round = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    cast_vote(by=chair, round=round, choice="strong-against", comment="Between us.")
    close_round(by=chair, round=round)
    round.refresh_from_db()

    said = str(minutes_of(chair, guideline, [round]))

    assert "Too few secret ballots" in said
    assert ("strong against" in said, "Between us." in said) == (False, False)


def test_command_writes_what_the_chair_may_read(decided, tmp_path):
    path = tmp_path / "minutes.docx"

    call_command("export_minutes", decided.guideline.slug, str(path), "--round", "q1r1/1")

    assert "Nobody moved." in text_of_word(path.read_bytes())


def test_named_round_names_voters_option_by_option_and_word_numbers_its_pages(
    guideline, question, chair, member
):
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    late = factories.make_user("late")
    factories.make_member(guideline=guideline, name="Zoe", user=late, position=9)
    held = open_round(by=chair, recommendation=recommendation, secrecy="named")
    for person, choice in ((late, "weak-for"), (member, "weak-for"), (chair, "strong-for")):
        cast_vote(by=person, round=held, choice=choice)
    held = close_round(by=chair, round=held)

    minutes = minutes_of(chair, guideline, [held])

    named = next(block.rows for block in minutes.blocks if block.text == "Who voted how")
    assert named == (("strong for", "chair"), ("weak for", "Zoe, member"))
    foot = Document(io.BytesIO(FORMATS["docx"].make(minutes))).sections[0].footer._element.xml
    assert (foot.count('w:instr="PAGE"'), foot.count('w:instr="NUMPAGES"')) == (1, 1)
