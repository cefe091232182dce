"""A question whole: what is recommended and why, its PICO, evidence, outcomes, judgements and notes."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Question
from guideline.queries import question_by_ref
from publication.chain import Chain, QuestionChain, RecommendationChain, chain_of
from publication.progress import State, state_of
from publication.reader import Reader, reader_of
from publication.why import Step, changes_since_vote, why
from voting.etd.judgement_strip import common_basis, strip_of
from voting.models import Dissent
from voting.queries import standing_dissents


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation as far as this reader may see it."""

    chained: RecommendationChain
    state: State
    steps: tuple[Step, ...]
    shows_result: bool
    shows_votes: bool
    # Where what changed since the vote stands; empty where nothing did, or votes are not shown.
    changes: str
    # What members do not stand behind, as it stands beside the votes.
    dissents: tuple[Dissent, ...] = ()


@page("guideline.view_question", load=question_by_ref, unseen="guideline.view_guideline")
def question(request: HttpRequest, question: Question) -> HttpResponse:
    chain = chain_of(question.guideline, question)
    chained, reader = chain.question(question.ref), reader_of(request.user, question.guideline)
    context = {
        "guideline": question.guideline,
        "question": question,
        "chained": chained,
        "reader": reader,
        "drafts": reader.drafts(chained),
        "shown": [_shown(chain, chained, each, reader) for each in chained.recommendations],
        "strip": strip_of(question, chained.etd),
        "strip_basis": common_basis(chained.etd),
        "judged": bool(chained.etd),
        "may_see_rounds": reader.may("voting.view_round") and reader.stays(chained),
        "may_see_history": reader.may("evidence.view_history") and reader.stays(chained),
        "may_judge": reader.may("voting.judge_etd") and reader.stays(chained),
        "may_edit": reader.may("guideline.edit_question"),
        "may_survey": reader.may("guideline.view_survey") and reader.stays(chained),
        "may_draft": reader.may("voting.edit_draft") and reader.stays(chained),
        "may_open": reader.may("voting.open_round") and reader.stays(chained),
    }
    return render(request, "publication/question.html", context)


def _shown(
    chain: Chain, chained: QuestionChain, each: RecommendationChain, reader: Reader
) -> Shown:
    shows_votes = reader.votes(chained, each)
    steps = why(chain, each.recommendation.ref).children if shows_votes else ()
    changes = ""
    if shows_votes and each.evidence_changed:
        changes = changes_since_vote(chain.guideline, each)
    return Shown(
        each,
        state_of(chained, each),
        steps,
        reader.result(chained, each),
        shows_votes,
        changes,
        tuple(standing_dissents(each.last_closed)) if shows_votes and each.last_closed else (),
    )
