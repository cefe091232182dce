"""What one person may read of a guideline's drafts and votes, asked for many questions at once."""

from dataclasses import dataclass
from typing import Any

from guideline.models import Guideline, PanelMember
from guideline.permissions import place_of
from guideline.roles import permits
from publication.chain import QuestionChain, RecommendationChain
from voting.models import Round
from voting.queries import counts_of
from voting.visibility import RoundState, Viewer, sight_of


@dataclass(frozen=True, slots=True)
class Reader:
    """A person's place on the panel, None for somebody without one.

    It answers from what `chain_of` has loaded, so a page with many rounds asks the database nothing
    more; the rules are those of `guideline/roles.py` and `voting/visibility.py`.
    """

    place: PanelMember | None

    def may(self, permission: str) -> bool:
        """Whether the place's role carries this permission."""
        return self.place is not None and permits(self.place.role, permission)

    def is_meant(self, role: str | None) -> bool:
        """Whether what waits for this role waits for the person; a chair votes like any member."""
        if self.place is None:
            return False
        return self.place.role == role or (self.place.role, role) == ("chair", "member")

    def stays(self, question: QuestionChain) -> bool:
        """Whether the person stays in the room for this question."""
        return self.place is not None and question.standings[self.place.pk].may_see

    def drafts(self, question: QuestionChain) -> bool:
        """Whether the question's draft recommendations may be shown."""
        return self.may("voting.view_draft") and self.stays(question)

    def result(self, question: QuestionChain, each: RecommendationChain) -> bool:
        """Whether what the votes came to may be shown: direction, strength, decision."""
        if not self.drafts(question):
            return False
        return each.last_closed is None or self._tally(question, each.last_closed)

    def votes(self, question: QuestionChain, each: RecommendationChain) -> bool:
        """Whether the votes themselves may be shown, those of every closed round."""
        closed = [held for held in each.rounds if held.status == "closed"]
        return (
            self.may("voting.view_round")
            and self.drafts(question)
            and all(self._tally(question, held) for held in closed)
        )

    def _tally(self, question: QuestionChain, held: Round) -> bool:
        viewer = Viewer(self.place.role if self.place else None, self.stays(question))
        ballots = sum(counts_of(held).values())
        return sight_of(viewer, RoundState(held.secrecy, held.status, ballots)).tally


def reader_of(user: Any, guideline: Guideline) -> Reader:
    """The reader that this person is in this guideline."""
    return Reader(place_of(user, guideline))
