"""Who may vote on a question: the role, then the strictest action on a conflict of interest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

Word = TypeVar("Word", bound=str)
Role = Literal["chair", "member", "methodologist", "commentator", "secretariat", "observer"]
Action = Literal["none", "vote-with-disclosure", "not-reported", "discuss-only", "leave-room"]

ROLES: tuple[Role, ...] = (
    "chair",
    "member",
    "methodologist",
    "commentator",
    "secretariat",
    "observer",
)
VOTING_ROLES = frozenset({"chair", "member"})
# An observer listens.
DISCUSSING_ROLES = frozenset(ROLES) - {"observer"}

# From the mildest to the strictest. An action that nobody reported forbids nothing, but what was
# not even disclosed weighs more than what was.
ACTIONS: tuple[Action, ...] = (
    "none",
    "vote-with-disclosure",
    "not-reported",
    "discuss-only",
    "leave-room",
)
ACTIONS_THAT_FORBID_VOTING = frozenset({"discuss-only", "leave-room"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a panel place may do on one question.

    `because_action` is the strictest action on its conflicts, `none` where there is no conflict.
    """

    role: Role
    may_vote: bool
    may_discuss: bool
    may_see: bool
    because_action: Action

    @property
    def is_recused(self) -> bool:
        """Return whether a conflict takes away a vote that the role would have had."""
        return (
            self.role in VOTING_ROLES
            and not self.may_vote
            and self.because_action in ACTIONS_THAT_FORBID_VOTING
        )


def standing(role: str, actions: Iterable[str] = (), *, chair_votes: bool = True) -> Standing:
    """Return what a place with this role may do under the actions on its conflicts.

    The strictest action wins; no conflict is `none`. `chair_votes` is what the rule says of the
    chair. ValueError for an unknown role or action.
    """
    known_role = _known(role, ROLES, "role")
    action = strictest(actions)
    may_see = action != "leave-room"
    return Standing(
        role=known_role,
        may_vote=known_role in VOTING_ROLES
        and (chair_votes or known_role != "chair")
        and action not in ACTIONS_THAT_FORBID_VOTING,
        may_discuss=known_role in DISCUSSING_ROLES and may_see,
        may_see=may_see,
        because_action=action,
    )


def strictest(actions: Iterable[str]) -> Action:
    """Return the strictest of some actions, `none` if there are none."""
    known = [_known(action, ACTIONS, "action") for action in actions]
    return max(known, key=ACTIONS.index, default="none")


def actions_on(question: str, conflicts: Iterable[tuple[str | None, str]]) -> list[str]:
    """Return the actions that bear on a question from (question, action) pairs.

    A conflict without a question bears on all of them.
    """
    return [action for about, action in conflicts if about is None or about == question]


def _known(raw: str, words: tuple[Word, ...], kind: str) -> Word:
    for word in words:
        if raw == word:
            return word
    raise ValueError(f"unknown {kind}: {raw!r}")
