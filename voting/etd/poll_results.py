"""The polls of a question as one person may see them: how often each answer was given, and no name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guideline.models import Question
from voting.codes import shown_answers
from voting.models import Poll
from voting.queries import entitled_to_vote, viewer_of
from voting.visibility import PollSight, Viewer, poll_sight


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer with how many gave it, and its bar in a drawing 100 wide."""

    answer: str
    n: int
    width: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a closed poll came to on one criterion."""

    criterion: str
    bars: tuple[Bar, ...]
    comments: tuple[str, ...]

    @property
    def given(self) -> list[Bar]:
        """The answers that somebody gave."""
        return [bar for bar in self.bars if bar.n]


@dataclass(frozen=True)
class ShownPoll:
    """A poll with what this viewer may see of it; `asked` and `answered` None where it may not be shown."""

    poll: Poll
    sight: PollSight
    answered: int | None
    asked: int | None
    said: tuple[Said, ...]


def polls_shown_to(user: Any, question: Question) -> list[ShownPoll]:
    """The polls of a question, the last first, as this person may see them."""
    polls = question.polls.select_related("recommendation", "opened_by").prefetch_related("answers")
    viewer = viewer_of(user, question)
    asked = len(entitled_to_vote(question))
    shown = [_shown(poll, viewer, asked) for poll in polls.order_by("-number")]
    return [each for each in shown if each.sight.poll]


def last_said(shown: Iterable[ShownPoll], recommendation_pk: int | None) -> dict[str, Said]:
    """Criterion -> what the last closed poll on it came to, of a question or of a narrower population."""
    found: dict[str, Said] = {}
    for each in shown:
        if each.poll.recommendation_id == recommendation_pk:
            for said in each.said:
                found.setdefault(said.criterion, said)
    return found


def _shown(poll: Poll, viewer: Viewer, asked: int) -> ShownPoll:
    sight = poll_sight(viewer, poll.status)
    return ShownPoll(
        poll,
        sight,
        poll.took_part() if sight.turnout else None,
        asked if sight.turnout and poll.is_open else None,
        tuple(_said(row) for row in poll.distribution()) if sight.results else (),
    )


def _said(row: dict[str, Any]) -> Said:
    counts = row.get("counts", {})
    most = max(counts.values(), default=0)
    bars = tuple(
        Bar(answer, counts.get(answer, 0), 100 * counts.get(answer, 0) // most if most else 0)
        for answer in shown_answers(row["criterion"])
    )
    return Said(row["criterion"], bars, tuple(row.get("comments", ())))
