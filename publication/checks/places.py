"""Where a finding stands: a path of ids, and the page on which it can be put right."""

from dataclasses import dataclass

from django.urls import reverse

from guideline.models import Guideline, Question
from voting.models import Recommendation


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its URL name and the ids in its address; `more` is a query or a fragment."""

    name: str
    ids: tuple[str, ...]
    more: str = ""

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.name, args=self.ids) + self.more


@dataclass(frozen=True, slots=True)
class Place:
    """A path such as `q1/death/trials`; `mends` is for those with `permission`, `shows` for others.

    `is_draft`: it belongs to a draft, which not everybody sees who sees the evidence.
    """

    where: str
    question: Question | None
    shows: Page
    mends: Page | None = None
    permission: str = ""
    is_draft: bool = False

    def url(self, may_mend: bool) -> str:
        """The page for a reader: the one that mends, else the one that shows."""
        return (self.mends if self.mends and may_mend else self.shows).url


def guideline_place(guideline: Guideline, *path: str) -> Place:
    """Something of the guideline as a whole."""
    return Place(_path(*path), None, Page("overview", (guideline.slug,)))


def question_place(question: Question, *path: str) -> Place:
    """Something of the question itself, such as its outcomes."""
    return Place(_path(question.ref, *path), question, _page("question", question))


def evidence_place(question: Question, *path: str) -> Place:
    """Searches, flow, studies, results: all on the page of the evidence, each with its own link."""
    return Place(_path(question.ref, *path), question, _page("question_evidence", question))


def rating_place(question: Question, outcome: str, *path: str) -> Place:
    """A judgement on the certainty of an outcome."""
    return Place(
        where=_path(question.ref, outcome, *path),
        question=question,
        shows=_page("question_evidence", question, more="#outcomes"),
        mends=_page("certainty_rate", question, outcome),
        permission="evidence.rate_certainty",
    )


def outcome_place(question: Question, outcome: str, *path: str) -> Place:
    """What is said of an outcome: its words, its importance."""
    return Place(
        where=_path(question.ref, outcome, *path),
        question=question,
        shows=_page("question_evidence", question, more="#outcomes"),
        mends=_page("outcome_edit", question, outcome),
        permission="guideline.edit_question",
    )


def recommendation_place(recommendation: Recommendation, *path: str) -> Place:
    """The words of a recommendation; the page of its question leads to them."""
    question = recommendation.question
    where = _path(question.ref, recommendation.ref, *path)
    return Place(where, question, _page("question", question), is_draft=True)


def etd_place(question: Question, recommendation: Recommendation | None, *path: str) -> Place:
    """The judgements on the way to the decision; of a recommendation where it has its own."""
    own = (recommendation.ref,) if recommendation else ()
    query = f"?recommendation={recommendation.ref}" if recommendation else ""
    return Place(
        where=_path(question.ref, *own, "etd", *path),
        question=question,
        shows=_page("question", question, more="#decision"),
        mends=_page("etd", question, more=query),
        permission="voting.judge_etd",
        is_draft=True,
    )


def _page(name: str, question: Question, *ids: str, more: str = "") -> Page:
    return Page(name, (question.guideline.slug, question.ref, *ids), more)


def _path(*steps: str) -> str:
    return "/".join(steps)
