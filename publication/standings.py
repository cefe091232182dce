"""Who may do what on which question, and what a vote would need: the chair's view before a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guideline.models import Guideline, PanelMember, Question
from guideline.text import localized
from voting.eligibility import VOTING_ROLES, Standing
from voting.queries import rule_of, standing_on
from voting.rules.rule import Rule
from voting.rules.tally import votes_needed

UNDECIDED = "undecided"
# What a cell says, in one word that fits a narrow column; the page explains each.
CELLS = {
    "none": gettext_lazy("votes"),
    "vote-with-disclosure": gettext_lazy("discloses"),
    UNDECIDED: gettext_lazy("undecided"),
    "discuss-only": gettext_lazy("discusses"),
    "leave-room": gettext_lazy("leaves"),
}
MEANINGS = {
    "none": gettext_lazy("votes: may vote"),
    "vote-with-disclosure": gettext_lazy("discloses: may vote, with the interest disclosed"),
    UNDECIDED: gettext_lazy("undecided: an interest waits for a decision; may vote until then"),
    "discuss-only": gettext_lazy("discusses: takes part in the discussion, does not vote"),
    "leave-room": gettext_lazy("leaves: leaves the room, sees neither draft nor tally"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One member on one question."""

    code: str

    @property
    def word(self) -> str:
        """The cell in a word."""
        return str(CELLS[self.code])

    @property
    def may_vote(self) -> bool:
        """Whether this member counts among those who may vote."""
        return self.code not in ("discuss-only", "leave-room")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a vote on one question would need, were it held now and everybody voted."""

    question: Question
    may_vote: int
    of: int
    undecided: int
    needed: int
    needed_weak: int | None
    is_grid: bool
    quorum: int | None
    excepted: Sequence[tuple[PanelMember, Cell]]

    @property
    def name(self) -> str:
        """`Question 13`, or the question's id where it has no number."""
        number = self.question.number
        return _("Question {n}").format(n=number) if number else self.question.ref

    @property
    def sentence(self) -> str:
        """`28 of 31 may vote; 20 needed.`"""
        parts = [
            _("{n} of {of} may vote").format(n=self.may_vote, of=self.of),
            _("{n} needed").format(n=self.needed),
        ]
        if self.needed_weak is not None:
            said = (
                _("{weak} needed for a direction, {strong} for strong")
                if self.is_grid
                else _("{strong} needed for strong, {weak} for weak")
            )
            parts[-1] = said.format(weak=self.needed_weak, strong=self.needed)
        if self.quorum is not None:
            parts.append(_("{n} have to take part").format(n=self.quorum))
        if self.undecided:
            waiting = ngettext(
                "{n} has an interest that waits for a decision",
                "{n} have interests that wait for a decision",
                self.undecided,
            )
            parts.append(waiting.format(n=self.undecided))
        return "; ".join(parts) + "."


@dataclass(frozen=True, slots=True)
class Standings:
    """The matrix: the voting places, the questions, a cell for each pair, a forecast for each question."""

    guideline: Guideline
    rule: Rule
    members: Sequence[PanelMember]
    forecasts: Sequence[Forecast]
    rows: Sequence[tuple[PanelMember, Sequence[Cell]]]

    def table(self) -> list[list[str]]:
        """The same as cells of text: a heading, a row for each member, and the forecasts."""
        heading = [_("Place"), _("Role"), *(each.name for each in self.forecasts)]
        lines = [
            [str(member), member.role, *(cell.word for cell in cells)]
            for member, cells in self.rows
        ]
        return [
            heading,
            *lines,
            [_("Forecast"), "", *(each.sentence for each in self.forecasts)],
            [_("Question"), "", *(localized(each.question.text) for each in self.forecasts)],
        ]


def standings_of(guideline: Guideline) -> Standings:
    """The matrix of a guideline as its panel and its interests stand now; three queries."""
    panel = guideline.panel.prefetch_related("conflicts").order_by("position", "id")
    rule = rule_of(guideline)
    voting = VOTING_ROLES if rule.chair_votes else VOTING_ROLES - {"chair"}
    members = [place for place in panel if place.role in voting]
    questions = guideline.questions.filter(status="clinical-question").order_by("position", "id")
    columns = [[_cell(member, question) for member in members] for question in questions]
    forecasts = [
        _forecast(question, members, cells, rule)
        for question, cells in zip(questions, columns, strict=True)
    ]
    rows = [(member, [cells[place] for cells in columns]) for place, member in enumerate(members)]
    return Standings(guideline, rule, members, forecasts, rows)


def _cell(member: PanelMember, question: Question) -> Cell:
    standing = standing_on(member, question)
    waits = any(
        conflict.waits_for_decision and not conflict.is_decided
        for conflict in member.conflicts.all()
        if conflict.question_id in (None, question.pk)
    )
    return Cell(UNDECIDED if waits and standing.may_vote else _code(standing))


def _code(standing: Standing) -> str:
    action = standing.because_action
    # An imported interest on which nothing was reported takes nothing away.
    return "vote-with-disclosure" if action == "not-reported" else action


def _forecast(
    question: Question, members: Iterable[PanelMember], cells: Sequence[Cell], rule: Rule
) -> Forecast:
    may_vote = sum(cell.may_vote for cell in cells)
    grid = rule.preset == "grade-grid"
    weak = votes_needed(may_vote, rule.weak, rule.comparison)
    return Forecast(
        question=question,
        may_vote=may_vote,
        of=len(cells),
        undecided=sum(cell.code == UNDECIDED for cell in cells),
        needed=votes_needed(may_vote, rule.strong, rule.comparison),
        needed_weak=weak if grid or rule.weak != rule.strong else None,
        is_grid=grid,
        quorum=votes_needed(may_vote, rule.quorum, ">=") if rule.quorum else None,
        excepted=[
            (member, cell)
            for member, cell in zip(members, cells, strict=True)
            if cell.code != "none"
        ],
    )
