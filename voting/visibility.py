"""What one viewer may see of one voting round: the single answer for pages, API and exports."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["named", "confidential", "secret"]
Status = Literal["open", "closed", "withdrawn"]

MODES: tuple[Mode, ...] = ("named", "confidential", "secret")
STATUSES: tuple[Status, ...] = ("open", "closed", "withdrawn")

# They run and check the round, and see how many have voted while it is open.
OFFICERS = frozenset({"chair", "methodologist"})
# They work on the draft and have no vote that a suggestion could bend.
DRAFTERS = frozenset({"methodologist", "secretariat"})
VOTERS = frozenset({"chair", "member"})
# With fewer ballots a secret result would say who voted how.
FEWEST_SECRET_BALLOTS = 3


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `role` None is a reader outside the panel; `may_see` False must leave the room."""

    role: str | None
    may_see: bool = True


@dataclass(frozen=True, slots=True)
class RoundState:
    """What about a round decides its visibility.

    `ballots` counts those cast, abstentions too; `is_published`: its recommendation stands in a
    published version; `in_the_room`: all vote at once, and the wall shows how many have.
    """

    mode: str
    status: str
    ballots: int
    is_published: bool = False
    in_the_room: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be shown of a round; everything else must not leave the server.

    `round`: that it exists, its wording and rule. `own_vote`: the viewer's own ballot. `turnout`:
    how many have voted. `tally`: votes by option and the result. `comments`: ballots' comments,
    unnamed. `names`: who voted how.
    """

    round: bool = False
    own_vote: bool = False
    turnout: bool = False
    tally: bool = False
    comments: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class VoteStanding:
    """How somebody and the last round on a recommendation stand to each other.

    `may_vote`: role and interests allow it now. `round` is the last one that counts, None before the
    first. `has_cast`: they have a ballot in it, an abstention too. `is_decided`: it decided.
    """

    may_vote: bool
    round: Literal["open", "closed"] | None = None
    has_cast: bool = False
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class PollSight:
    """What may be shown of a poll on the criteria; nobody is ever shown a name.

    `poll`: that it is held. `own`: the viewer's own answers. `turnout`: how many have answered, never
    who. `results`: how often each answer was given, and the comments.
    """

    poll: bool = False
    own: bool = False
    turnout: bool = False
    results: bool = False


def poll_sight(viewer: Viewer, status: str) -> PollSight:
    """Return what a viewer may see of a poll: of an open one those who run it see a number, and no more.

    Whoever leaves the room, and whoever is not of the committee, sees nothing of it.
    """
    if viewer.role not in VOTERS | DRAFTERS or not viewer.may_see:
        return PollSight()
    runs_it = viewer.role in OFFICERS | DRAFTERS
    closed = status == "closed"
    return PollSight(poll=True, own=True, turnout=closed or runs_it, results=closed)


NOTHING = Sight()


def shows_suggestion(viewer: Viewer, stands: VoteStanding) -> bool:
    """Whether the suggested direction and strength may be shown: to a voter once they have voted.

    A chair is a voter. Whoever may discuss and not vote sits with those who do, so they wait until
    the round is over; so does a voter who missed it, unless it came to no decision and another one
    will follow. Each new round hides it again. Nobody outside the committee ever sees it.
    """
    if viewer.role is None or not viewer.may_see:
        return False
    if viewer.role in DRAFTERS:
        return True
    if viewer.role not in VOTERS or stands.round is None:
        return False
    if stands.round == "open":
        return stands.may_vote and stands.has_cast
    return stands.has_cast or stands.is_decided


def sight_of(viewer: Viewer, state: RoundState) -> Sight:
    """Return what a viewer may see of a round.

    Open: one's own vote, and turnout for chair and methodologist, in the room for all. Closed: the
    tally and unnamed comments for the panel, names by the mode. Withdrawn: its wording and one's own
    vote. Published: the tally for everybody. Who must leave the room sees nothing before the public.
    ValueError for an unknown mode or status.
    """
    if state.mode not in MODES or state.status not in STATUSES:
        raise ValueError(f"unknown mode or status: {state.mode!r}, {state.status!r}")
    if viewer.role is None or not viewer.may_see:
        return _sight_of_public(state)
    counted = _may_be_counted(state)
    return Sight(
        round=True,
        # A secret ballot carries no voter: there is nothing to find one's own by.
        own_vote=state.mode != "secret",
        turnout=state.status == "closed" or viewer.role in OFFICERS or state.in_the_room,
        tally=counted,
        comments=counted,
        names=counted and _may_see_names(viewer, state.mode),
    )


def may_see_who_voted(viewer: Viewer, state: RoundState) -> bool:
    """Whether the roll may be shown with a mark at those who have voted, to reach the others.

    In a secret round nobody sees the marks come: one tick more and one ballot more make a pair.
    """
    return state.mode != "secret" and sight_of(viewer, state).turnout and viewer.role in OFFICERS


def _sight_of_public(state: RoundState) -> Sight:
    if state.status != "closed" or not state.is_published:
        return NOTHING
    return Sight(round=True, turnout=True, tally=_may_be_counted(state))


def _may_be_counted(state: RoundState) -> bool:
    enough = state.mode != "secret" or state.ballots >= FEWEST_SECRET_BALLOTS
    return state.status == "closed" and enough


def _may_see_names(viewer: Viewer, mode: str) -> bool:
    return mode == "named" or (mode == "confidential" and viewer.role in OFFICERS)
