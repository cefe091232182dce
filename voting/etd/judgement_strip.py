"""The summary of judgements: every criterion with all its standard answers in a row, the chosen one marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from guideline.models import Question
from voting.codes import criteria_of, shown_answers
from voting.models import EtdJudgement


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: its answers as (code, whether it was chosen), and its row where there is one."""

    criterion: str
    answers: tuple[tuple[str, bool], ...]
    row: EtdJudgement | None

    @property
    def is_judged(self) -> bool:
        """Whether one of the answers is marked."""
        return self.row is not None and bool(self.row.judgement)


def strip_of(question: Question, rows: Mapping[str, EtdJudgement]) -> list[Line]:
    """The criteria that a question of this type is judged by, in GRADE's order."""
    return [_line(each, rows.get(each)) for each in criteria_of(question.type)]


def common_basis(rows: Mapping[str, EtdJudgement]) -> str:
    """The basis that all judgements share, to be said once; empty where they differ or have none."""
    bases = {row.basis for row in rows.values()}
    return bases.pop() if len(bases) == 1 else ""


def _line(criterion: str, row: EtdJudgement | None) -> Line:
    chosen = row.judgement if row else ""
    answers = tuple((answer, answer == chosen) for answer in shown_answers(criterion))
    return Line(criterion, answers, row)
