import itertools

import pytest

from voting import codes
from voting.eligibility import ROLES
from voting.visibility import MODES, NOTHING, STATUSES, RoundState, Sight, Viewer, sight_of

OFFICERS = ("chair", "methodologist")

R, OWN, TURNOUT = "round", "own_vote", "turnout"
TALLY, COMMENTS, NAMES = "tally", "comments", "names"

# What the panel sees of a round with enough ballots: by mode and status, officers then the others.
TABLE = {
    ("named", "open"): ({R, OWN, TURNOUT}, {R, OWN}),
    ("named", "closed"): (
        {R, OWN, TURNOUT, TALLY, COMMENTS, NAMES},
        {R, OWN, TURNOUT, TALLY, COMMENTS, NAMES},
    ),
    ("named", "withdrawn"): ({R, OWN, TURNOUT}, {R, OWN}),
    ("confidential", "open"): ({R, OWN, TURNOUT}, {R, OWN}),
    ("confidential", "closed"): (
        {R, OWN, TURNOUT, TALLY, COMMENTS, NAMES},
        {R, OWN, TURNOUT, TALLY, COMMENTS},
    ),
    ("confidential", "withdrawn"): ({R, OWN, TURNOUT}, {R, OWN}),
    ("secret", "open"): ({R, TURNOUT}, {R}),
    ("secret", "closed"): ({R, TURNOUT, TALLY, COMMENTS}, {R, TURNOUT, TALLY, COMMENTS}),
    ("secret", "withdrawn"): ({R, TURNOUT}, {R}),
}


def seen(*parts):
    return Sight(**dict.fromkeys(parts, True))


def test_words_are_those_of_the_data():
    assert MODES == codes.SECRECY
    assert STATUSES == codes.ROUND_STATUSES
    assert set(TABLE) == set(itertools.product(MODES, STATUSES))


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("mode", "status"), TABLE)
def test_panel_sees_what_mode_and_status_allow(mode, status, role, published):
    officers, others = TABLE[mode, status]

    found = sight_of(Viewer(role), RoundState(mode, status, 10, published))

    assert found == seen(*(officers if role in OFFICERS else others))


@pytest.mark.parametrize(("mode", "status"), TABLE)
def test_public_sees_nothing_before_publication(mode, status):
    assert sight_of(Viewer(None), RoundState(mode, status, 10)) == NOTHING


@pytest.mark.parametrize("mode", MODES)
def test_public_sees_the_tally_of_a_published_round_and_no_name(mode):
    found = sight_of(Viewer(None), RoundState(mode, "closed", 10, is_published=True))

    assert found == seen(R, TURNOUT, TALLY)


@pytest.mark.parametrize("status", ["open", "withdrawn"])
def test_public_never_sees_a_round_that_did_not_close(status):
    assert sight_of(Viewer(None), RoundState("named", status, 10, is_published=True)) == NOTHING


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("mode", "status"), TABLE)
def test_who_must_leave_the_room_sees_nothing(mode, status, role):
    assert sight_of(Viewer(role, may_see=False), RoundState(mode, status, 10)) == NOTHING


@pytest.mark.parametrize("role", ROLES)
def test_who_had_to_leave_the_room_sees_what_the_public_sees(role):
    published = RoundState("named", "closed", 10, is_published=True)

    assert sight_of(Viewer(role, may_see=False), published) == sight_of(Viewer(None), published)


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize(("ballots", "shown"), [(0, False), (1, False), (2, False), (3, True)])
def test_secret_tally_needs_three_ballots(role, ballots, shown):
    found = sight_of(Viewer(role), RoundState("secret", "closed", ballots, is_published=True))

    assert found.tally is shown
    assert found.names is False
    assert found.comments is (shown and role is not None)


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_other_tallies_need_no_number_of_ballots(mode):
    assert sight_of(Viewer("member"), RoundState(mode, "closed", 1)).tally is True


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("mode", MODES)
def test_nobody_sees_a_running_tally_or_a_name(mode, role):
    found = sight_of(Viewer(role), RoundState(mode, "open", 40))

    assert (found.tally, found.names, found.comments) == (False, False, False)


@pytest.mark.parametrize(("mode", "status"), [("public", "open"), ("named", "running")])
def test_unknown_words_are_refused(mode, status):
    with pytest.raises(ValueError, match="unknown mode or status"):
        sight_of(Viewer("member"), RoundState(mode, status, 3))
