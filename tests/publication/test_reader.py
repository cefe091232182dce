"""What one person may read of drafts and votes."""

import pytest

from publication.chain import chain_of
from publication.reader import reader_of
from tests import factories
from voting.actions.rounds import open_round


def seen(guideline, user) -> tuple[bool, bool, bool]:
    """Whether this person reads the drafts, the result and the votes of the only recommendation."""
    (question,) = chain_of(guideline).clinical
    (each,) = question.recommendations
    reader = reader_of(user, guideline)
    return reader.drafts(question), reader.result(question, each), reader.votes(question, each)


def seated(guideline, role: str):
    user = factories.make_user()
    factories.make_member(guideline=guideline, role=role, user=user)
    return user


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("chair", (True, True, True)),
        ("member", (True, True, True)),
        ("methodologist", (True, True, True)),
        ("secretariat", (True, True, True)),
        ("commentator", (True, True, False)),
        ("observer", (False, False, False)),
    ],
)
def test_role_decides_what_is_read(role, reads, deliberated):
    assert seen(deliberated, seated(deliberated, role)) == reads


def test_stranger_reads_nothing(deliberated, stranger):
    assert seen(deliberated, stranger) == (False, False, False)


def test_superuser_without_a_place_reads_nothing(deliberated):
    root = factories.make_user("root", is_superuser=True)

    assert seen(deliberated, root) == (False, False, False)


@pytest.mark.parametrize(
    ("action", "reads"),
    [("discuss-only", (True, True, True)), ("leave-room", (False, False, False))],
)
def test_only_who_leaves_the_room_loses_the_reading(action, reads, deliberated):
    user = seated(deliberated, "member")
    factories.make_conflict(
        member=user.places.get(), question=deliberated.questions.get(), action=action
    )

    assert seen(deliberated, user) == reads


def _secret_round(guideline, ballots: int) -> None:
    """The recommendation's last round was secret, and so many voted in it."""
    factories.make_round(
        recommendation=guideline.recommendations.get(),
        number=2,
        imported=True,
        status="closed",
        secrecy="secret",
        counts={"weak-for": ballots},
    )


@pytest.mark.parametrize(("ballots", "reads"), [(2, False), (3, True)])
def test_small_secret_tally_is_shown_to_nobody(ballots, reads, deliberated):
    _secret_round(deliberated, ballots)

    assert seen(deliberated, factories.person_in(deliberated, "chair")) == (True, reads, reads)


def test_small_secret_round_before_the_last_hides_the_votes_too(deliberated):
    _secret_round(deliberated, ballots=1)
    chair = factories.person_in(deliberated, "chair")

    open_round(by=chair, recommendation=deliberated.recommendations.get())

    assert seen(deliberated, chair)[2] is False
